import { type Certificate, issueCertificate } from '../../support/certificates';
import { FaultWorld } from '../../support/fault-world';
import { CONNECTION_FAULTS } from '../../support/faults';
import { e2eArea } from '../area';
import { failed } from './fault-table';
import { expectSurvived, type Operation, type SingleCase } from './single-run';

const noTls = failed('No Secure Connection To Palette');

/** What the server shows from one moment on; the operation must be done as soon as it shows the right one again. */
const CERTIFICATES = {
  expired: 'has expired',
  'not valid yet': 'is not valid yet',
  'for another host': 'is for another name',
  'of another authority': 'is not signed by an authority that is trusted here',
  'self-signed': 'is self-signed',
} as const;
type Wrong = keyof typeof CERTIFICATES;

/** All certificates where something begins and where something is read; the others meet the same door. */
const CASES: readonly (readonly [Operation, Wrong])[] = [
  ...(['creation', 'refresh'] as const).flatMap((operation) =>
    (Object.keys(CERTIFICATES) as Wrong[]).map((name) => [operation, name] as const),
  ),
  ['update', 'of another authority'],
  ['deletion', 'expired'],
];

async function certificates() {
  const issuer = await issueCertificate({ name: 'Authority', isAuthority: true });
  const other = await issueCertificate({ name: 'Other Authority', isAuthority: true });
  const wrong: Record<Wrong, Certificate> = {
    expired: await issueCertificate({ name: 'leaf', issuer, validFromDay: -9, validToDay: -1 }),
    'not valid yet': await issueCertificate({ name: 'leaf', issuer, validFromDay: 2 }),
    'for another host': await issueCertificate({ name: 'leaf', issuer, hosts: ['palette.example.com'] }),
    'of another authority': await issueCertificate({ name: 'leaf', issuer: other }),
    'self-signed': await issueCertificate({ name: 'self' }),
  };
  const right = await issueCertificate({ name: 'leaf', issuer });
  const renewed = await issueCertificate({ name: 'renewed leaf', issuer });
  return { issuer, wrong, right, renewed };
}

e2eArea('Faults', {}, (area) => {
  let world: FaultWorld;
  let made: Awaited<ReturnType<typeof certificates>>;
  beforeAll(async () => {
    made = await certificates();
    world = await FaultWorld.open({ PALETTE_CA_CERTIFICATE: made.issuer.certificate }, made.right);
    world.folder.write('main.tf', '');
    await world.folder.init();
  });
  afterAll(() => world.close());

  /** The case, and then the right certificate again: what follows must find everything as it was. */
  async function survive(single: SingleCase): Promise<void> {
    const strike: SingleCase['strike'] = (struck) => {
      const armed = single.strike(struck);
      const disarm = struck.proxy.disarm.bind(struck.proxy);
      struck.proxy.disarm = () => {
        disarm();
        struck.proxy.changeCertificate(made.right);
        struck.proxy.disarm = disarm;
      };
      return armed;
    };
    await expectSurvived(area, world, { ...single, strike });
  }

  describe('certificates', () => {
    it.each(CASES)('%s: %s', async (operation, name) => {
      const strike: SingleCase['strike'] = ({ proxy }) => {
        proxy.changeCertificate(made.wrong[name]);
        return [];
      };
      await survive({ name, operation, strike, expected: noTls, says: CERTIFICATES[name] });
    });

    it.each([
      ['of another authority', noTls],
      ['expired', noTls],
    ] as const)('update: the certificate changes to one %s between reading and writing', async (name, expected) => {
      const strike: SingleCase['strike'] = ({ proxy }) =>
        proxy.onRequest({
          matches: ({ method }) => method === 'GET',
          fault: async (exchange) => {
            exchange.closesAfter = true;
            await exchange.pass();
            exchange.socket.once('close', () => proxy.changeCertificate(made.wrong[name]));
          },
        });
      await survive({ name, operation: 'update', strike, expected, says: CERTIFICATES[name] });
    });

    it('update: the certificate is renewed between reading and writing, and nobody notices', async () => {
      const strike: SingleCase['strike'] = ({ proxy }) =>
        proxy.onRequest({
          matches: ({ method }) => method === 'GET',
          fault: async (exchange) => {
            exchange.closesAfter = true;
            await exchange.pass();
            proxy.changeCertificate(made.renewed);
          },
        });
      await survive({ name: 'renewed', operation: 'update', strike, expected: 'done' });
    });
  });

  describe('handshakes', () => {
    it.each([
      ['creation', 'blackHole', failed('Palette Did Not Answer In Time'), 'did not answer within 5 s'],
      ['creation', 'reset', 'done', ''],
      ['creation', 'plainHttp', noTls, 'does not speak TLS'],
      ['refresh', 'blackHole', failed('Palette Did Not Answer In Time'), 'did not answer within 5 s'],
      ['refresh', 'reset', 'done', ''],
      ['refresh', 'plainHttp', noTls, 'does not speak TLS'],
      ['deletion', 'reset', 'done', ''],
    ] as const)('%s: %s', async (operation, fault, expected, says) => {
      const strike: SingleCase['strike'] = ({ proxy }) => {
        proxy.dropConnections();
        return proxy.onConnection({ fault: CONNECTION_FAULTS[fault] });
      };
      await survive({ name: fault, operation, strike, expected, says });
    });
  });
});
