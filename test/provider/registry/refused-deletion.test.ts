import { DiagnosticsError } from '../../../src/bridge/framework';
import { PaletteError, type PaletteErrorReason } from '../../../src/palette';
import { deletionRefused } from '../../../src/provider/registry/refused-deletion';

const LEFT = 'It is still in Palette and in state.';
const FORGET = 'To keep the registry in Palette and only forget it here, run "terraform state rm" with its address.';
const CODE = { code: 'RegistryInUse' };

function told(reason: PaletteErrorReason, details: object) {
  const error = new PaletteError('RAW', { reason, method: 'DELETE', path: '/x', status: 500, ...details });
  const refused = deletionRefused(error, '"charts" (uid 1)', new AbortController().signal);
  return refused instanceof DiagnosticsError ? refused.diagnostics[0] : refused;
}

it.each<[string, PaletteErrorReason, object, string]>([
  [
    'objects with names',
    'server',
    { ...CODE, details: { clusterProfiles: [{ name: 'web', uid: '1' }, { metadata: { name: 'edge' } }] } },
    'used by cluster profiles "web", "edge"',
  ],
  ['texts', 'conflict', { ...CODE, details: { cluster_profiles: ['web'] } }, 'used by cluster profiles "web"'],
  [
    'several lists, deeper down',
    'invalid',
    { paletteMessage: 'it is still used', details: { usage: { profiles: ['web'], clusters: [{ name: 'c1' }] } } },
    'used by profiles "web" and clusters "c1"',
  ],
])('says by whom the registry is used, from %s', (_, reason, details, users) => {
  expect(told(reason, details)).toEqual({
    severity: 'error',
    summary: 'Registry In Use',
    detail: `Could not delete the registry "charts" (uid 1): Palette says that it is ${users}. ${LEFT} Remove its charts from each of them, in all of their versions, and try again. ${FORGET}\n\nRAW`,
  });
});

it.each<[string, object]>([
  ['no details', CODE],
  ['details without names', { paletteMessage: 'registry is referenced', details: { count: 2, list: [1, {}] } }],
])('says that Palette does not tell by whom: %s', (_, details) => {
  expect(told('invalid', details)).toMatchObject({
    summary: 'Registry In Use',
    detail: `Could not delete the registry "charts" (uid 1): Palette says that it is in use, but not by whom. ${LEFT} Remove its charts from the cluster profiles that have any, in all of their versions, and try again. ${FORGET}\n\nRAW`,
  });
});

it.each<[string, PaletteErrorReason, object, string, string]>([
  ['for another reason', 'server', { code: 'Broken' }, 'Registry Not Deleted', LEFT],
  ['by no answer to speak of', 'forbidden', CODE, 'Missing Tenant Scope', LEFT],
  [
    'or perhaps not',
    'server',
    { paletteMessage: 'it is in use', mayHaveHappened: true },
    'Registry Not Deleted',
    'Palette may have deleted it all the same; it is in state. Apply (or destroy) again: if it is gone, it only leaves state.',
  ],
])('says nothing of users where it was refused %s', (_, reason, details, summary, left) => {
  const detail = `Could not delete the registry "charts" (uid 1). ${left}\n\nRAW`;
  expect(told(reason, details)).toMatchObject({ summary, detail });
});
