import { isUnknown, type KnownConfigOf, type PlanOf, type StateOf, type Unknown } from '../../../src/bridge/framework';
import type { noteSchema } from './note-schema';

type S = typeof noteSchema;

/** Fills in what the plan left open. */
export function settle(config: KnownConfigOf<S>, plan: PlanOf<S>, id: string, changes: number): StateOf<S> {
  const words = (plan.text ?? '').split(/\s+/).filter(Boolean).length;
  let order = 0;
  return {
    ...plan,
    id,
    changes,
    pages: or(plan.pages, Math.ceil(words / 2)),
    token: or(plan.token, `made from ${config.key_wo?.length ?? 0} characters`),
    sections: plan.sections?.map((each, i) => ({ ...each, number: or(each.number, `§${i + 1}`) })) ?? null,
    line: plan.line.map((each, i) => ({ ...each, stamp: or(each.stamp, `line ${i + 1}`) })),
    mark: plan.mark.map((each) => ({ ...each, seen: or(each.seen, `in write ${changes}`) })),
    part: plan.part.map((part) => ({
      ...part,
      scene: part.scene.map((scene) => ({ ...scene, order: or(scene.order, ++order) })),
    })),
  };
}

function or<T>(planned: T | Unknown | null, value: T): T | null {
  return isUnknown(planned) ? value : planned;
}
