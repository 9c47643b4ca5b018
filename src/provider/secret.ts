import { type Validator, validator } from '../bridge/framework';
import { isMasked } from '../palette';

/** A secret that can work: not empty, and not the mask that Palette shows in its place. */
export function realSecret(): Validator<string> {
  return validator('Invalid Secret', (value, path) => {
    if (value === '') return `${path} is empty. Write the secret, or leave the argument out.`;
    if (isMasked(value)) return `${path} is the mask that Palette shows in place of a secret. Write the secret itself.`;
    return undefined;
  });
}
