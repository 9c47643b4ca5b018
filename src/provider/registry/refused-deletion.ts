import { type NamedThings, usersOfRegistry } from '../../palette';
import { asDiagnostics } from '../palette-failure';

const FORGET = 'To keep the registry in Palette and only forget it here, run "terraform state rm" with its address.';

/** What to tell about a deletion that did not come about. @param registry as messages call it */
export function deletionRefused(error: unknown, registry: string, signal: AbortSignal): unknown {
  const users = usersOfRegistry(error);
  const what = {
    tried: `delete the registry ${registry}`,
    signal,
    leftBehind: 'It is still in Palette and in state.',
    leftInDoubt:
      'Palette may have deleted it all the same; it is in state. Apply (or destroy) again: if it is gone, it only leaves state.',
  };
  if (users === undefined) {
    return asDiagnostics(error, { ...what, summaries: forRefusals('Registry Not Deleted') });
  }
  const [whose, advice] =
    users.length > 0
      ? [`used by ${listOf(users)}`, 'Remove its charts from each of them']
      : ['in use, but not by whom', 'Remove its charts from the cluster profiles that have any'];
  return asDiagnostics(error, {
    ...what,
    tried: `${what.tried}: Palette says that it is ${whose}`,
    summaries: forRefusals('Registry In Use'),
    advice: forRefusals(`${advice}, in all of their versions, and try again. ${FORGET}`),
  });
}

/** Palette refuses with one of these; everything else is about the connection, the key or Palette itself. */
function forRefusals(text: string) {
  return { invalid: text, conflict: text, server: text };
}

function listOf(users: readonly NamedThings[]): string {
  return users
    .map(({ sort, names }) => `${sort} ${names.map((name) => JSON.stringify(name)).join(', ')}`)
    .join(' and ');
}
