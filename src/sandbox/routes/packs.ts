import { packsFilterShape } from '../body-shapes';
import { type SandboxContext } from '../context';
import { resourceNotFound } from '../error-answers';
import { packTags, searchPacks } from '../pack-catalog';
import { page } from '../paging';
import { type Route } from '../router';
import { readBody } from '../validation';
import { type PacksFilterSpec } from '../wire';

/** What the synchronizations indexed. */
export function packRoutes({ store }: SandboxContext): Route[] {
  return [
    {
      method: 'POST',
      path: '/v1/packs/search',
      handle: ({ query, body }) => {
        const found = searchPacks(store.all(), readBody<PacksFilterSpec>(packsFilterShape, body ?? {}));
        return { status: 200, body: page(found, query) };
      },
    },
    {
      method: 'GET',
      path: '/v1/packs/{packName}/registries/{registryUid}',
      handle: ({ params }) => {
        const tags = packTags(store.get(params.registryUid ?? ''), params.packName ?? '');
        if (tags === undefined) throw resourceNotFound();
        return { status: 200, body: tags };
      },
    },
  ];
}
