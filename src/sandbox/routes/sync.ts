import { syncStatusShape } from '../body-shapes';
import { type SandboxContext } from '../context';
import { syncStatusOf } from '../registry-record';
import { type Route } from '../router';
import { withoutEmptyValues } from '../shape';
import { refuseSystemRegistry } from '../store';
import { auditUid, queryFlag } from './exchange-parts';

/**
 * Starting a synchronization (202, it runs in the background) and its state. `forceSync` begins anew even if a run is
 * under way; what it does in Palette is unverified.
 */
export function syncRoutes({ store, synchronizer }: SandboxContext): Route[] {
  return (['basic', 'ecr'] as const).flatMap((kind): Route[] => [
    {
      method: 'POST',
      path: `/v1/registries/oci/{uid}/${kind}/sync`,
      handle: ({ params, query }) => {
        const record = store.getOfKind(kind, params.uid ?? '');
        refuseSystemRegistry(record);
        synchronizer.start(record.uid, queryFlag(query, 'forceSync'));
        return { status: 202, headers: auditUid() };
      },
    },
    {
      method: 'GET',
      path: `/v1/registries/oci/{uid}/${kind}/sync/status`,
      handle: ({ params }) => {
        const status = syncStatusOf(store.getOfKind(kind, params.uid ?? ''));
        return { status: 200, body: withoutEmptyValues(syncStatusShape, status) };
      },
    },
  ]);
}
