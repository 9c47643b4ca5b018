import { OperationStopped, OperationTimeout } from '../../../src/bridge/framework';
import { finishRequest } from '../../../src/provider/registry/finish-request';
import { CHARTS } from '../error-catalogue/bodies';
import { World } from '../error-catalogue/world';

const CREATE = 'POST /v1/registries/oci/basic';

/** A request that is answered only by its end. */
const unanswered = (signal: AbortSignal) =>
  new Promise<string>((resolve) => {
    const end = () => resolve(`given up: ${(signal.reason as Error).message}`);
    if (signal.aborted) end();
    signal.addEventListener('abort', end);
  });

const TIMEOUT = "given up: the operation's timeout of 1 s passed";
const STOP = 'given up: Terraform asked the provider to stop';

it.each<[string, Error, number | undefined, string]>([
  ['at once when its time is up', new OperationTimeout(1_000), undefined, TIMEOUT],
  ['when Ctrl-C was some time ago', new OperationStopped(), 1, STOP],
])('a request ends %s', async (_, reason, withinMs, expected) => {
  const controller = new AbortController();
  const result = finishRequest(controller.signal, unanswered, withinMs);
  controller.abort(reason);
  expect(await result).toBe(expected);
});

it('a request that starts after Ctrl-C ends at once', async () => {
  expect(await finishRequest(AbortSignal.abort(new OperationStopped()), unanswered)).toBe(STOP);
});

it('the answer to a creation that was sent before Ctrl-C is waited for', async () => {
  const world = await World.open();
  world.on(CREATE, () => {
    world.server.stop();
    return { status: 201, json: { uid: 'uid-1' } };
  });
  const said = await world.create({ ...CHARTS, validate: false, synchronization: false });
  await world.close();
  expect({ said, trail: world.palette.trail }).toEqual({ said: [], trail: [expect.stringContaining(CREATE)] });
});
