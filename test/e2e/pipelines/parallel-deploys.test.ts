import { type Sandbox, startSandbox } from '../../../src/sandbox';
import { FaultProxy } from '../../support/fault-proxy';
import { heldIn } from '../../support/fault-world';
import { type ProxiedRequest } from '../../support/fault-exchange';
import { hold, type Moment } from '../../support/faults';
import { processesIn, until } from '../../support/processes';
import { Pipeline } from '../../support/pipeline';
import { POSTGRES, startPostgres, type Postgres, type StateDatabase } from '../../support/postgres';
import { e2eArea } from '../area';

e2eArea('Pipelines', { parts: [POSTGRES] }, (area) => {
  let postgres: Postgres;
  let sandbox: Sandbox;
  let proxy: FaultProxy;
  let pipelines: Pipeline[] = [];
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres?.close());
  beforeEach(async () => {
    sandbox = await startSandbox({ rateLimit: false });
    proxy = await FaultProxy.start(sandbox.url);
  });
  afterEach(async () => {
    for (const pipeline of pipelines.splice(0)) pipeline.remove();
    await proxy.close();
    await sandbox.close();
  });

  const pipeline = (label: string, database: StateDatabase, env: NodeJS.ProcessEnv = {}): Pipeline => {
    const palette = { url: proxy.url, apiKey: sandbox.apiKey };
    const made = new Pipeline({ palette, states: database.connection, label, env });
    pipelines = [...pipelines, made];
    return made;
  };
  /** Starts a deploy, which goes on until its creation of the registry is held. */
  const deployUntilHeld = async (first: Pipeline, moment: Moment = 'before work') => {
    const held = hold(moment);
    proxy.onRequest({ matches: isCreation, fault: held.fault });
    const { finished } = first.deploy();
    const early = finished.then(({ text }) => Promise.reject(new Error(`the deploy ended too soon: ${text}`)));
    await Promise.race([held.reached, early]);
    early.catch(() => undefined);
    area.count('deploys that met another one', 1);
    return { finished, release: held.release };
  };
  const uids = (): string[] =>
    sandbox.requests
      .filter(({ method, path, status }) => method === 'POST' && path.endsWith('/basic') && status === 201)
      .map(({ responseBody }) => (responseBody as { uid: string }).uid);
  /** Exactly one registry was ever created, and the state has it. */
  const expectOne = (database: StateDatabase): void => {
    area.count('registries lost or doubled', Math.abs(uids().length - 1));
    expect(uids()).toHaveLength(1);
    expect(Object.values(heldIn(database.state()))).toEqual(uids());
  };

  describe('two "cdktf deploy" at once, state in PostgreSQL', () => {
    it("the second one stops with Terraform's lock message, and finds nothing to do afterwards", async () => {
      const database = postgres.createDatabase('stops');
      const first = await deployUntilHeld(pipeline('one', database));
      const other = pipeline('one', database);
      const second = await other.deploy().finished;
      expect(second.text).toContain('Error acquiring the state lock');
      expect(second.code).not.toBe(0);
      first.release();
      expect(await first.finished).toMatchObject({ code: 0 });
      expectOne(database);
      expect(await other.deploy().finished).toMatchObject({ code: 0, text: expect.stringContaining('No changes') });
      expectOne(database);
    });

    it('the second one waits if it was told to, and changes what the first one made', async () => {
      const database = postgres.createDatabase('waits');
      const patience = { TF_CLI_ARGS_plan: '-lock-timeout=90s', TF_CLI_ARGS_apply: '-lock-timeout=90s' };
      const first = await deployUntilHeld(pipeline('one', database, patience));
      const alone = database.clients();
      const second = pipeline('two', database, patience).deploy();
      await until('the second one is connected to the server', () => database.clients() > alone);
      first.release();
      expect(await first.finished).toMatchObject({ code: 0 });
      const changed = expect.stringContaining('0 added, 1 changed, 0 destroyed');
      expect(await second.finished).toMatchObject({ code: 0, text: changed });
      expectOne(database);
    });

    it('of two states only one gets the name; the other one is told who has it', async () => {
      const mine = postgres.createDatabase('mine');
      const yours = postgres.createDatabase('yours');
      const first = await deployUntilHeld(pipeline('one', mine), 'after work');
      const second = await pipeline('two', yours).deploy().finished;
      expect(second.text).toContain('Name Already Taken');
      expect(second.text).toContain(`the registry with uid ${uids()[0]} has this one`);
      expect(second.code).not.toBe(0);
      first.release();
      expect(await first.finished).toMatchObject({ code: 0 });
      expectOne(mine);
      expect(heldIn(yours.state())).toEqual({});
    });

    it('after a kill -9 of the first one the lock is free, and the message leads to one registry', async () => {
      const database = postgres.createDatabase('killed');
      const killed = pipeline('one', database);
      const first = await deployUntilHeld(killed, 'after work');
      killed.kill();
      await first.finished;
      await until('everything of it has ended', () => processesIn(killed.path).length === 0);
      const again = pipeline('one', database);
      const told = (await again.deploy().finished).text;
      expect(told).toContain('Name Already Taken');
      const [, uid = ''] = /terraform import ADDRESS ([0-9a-f]{24})/.exec(told) ?? [];
      const [, address = ''] = / with (palette_oci_registry\.\w+)/.exec(told) ?? [];
      expect(await again.terraform('import', '-input=false', address, uid)).toMatchObject({ code: 0 });
      expect(await again.deploy().finished).toMatchObject({ code: 0 });
      expectOne(database);
    });
  });
});

function isCreation({ method, path }: ProxiedRequest): boolean {
  return method === 'POST' && path === '/v1/registries/oci/basic';
}
