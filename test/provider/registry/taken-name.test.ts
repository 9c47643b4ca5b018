import { PaletteClient, PaletteError } from '../../../src/palette';
import { adviceOnTakenName } from '../../../src/provider/registry/taken-name';
import { sendJson, startOddServer } from '../../support/odd-server';

const UID = '0123456789abcdef01234567';
const BY_NAME =
  'Names are unique in a tenant: choose another one, or import the registry that is there by its name: terraform import ADDRESS "charts".';
const BY_UID = `Names are unique in a tenant, and the registry with uid ${UID} has this one (type "ecr", endpoint "1.dkr.ecr"). If it is yours, left by an apply that was interrupted, take it into state and apply again: terraform import ADDRESS ${UID}, where ADDRESS stands behind "with" in this message. Otherwise choose another name.`;

/** Palette's two lists, holding one registry; `undefined` = it fails. */
async function advice(error: unknown, listed: string | undefined): Promise<string> {
  const server = await startOddServer((request, response) => {
    if (listed === undefined) return sendJson(response, 500, { code: 'Broken', message: 'x' });
    const isSummary = request.url?.endsWith('/summary');
    const summary = { metadata: { uid: UID, name: listed }, spec: { registryType: 'ecr', endpoint: '1.dkr.ecr' } };
    return sendJson(response, 200, { items: [isSummary ? summary : { uid: UID, name: listed, kind: 'oci' }] });
  });
  const client = new PaletteClient({ host: server.endpoint, apiKey: 'key', environment: {}, maxRetries: 0 });
  try {
    const desired = { kind: 'basic' as const, registry: { metadata: { name: 'charts' } } };
    return await adviceOnTakenName(error, client, desired as never, new AbortController().signal);
  } finally {
    await client.close();
    await server.close();
  }
}

const conflict = new PaletteError('RAW', { reason: 'conflict', method: 'POST', path: '/x', status: 409 });

test.each<[string, unknown, string | undefined, string]>([
  ['names the uid of the registry that has the name', conflict, 'charts', BY_UID],
  ['falls back on the name where nobody is found to have it', conflict, 'others', BY_NAME],
  ['falls back on the name where the lists cannot be read', conflict, undefined, BY_NAME],
  ['looks nothing up for another failure', new Error('x'), 'charts', BY_NAME],
])('%s', async (_, error, listed, expected) => {
  expect(await advice(error, listed)).toBe(expected);
});
