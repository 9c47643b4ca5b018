import { attribute, defineSchema, failure, pathTo, type Resource } from '../../../src/bridge/framework';
import { limitOperation, OperationStopped, OperationTimeout } from '../../../src/bridge/framework/operation';
import { diagnosticsOf } from '../../../src/bridge/framework/thrown';
import { bodyOf, noPrivate, serveThing, shown } from '../../support/framework-server';

const { string } = attribute;
const schema = defineSchema({ description: '', attributes: { name: string({ required: true, description: '' }) } });
type Author = Partial<Resource<typeof schema, unknown>>;

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason));
  });
}

async function thing(author: Author) {
  const { server } = await serveThing(schema, author);
  const create = async (timeouts: object | null = null) => {
    const body = { ...bodyOf(server, { name: 'n' }), ...(timeouts && { timeouts: { create: null, ...timeouts } }) };
    const answer = await server.applyResource('thing', {
      prior: null,
      planned: body,
      config: body,
      private: noPrivate(),
    });
    return shown(answer.diagnostics);
  };
  return { server, create };
}

describe('an operation', () => {
  it('that takes longer than its default timeout is ended', async () => {
    const { create } = await thing({ timeouts: { create: 5 }, create: ({ signal }) => aborted(signal) });
    expect(await create()).toEqual([
      'error Operation Timed Out @ -: The provider ended early while it created "thing": the operation\'s timeout of 0.005 s passed. ' +
        'It may still finish on the other side. Run "terraform plan" to see what is there now, and give the operation more time ' +
        'in the "timeouts" block if it needs it.',
    ]);
  });

  it('takes the timeout that the person wrote', async () => {
    const { create } = await thing({ timeouts: { create: 60_000 }, create: ({ signal }) => aborted(signal) });
    expect((await create({ create: '10ms' }))[0]).toContain('timeout of 0.01 s passed');
  });

  it('is ended when Terraform asks to stop, and a later one is not', async () => {
    const { server, create } = await thing({
      create: ({ signal, plan }) =>
        signal.aborted || plan.name !== 'n' ? Promise.reject(signal.reason) : aborted(signal),
    });
    const running = create();
    server.stop();
    expect(await running).toEqual([
      'error Operation Interrupted @ -: The provider ended early while it created "thing": Terraform asked the provider to stop. ' +
        'Run "terraform plan" to see what is there now.',
    ]);
    const later = create();
    server.stop();
    expect((await later)[0]).toContain('Operation Interrupted');
  });

  it('leaves no timer and no listener behind', () => {
    const stop = new AbortController();
    const { signal, release } = limitOperation(stop.signal, 1);
    release();
    stop.abort(new OperationStopped());
    expect(signal.aborted).toBe(false);
  });

  it('that begins after the stop is stopped at once', () => {
    const stop = new AbortController();
    stop.abort(new OperationStopped());
    const { signal, release } = limitOperation(stop.signal, 1_000);
    release();
    expect(signal.reason).toBeInstanceOf(OperationStopped);
  });

  it('may have a hundred beside it', async () => {
    const { create, server } = await thing({ create: ({ signal }) => aborted(signal) });
    const all = Array.from({ length: 100 }, () => create());
    server.stop();
    for (const problems of await Promise.all(all)) expect(problems[0]).toContain('Operation Interrupted');
  });
});

describe('what an author throws', () => {
  const during = (thrown: unknown) => {
    const [first, ...rest] = diagnosticsOf(thrown, 'did it', 'https://issues.example');
    expect(rest).toEqual([]);
    return `${first!.summary} @ ${first!.path ?? '-'}: ${first!.detail}`;
  };
  const ADVICE =
    'This is a bug in the provider, not in your configuration. Please report it with this message and the configuration of the ' +
    'resource: https://issues.example\nAdd the log of a run with TF_LOG_PROVIDER=DEBUG.';

  it.each([
    ['diagnostics pass unchanged', failure('Known', 'Well known.', pathTo('name')), 'Known @ name: Well known.'],
    [
      'errors are bugs',
      new TypeError('x is undefined'),
      `Provider Bug @ -: The provider failed while it did it.\n\n${ADVICE}\n\nTypeError: x is undefined`,
    ],
    [
      'causes are named',
      new Error('outer', { cause: new RangeError('inner', { cause: 'text' }) }),
      `Provider Bug @ -: The provider failed while it did it.\n\n${ADVICE}\n\nError: outer\nCaused by: RangeError: inner\nCaused by: text`,
    ],
    [
      'anything else is shown as text',
      'just text',
      `Provider Bug @ -: The provider failed while it did it.\n\n${ADVICE}\n\njust text`,
    ],
    [
      'an interruption is found behind other errors',
      new Error('fetch failed', { cause: new OperationTimeout(1_500) }),
      "Operation Timed Out @ -: The provider ended early while it did it: the operation's timeout of 1.5 s passed. It may still " +
        'finish on the other side. Run "terraform plan" to see what is there now, and give the operation more time in the ' +
        '"timeouts" block if it needs it.',
    ],
  ])('%s', (_, thrown, text) => {
    expect(during(thrown)).toBe(text);
  });

  it('may be its own cause', () => {
    const error = new Error('round');
    error.cause = error;
    expect(during(error)).toContain('Error: round');
  });
});
