/** Why Palette synchronizes: a registry was created or updated, or somebody ordered nothing but a run. */
export type Cause = 'creation' | 'update' | 'order';

interface Texts {
  /** What stands when the status cannot be read any more. */
  readonly leftBehind: string;
  failed(name: string, status: string): string;
  readonly timeout: { readonly summary: string; detail(name: string, status: string): string };
}

/** Whether the next apply comes back to it by itself: after a failed update nothing differs any more. */
const IN_STATE = {
  creation: 'It is in state, marked as tainted: the next apply replaces it, unless you run "terraform untaint" first.',
  update: 'It is in state as it is now.',
  order: 'This run is not in state: the next apply orders another one.',
} as const;

/** What stands when the order of a run fails, or its answer is lost. A creation needs no order. */
export const NOT_ORDERED: Readonly<Record<Exclude<Cause, 'creation'>, string>> = {
  update: 'The registry is updated and in state, but not synchronized.',
  order: IN_STATE.order,
};

const notInTime = (name: string, status: string) =>
  `The registry ${name} is in state; its synchronization has status ${status}. It may still finish: run "terraform ` +
  'refresh" to see. To wait longer, raise "timeouts"; not to wait at all, set "wait_for_sync = false".';

/** What people read about a synchronization that went wrong. */
export const TEXTS: Readonly<Record<Cause, Texts>> = {
  creation: {
    leftBehind: `The registry is created. ${IN_STATE.creation}`,
    failed: (name, status) =>
      `The registry ${name} is created, but Palette could not synchronize it (status ${status}). Check "endpoint", ` +
      `"base_content_paths" and the credentials, then apply again. ${IN_STATE.creation}`,
    timeout: { summary: 'Registry Created But Not Synchronized', detail: notInTime },
  },
  update: {
    leftBehind: `The registry is updated. ${IN_STATE.update}`,
    failed: (name, status) =>
      `The registry ${name} is updated, but Palette could not synchronize it (status ${status}). Check "endpoint", ` +
      '"base_content_paths" and the credentials. If they are right, put the registry itself right and run the ' +
      'synchronization again with a "palette_oci_registry_sync" resource (a changed "triggers" starts it), or press ' +
      `Synchronize in Palette: there is nothing that another apply would change. ${IN_STATE.update}`,
    timeout: { summary: 'Registry Updated But Not Synchronized', detail: notInTime },
  },
  order: {
    leftBehind: `The synchronization was started. ${IN_STATE.order}`,
    failed: (name, status) =>
      `Palette could not synchronize the registry ${name} (status ${status}). Put right what its message names, in the ` +
      `registry itself or in the arguments of "palette_oci_registry", and apply again. ${IN_STATE.order}`,
    timeout: {
      summary: 'Synchronization Not Over Yet',
      detail: (name, status) =>
        `Palette still synchronizes the registry ${name}, with status ${status}. It goes on by itself; the data source ` +
        '"palette_oci_registry" shows how it ends. To wait longer, raise "timeouts". If the run hangs, set ' +
        '"force = true" and change "triggers": that starts it again.',
    },
  },
};
