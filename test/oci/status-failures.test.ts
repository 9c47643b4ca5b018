import { sendJson } from '../support/odd-server';
import { BASIC as basic, closeAll, failureOf, openRegistry, serve } from './setup';

afterEach(closeAll);

describe('an answer with a status', () => {
  it.each<[number, string, string, Record<string, string>]>([
    [
      403,
      'forbidden',
      'does not allow to read the repository "a". Expected read access. Allow it in the registry, or use credentials that may.',
      {},
    ],
    [
      429,
      'rate-limited',
      'takes no more requests for now. Expected an answer. Try again after "17" (its Retry-After).',
      { 'retry-after': '17' },
    ],
    [429, 'rate-limited', 'takes no more requests for now. Expected an answer. Try again later.', {}],
    [
      500,
      'server',
      'failed to serve the repository "a". Expected an answer. Try again later; if it stays so, ask those who run the registry.',
      {},
    ],
    [
      503,
      'server',
      'failed to serve the repository "a". Expected an answer. Try again later; if it stays so, ask those who run the registry.',
      {},
    ],
    [
      418,
      'invalid-answer',
      'cannot serve the repository "a". Expected the answer of an OCI registry. Check host and path.',
      {},
    ],
    [
      204,
      'invalid-answer',
      'cannot serve the repository "a". Expected the answer of an OCI registry. Check host and path.',
      {},
    ],
  ])('%i is %s', async (status, reason, sentence, headers) => {
    const server = await serve({ '/v2/a/tags/list?n=1000': (_, response) => sendJson(response, status, {}, headers) });
    const error = await failureOf(openRegistry(server).listTags('a'));
    expect(error).toMatchObject({ reason, status });
    expect(error.message).toBe(
      `The registry "${server.host}" ${sentence}\n\nGET ${server.endpoint}/v2/a/tags/list: ${status}`,
    );
  });

  it('403 of an Amazon ECR that names the action is about the policy, not about who asks', async () => {
    const user = 'User: arn:aws:iam::123456789012:user/ci';
    const message = `${user} is not authorized to perform: ecr:ListImages on resource: arn:aws:ecr:us-east-1:123456789012:repository/a`;
    const body = { errors: [{ code: 'DENIED', message }] };
    const server = await serve({ '/v2/a/tags/list?n=1000': (_, response) => sendJson(response, 403, body) });
    const error = await failureOf(openRegistry(server).listTags('a'));
    expect(error).toMatchObject({ reason: 'forbidden', status: 403, code: 'DENIED' });
    expect(error.message).toBe(
      `The registry "${server.host}" accepts these credentials, but does not allow them to read the repository "a". Expected ` +
        'permission for ecr:ListImages. Attach a policy that allows that action to the IAM user or role.\n\n' +
        `GET ${server.endpoint}/v2/a/tags/list: 403 DENIED "${message}"`,
    );
  });

  it.each<[string, unknown, string]>([
    [
      'the specification',
      { errors: [{ code: 'DENIED', message: 'pull access denied' }] },
      '403 DENIED "pull access denied"',
    ],
    ['others', { message: 'over quota' }, '403 "over quota"'],
    ['nobody', ['?'], '403'],
    ['a terminal', { errors: [{ code: 'X\u001b[31m', message: 'a\r\nb' }] }, '403 X [31m "a b"'],
    ['a leak', { errors: [{ code: 'DENIED', message: 'no p@ss:w0rd here' }] }, '403 DENIED "no *** here"'],
    ['a talker', { errors: [{ code: 'DENIED', message: 'x'.repeat(999) }] }, `403 DENIED "${'x'.repeat(300)}…"`],
  ])('quotes the error in the form of %s', async (_, body, evidence) => {
    const server = await serve({ '/v2/a/tags/list?n=1000': (_request, response) => sendJson(response, 403, body) });
    const error = await failureOf(openRegistry({ ...server, credentials: basic }).listTags('a'));
    expect(error.message).toMatch(new RegExp(`/v2/a/tags/list: ${evidence.replace(/[[*]/g, '\\$&')}$`));
  });
});
