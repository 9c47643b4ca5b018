import type { PriorStateOf, StateOf } from '../../bridge/framework';
import type { RegistryKind } from '../../palette';
import { basicStateOf } from './basic';
import { ecrStateOf } from './ecr';
import type { RegistrySchema } from './schema';

/** Palette has separate paths for the two kinds; state tells them apart by the block that is there. */
export function kindOf(state: Pick<PriorStateOf<RegistrySchema>, 'ecr'>): RegistryKind {
  return state.ecr === null ? 'basic' : 'ecr';
}

/** As much state as a read needs to find a registry of this kind. */
export function importedState(kind: RegistryKind, uid: string, name: string): Partial<StateOf<RegistrySchema>> {
  const blocks =
    kind === 'ecr' ? { ecr: ecrStateOf({}, null), basic: null } : { basic: basicStateOf(undefined, null), ecr: null };
  return { id: uid, name, ...blocks };
}
