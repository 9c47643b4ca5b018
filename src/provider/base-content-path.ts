import { type Validator, validator } from '../bridge/framework';

/** A path below the registry's host. Palette stores several in one text, joined by commas, so none may hold one. */
export function baseContentPath(): Validator<string> {
  return validator('Invalid Base Content Path', (value, path) => {
    const problem = problemOf(value);
    return problem && `${path} is ${JSON.stringify(value)}: ${problem}`;
  });
}

function problemOf(value: string): string | undefined {
  if (value.trim() === '')
    return 'it is empty. Write the path to the charts, e.g. "platform/charts", or remove the element.';
  if (value.includes(',')) return 'it holds a comma. Write one path per element of the list.';
  if (/\s/.test(value)) return 'it holds white space. Repository paths have none.';
  if (/^[a-z]+:\/\//i.test(value)) return "it is a URL. Write only the path below the registry's host.";
  if (value.startsWith('/') || value.endsWith('/'))
    return `remove the slash: ${JSON.stringify(value.replace(/^\/+|\/+$/g, ''))}.`;
  return undefined;
}
