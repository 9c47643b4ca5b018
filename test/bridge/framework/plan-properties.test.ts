import fc from 'fast-check';
import { PrivateState, type Schema } from '../../../src/bridge/framework';
import { checkPlan } from '../../../src/bridge/framework/server/plan-rules';
import { checkPromises } from '../../../src/bridge/framework/server/promise-rules';
import {
  decodeMsgpack,
  encodeMsgpack,
  equalValues,
  isUnknown,
  type Type,
  type Value,
} from '../../../src/bridge/values';
import { type Draw, drawn } from '../../support/arbitrary-schemas';
import { applyProblems, planProblems, proposedNew } from '../../support/core-rules';
import { type Body, serveThing, shown } from '../../support/framework-server';

const RUNS = { numRuns: Number(process.env['PLAN_RUNS'] ?? 150) };

/** As it arrives on the other side of the wire. */
function sent<V extends Value>(type: Type, value: V): V {
  return decodeMsgpack(type, encodeMsgpack(type, value)) as V;
}

/** An author that fills in whatever the plan left open, with values that nobody else has; nested objects are left out. */
function settle(type: Type, planned: Value): Value {
  if (isUnknown(planned)) return fresh(type);
  if (planned === null || typeof type === 'string') return planned;
  if (type[0] === 'object') {
    return Object.fromEntries(
      Object.entries(type[1]).map(([name, each]) => [name, settle(each, (planned as Body)[name]!)]),
    );
  }
  const member = type[1] as Type;
  if (Array.isArray(planned)) return (planned as readonly Value[]).map((item) => settle(member, item));
  return Object.fromEntries(Object.entries(planned as Body).map(([key, item]) => [key, settle(member, item)]));
}

let counter = 0;

function fresh(type: Type): Value {
  if (type === 'string') return `made ${++counter}`;
  if (type === 'number') return 100 + ++counter;
  if (type === 'bool') return ++counter % 2 === 0;
  if (typeof type === 'string' || type[0] === 'object') return null;
  const member = type[1] as Type;
  if (type[0] === 'map') return typeof member === 'string' ? { made: fresh(member) } : null;
  return typeof member === 'string' ? [fresh(member)] : [];
}

/** A served schema, and Terraform's part around it. */
async function world(schema: Schema) {
  const write = async ({ plan }: { plan: unknown }) => settle(type, plan as Value);
  const { server } = await serveThing(schema, { create: write, update: write } as never);
  const { compiled } = server.resource('thing');
  const { type } = compiled;

  async function plan(prior: Body | null, config: Body, kept = PrivateState.from(undefined)) {
    const proposed = sent(type, proposedNew(compiled.schema, prior, config)) as Body;
    const answer = await server.planResource('thing', { prior, proposed, config, private: kept });
    expect(shown(answer.diagnostics)).toEqual([]);
    const planned = sent(type, answer.planned as Value) as Body;
    expect(planProblems(compiled.schema, prior, config, planned)).toEqual([]);
    return { planned, kept: answer.private };
  }

  async function apply(prior: Body | null, config: Body, kept?: PrivateState) {
    const made = await plan(prior, config, kept);
    const answer = await server.applyResource('thing', { prior, planned: made.planned, config, private: made.kept });
    expect(shown(answer.diagnostics)).toEqual([]);
    const state = sent(type, answer.state as Value) as Body;
    expect(applyProblems(compiled.schema, made.planned, state)).toEqual([]);
    return { state, kept: answer.private };
  }

  /** Configuration that passes validation. */
  async function config(draw: Draw, unknowns: boolean): Promise<Body> {
    const drawn = sent(type, draw.config(compiled.schema, unknowns)) as Body;
    fc.pre(!(await server.validateResource('thing', drawn, true)).hasErrors);
    return drawn;
  }

  return { compiled, type, config, plan, apply };
}

describe('for every schema and every configuration', () => {
  it('a plan is one that core accepts, and so is the state that an apply settles it to', () =>
    fc.assert(
      drawn(async (draw) => {
        const { config, plan, apply } = await world(draw.schema());
        const first = await config(draw, false);
        const { state, kept } = await apply(null, first);
        await plan(null, await config(draw, true));
        await plan(state, await config(draw, true), kept);
        const second = await config(draw, false);
        await apply(state, second, kept);
      }),
      RUNS,
    ));

  it('a second plan has nothing to do', () =>
    fc.assert(
      drawn(async (draw) => {
        const { type, config, plan, apply } = await world(draw.schema());
        const written = await config(draw, false);
        const { state, kept } = await apply(null, written);
        const again = await plan(state, written, kept);
        expect({ state, again: again.planned, same: equalValues(type, again.planned, state) }).toMatchObject({
          same: true,
        });
      }),
      RUNS,
    ));

  it('the guard of plans refuses what core refuses, and nothing else', async () => {
    const verdicts = new Set<boolean>();
    await fc.assert(
      drawn(async (draw) => {
        const { compiled, type, config, plan, apply } = await world(draw.schema());
        const { schema } = compiled;
        const prior = draw.rarely(2) ? null : (await apply(null, await config(draw, false))).state;
        const written = await config(draw, true);
        const { planned } = await plan(prior, written);
        const wrong = draw.anything(schema);
        const name = draw.one(...Object.keys(wrong));
        const answer = sent(type, { ...planned, [name]: wrong[name]! });
        const problems = planProblems(schema, prior, written, answer);
        const found = checkPlan(compiled, { config: written, prior, planned: answer });
        verdicts.add(problems.length > 0);
        expect({ problems, found, refused: found.length > 0 }).toMatchObject({ refused: problems.length > 0 });
      }),
      RUNS,
    );
    expect(verdicts).toEqual(new Set([true, false]));
  });

  it('the guard of states refuses what core refuses, and nothing else', async () => {
    const verdicts = new Set<boolean>();
    await fc.assert(
      drawn(async (draw) => {
        const { compiled, type, config, plan } = await world(draw.schema());
        const { planned } = await plan(null, await config(draw, false));
        const state = settle(type, planned) as Body;
        const wrong = settle(type, draw.anything(compiled.schema)) as Body;
        const name = draw.one(...Object.keys(wrong));
        const answer = sent(type, draw.rarely(3) ? state : { ...state, [name]: wrong[name]! });
        const problems = applyProblems(compiled.schema, planned, answer);
        const found = checkPromises(compiled, planned, answer);
        verdicts.add(problems.length > 0);
        expect({ problems, found, refused: found.length > 0 }).toMatchObject({ refused: problems.length > 0 });
      }),
      RUNS,
    );
    expect(verdicts).toEqual(new Set([true, false]));
  });
});
