import { failure } from '../bridge/framework';

/**
 * The uid that state holds. An empty one, or dots, would turn the path of a request into another one of Palette's.
 * @param whose as messages call it: `the registry "charts"`
 * @param remedy what to do about state that is damaged
 */
export function storedUid(uid: string | null, whose: string, remedy: string): string {
  if (uid !== null && !['', '.', '..'].includes(uid)) return uid;
  throw failure(
    'State Without A Uid',
    `The state of ${whose} has ${JSON.stringify(uid)} where the registry's uid must be, so it is not known which registry ` +
      `of Palette it stands for; perhaps the state was edited by hand. Nothing was changed. ${remedy}`,
  );
}
