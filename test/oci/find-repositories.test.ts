import { readCharts } from '../../src/oci';
import { sendJson } from '../support/odd-server';
import { closeAll, failureOf, openRegistry, serve } from './setup';

afterEach(closeAll);

describe('charts of a registry whose catalog is missing', () => {
  it.each([403, 404, 405])('with %i are read from base paths that are repositories', async (status) => {
    const server = await serve({
      '/v2/_catalog?n=1000': (_, response) => sendJson(response, status, {}),
      '/v2/a/tags/list?n=1000': (_, response) => sendJson(response, 200, { tags: [] }),
    });
    expect(await readCharts(openRegistry(server), ['a'])).toEqual([]);
    expect((await failureOf(readCharts(openRegistry(server), ['a', 'b']))).reason).toBe('missing-base-path');
    expect((await failureOf(readCharts(openRegistry(server), ['']))).reason).toBe('forbidden');
  });

  it('for a moment are an error', async () => {
    const server = await serve({ '/v2/_catalog?n=1000': (_, response) => sendJson(response, 503, {}) });
    expect((await failureOf(readCharts(openRegistry(server), ['a']))).reason).toBe('server');
  });
});
