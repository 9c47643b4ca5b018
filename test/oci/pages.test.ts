import { type OddAnswer, sendJson } from '../support/odd-server';
import { closeAll, failureOf, openRegistry, serve, serveAll } from './setup';

afterEach(closeAll);

describe('pages of tags', () => {
  const page =
    (tags: readonly string[] | null, link?: string): OddAnswer =>
    (_, response) =>
      sendJson(response, 200, { name: 'a', tags }, link === undefined ? {} : { link });

  it.each([
    ['relative', '</v2/a/tags/list?last=1.0%2B2&n=1000>; rel="next"'],
    ['relative to the page', '<?last=1.0%2B2&n=1000>; rel=next'],
    ['behind another link', '</v2/>; rel="start", </v2/a/tags/list?last=1.0%2B2&n=1000>; title="more"; rel="next"'],
    [
      'with a host that clients cannot reach',
      '<http://internal.invalid/v2/a/tags/list?last=1.0%2B2&n=1000>; rel="next"',
    ],
    ['without the path in front of the API', '</other/v2/a/tags/list?last=1.0%2B2&n=1000>; rel="next"'],
  ])('are followed by a link that is %s', async (_, link) => {
    const server = await serve({
      '/v2/a/tags/list?n=1000': page(['1', '2'], link),
      '/v2/a/tags/list?last=1.0%2B2&n=1000': page(['3']),
    });
    expect(await openRegistry(server).listTags('a')).toEqual(['1', '2', '3']);
  });

  it.each([
    ['null', page(null)],
    ['with a link that is not to the next page', page([], '</v2/a/tags/list?last=0>; rel="prev"')],
  ])('may be %s', async (_, answer) => {
    const server = await serve({ '/v2/a/tags/list?n=1000': answer });
    expect(await openRegistry(server).listTags('a')).toEqual([]);
  });

  it('do not go round in circles', async () => {
    const server = await serve({
      '/v2/a/tags/list?n=1000': page(['1'], '<?last=1>; rel="next"'),
      '/v2/a/tags/list?last=1': page(['2'], '<?last=1>; rel="next"'),
    });
    const error = await failureOf(openRegistry(server).listTags('a'));
    expect(error.reason).toBe('invalid-answer');
    expect(error.message).toBe(
      `The registry "${server.host}" did not come to the end of its list of names after 2 pages. Expected a last page.\n\n` +
        `GET ${server.endpoint}/v2/a/tags/list: 200`,
    );
  });

  it('do not go on for ever', async () => {
    let count = 0;
    const server = await serveAll((_, response) => {
      count += 1;
      sendJson(response, 200, { tags: [`${count}`] }, { link: `<?last=${count}>; rel="next"` });
    });
    const error = await failureOf(openRegistry(server).listTags('a'));
    expect(error.message).toMatch('did not come to the end of its list of names after 1000 pages.');
  });

  it.each<[string, OddAnswer]>([
    ['no JSON', (_, response) => response.end('<html>')],
    ['no list', (_, response) => sendJson(response, 200, { tags: 'latest' })],
    ['something else in the list', (_, response) => sendJson(response, 200, { tags: [1] })],
  ])('must not be %s', async (_, answer) => {
    const server = await serve({ '/v2/a/tags/list?n=1000': answer });
    const error = await failureOf(openRegistry(server).listTags('a'));
    expect(error.reason).toBe('invalid-answer');
    expect(error.message).toMatch(
      `The registry "${server.host}" sent no list of tags. Expected JSON with "tags". Check host and path.`,
    );
  });
});
