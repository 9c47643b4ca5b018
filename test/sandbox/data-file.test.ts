import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '../../src/sandbox';
import { basicRegistry, call, create, ecrRegistry, sampleSpec } from '../support/palette-calls';

let folder: string;
let dataFile: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-data-'));
  dataFile = join(folder, 'state.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function lists(sandbox: Sandbox): Promise<unknown[]> {
  const paths = ['/v1/registries/oci/summary', '/v1/registries/metadata', '/v1/clouds/aws/account/sts'];
  const answers = await Promise.all(paths.map((path) => call(sandbox, 'GET', path)));
  const packs = await call(sandbox, 'POST', '/v1/packs/search', { body: {} });
  return [...answers.map(({ body }) => body), packs.body];
}

describe('a sandbox with a data file', () => {
  it('is the same after a restart: key, account, registries, charts and sample registry', async () => {
    const first = await startSandbox({ dataFile, sampleRegistry: true });
    await create(first, 'basic', basicRegistry('kept', sampleSpec(first)));
    await create(first, 'ecr', ecrRegistry('kept-too'));
    await first.syncIdle();
    const before = await lists(first);
    await first.close();

    const second = await startSandbox({ dataFile, sampleRegistry: true });
    const after = await lists(second);
    await second.close();
    expect(after).toEqual(before);
    expect(second.apiKey).toBe(first.apiKey);
    expect(second.sampleRegistry).toEqual(first.sampleRegistry);
    expect((before[3] as { items: object[] }).items).toHaveLength(3);
  });

  it('keeps real secrets, so only its owner may read the file, and leaves no draft behind', async () => {
    const sandbox = await startSandbox({ dataFile });
    await create(sandbox, 'basic', basicRegistry('secret-keeper'));
    await sandbox.close();
    expect(readFileSync(dataFile, 'utf8')).toContain('"password": "first-secret"');
    expect(statSync(dataFile).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['state.json']);
  });

  it('does not write down a key that it was given', async () => {
    const sandbox = await startSandbox({ dataFile, apiKey: 'given-key' });
    await sandbox.close();
    expect(sandbox.apiKey).toBe('given-key');
    expect(readFileSync(dataFile, 'utf8')).not.toContain('given-key');
  });

  it('takes up a synchronization that the end of the process cut off', async () => {
    const first = await startSandbox({ dataFile, sampleRegistry: true });
    first.holdSync();
    const uid = await create(first, 'basic', basicRegistry('cut-off', sampleSpec(first)));
    await call(first, 'GET', `/v1/registries/oci/${uid}/basic/sync/status`);
    await first.close();
    expect(readFileSync(dataFile, 'utf8')).toContain('"status": "InProgress"');

    const second = await startSandbox({ dataFile, sampleRegistry: true });
    await second.syncIdle();
    const { body } = await call(second, 'GET', `/v1/registries/oci/${uid}/basic/sync/status`);
    await second.close();
    expect(body).toMatchObject({ status: 'Completed' });
  });

  it.each([
    ['cut off', '{"formatVersion": 1, "registries": [', 'Unexpected end of JSON input'],
    ['of another program', '{"hello": 1}', 'it is not the data of a sandbox with format version 1'],
    [
      'with a registry that is none',
      '{"formatVersion":1,"apiKey":"k","externalId":"e","awsAccountIds":{},"registries":[{}]}',
      'it is not the data of a sandbox with format version 1',
    ],
  ])('refuses to start from a file %s', async (_case, content, cause) => {
    writeFileSync(dataFile, content);
    await expect(startSandbox({ dataFile })).rejects.toThrow(
      `The data file "${dataFile}" cannot be used. ` +
        `Move the file away to start with an empty sandbox, or name another file. Cause: ${cause}`,
    );
    expect(readFileSync(dataFile, 'utf8')).toBe(content);
  });
});

it('says which data file cannot be written', async () => {
  const dataFile = join(folder, 'missing', 'state.json');
  await expect(startSandbox({ dataFile })).rejects.toThrow(
    `The data file "${dataFile}" cannot be written. Name a file in a folder that exists and is yours. Cause: ENOENT`,
  );
});

it('says which port is taken', async () => {
  const first = await startSandbox();
  const port = Number(new URL(first.url).port);
  await expect(startSandbox({ port, sampleRegistry: true })).rejects.toThrow(
    `Cannot listen on 127.0.0.1:${port}. Choose another port. Cause: listen EADDRINUSE: address already in use 127.0.0.1:${port}`,
  );
  await first.close();
});
