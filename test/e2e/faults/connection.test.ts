import { type Armed, type ConnectionFault } from '../../support/fault-proxy';
import { FaultWorld } from '../../support/fault-world';
import { answer, CONNECTION_FAULTS, closeAfterKeepAlive, hangUp, reset } from '../../support/faults';
import { e2eArea } from '../area';
import { failed, warned } from './fault-table';
import { expectSurvived, type Operation, type SingleCase } from './single-run';

const { reset: cut, hangUp: closed, blackHole } = CONNECTION_FAULTS;
const notReachable = failed('Palette Not Reachable');
const silent = failed('Palette Did Not Answer In Time');
const adopted = warned('Answer To The Creation Was Lost');
const ALWAYS = 1_000;

/** Each request has a connection of its own then; an update reads before it writes. */
const connections =
  (fault: ConnectionFault, operation: Operation, times = 1) =>
  ({ proxy }: FaultWorld): Armed => {
    proxy.closesAfterEach = true;
    proxy.dropConnections();
    return proxy.onConnection({ fault, times, skip: operation === 'update' ? 1 : 0 });
  };

const OPERATIONS: readonly Operation[] = ['creation', 'refresh', 'update', 'deletion'];
const CONNECTIONS: readonly SingleCase[] = OPERATIONS.flatMap((operation) => {
  // A creation whose connection broke may have happened; it is looked for, and not sent again.
  const once = operation === 'creation' ? notReachable : ('done' as const);
  const of = (name: string, fault: ConnectionFault, expected: SingleCase['expected'], times?: number): SingleCase => ({
    name: `${operation}: ${name}`,
    operation,
    strike: connections(fault, operation, times),
    expected,
  });
  return [
    of('cut at the first byte', cut, once),
    of('cut at the first byte, always', cut, notReachable, ALWAYS),
    of('closed at the first byte', closed, once),
    of('a black hole', blackHole, silent),
  ];
});

const isCreation = ({ method, path }: { method: string; path: string }) =>
  method === 'POST' && path === '/v1/registries/oci/basic';
const isList = ({ path }: { path: string }) => path === '/v1/registries/oci/summary';
const isValidation = ({ path }: { path: string }) => path.endsWith('/validate');
const lost = ({ proxy }: FaultWorld) => proxy.onRequest({ matches: isCreation, fault: hangUp('after work') });
const list = ({ proxy }: FaultWorld, fault: Parameters<typeof proxy.onRequest>[0]['fault'], times = ALWAYS) =>
  proxy.onRequest({ matches: isList, fault, times });
const page = answer({ status: 200, headers: { 'Content-Type': 'text/html' }, body: '<p>Sign in</p>' });
const down = answer({ status: 503, headers: { 'Retry-After': '0' } });
const noneYet = answer({ status: 200, headers: { 'Content-Type': 'application/json' }, body: '{"items": []}' });
const notFound = answer({
  status: 404,
  headers: { 'Content-Type': 'application/json' },
  body: '{"code": "ResourceNotFound", "message": "Resource not found"}',
});
const BY_NAME = 'import it by its name: terraform import ADDRESS "charts"';

const TWO_AT_ONCE: readonly SingleCase[] = [
  {
    name: 'creation: the answer is lost, and the list cannot be read',
    operation: 'creation',
    strike: (world) => [lost(world), list(world, down)],
    expected: notReachable,
    says: BY_NAME,
  },
  {
    name: 'creation: the answer is lost, and the list is a login page',
    operation: 'creation',
    strike: (world) => [lost(world), list(world, page)],
    expected: notReachable,
    says: BY_NAME,
  },
  {
    name: 'creation: the answer is lost, and the list cannot be reached',
    operation: 'creation',
    strike: (world) => [lost(world), list(world, reset('before work'))],
    expected: notReachable,
    says: BY_NAME,
  },
  {
    name: 'creation: the answer is lost, and the list has it only at the second look',
    operation: 'creation',
    strike: (world) => [lost(world), list(world, noneYet, 1)],
    expected: adopted,
  },
  {
    name: 'creation: reset before its content was read',
    operation: 'creation',
    strike: ({ proxy }) => proxy.onRequest({ matches: isCreation, fault: reset('before work'), beforeBody: true }),
    expected: notReachable,
  },
  {
    name: 'creation: reset in the middle of a content of 2 MB',
    operation: 'creation',
    more: 'labels = { big = join("", [for i in range(1000) : join("", [for j in range(250) : "12345678"])]) }',
    strike: ({ proxy }) => proxy.onRequest({ matches: isCreation, fault: reset('before work'), beforeBody: true }),
    expected: notReachable,
  },
  {
    name: 'creation: on a kept connection that the validation had closed',
    operation: 'creation',
    isValidated: true,
    strike: ({ proxy }) => proxy.onRequest({ matches: isValidation, fault: closeAfterKeepAlive }),
    expected: 'done',
  },
  {
    name: 'refresh: not found, and the list of all registries is a login page',
    operation: 'refresh',
    strike: (world) => [
      world.proxy.onRequest({ matches: ({ path }) => path.endsWith('/basic'), fault: notFound }),
      list(world, page),
    ],
    expected: failed('Unexpected Answer'),
  },
  {
    name: 'refresh: everything is not found, as with a key that is not accepted',
    operation: 'refresh',
    strike: ({ proxy }) => proxy.onRequest({ matches: () => true, fault: notFound, times: ALWAYS }),
    expected: failed('API Key Not Accepted'),
  },
  {
    name: 'deletion: everything is not found, as with a key that is not accepted',
    operation: 'deletion',
    strike: ({ proxy }) => proxy.onRequest({ matches: () => true, fault: notFound, times: ALWAYS }),
    expected: failed('API Key Not Accepted'),
  },
];

e2eArea('Faults', {}, (area) => {
  let world: FaultWorld;
  beforeAll(async () => {
    world = await FaultWorld.open();
    world.folder.write('main.tf', '');
    await world.folder.init();
  });
  afterAll(() => world.close());
  beforeEach(() => {
    world.proxy.closesAfterEach = false;
  });

  describe('connections', () => {
    it.each(CONNECTIONS)('$name', (single) => expectSurvived(area, world, single));
  });
  describe('two faults at once, and a kept connection', () => {
    it.each(TWO_AT_ONCE)('$name', (single) => expectSurvived(area, world, single));
  });
});
