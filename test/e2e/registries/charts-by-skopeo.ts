import { mapInParallel } from '../../../src/oci/map-in-parallel';
import { type Skopeo } from '../../support/skopeo';

const HELM_CONFIG = 'application/vnd.cncf.helm.config.v1+json';
const PARALLEL = 4;

export type IsChart = (repository: string, tag: string) => Promise<boolean>;

/** Asks skopeo what an artifact is; the answers are kept, as registries with the same content give the same. */
export function chartBySkopeo(skopeo: Skopeo): IsChart {
  const known = new Map<string, Promise<boolean>>();
  return (repository, tag) => {
    const key = `${repository}:${tag}`;
    const answer = known.get(key) ?? skopeo.configMediaType(repository, tag).then((type) => type === HELM_CONFIG);
    known.set(key, answer);
    return answer;
  };
}

/** "platform/charts/web 1.0.0+build" of each Helm chart in each version in these repositories, sorted. */
export async function chartsBySkopeo(
  skopeo: Skopeo,
  repositories: readonly string[],
  isChart: IsChart,
): Promise<readonly string[]> {
  const found = await mapInParallel(repositories, PARALLEL, async (repository) => {
    const charts: string[] = [];
    for (const tag of await skopeo.listTags(repository)) {
      // A tag cannot hold "+", so Helm writes "_".
      if (await isChart(repository, tag)) charts.push(`${repository} ${tag.replaceAll('_', '+')}`);
    }
    return charts;
  });
  return found.flat().sort();
}
