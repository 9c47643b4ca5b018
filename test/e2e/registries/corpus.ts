import { type LayoutEntry } from '../../support/chart-layout';

export const BASE_PATHS = ['platform/charts', 'apps/team-a'] as const;
const CHARTS_EACH = 100;

/** The first charts of each base path are odd in one way each: below another folder, many versions, odd versions. */
function versionsOf(index: number): readonly string[] {
  if (index === 0) return ['1.0.0', '1.10.0', '1.9.0', '2.0.0-rc.1'];
  if (index === 1) return ['0.1.0+build.7', '0.1.0'];
  return [`1.${index}.0`];
}

/** 200 charts, half of them below each base path, some in several versions. */
export const CHARTS: readonly LayoutEntry[] = BASE_PATHS.flatMap((path) =>
  Array.from({ length: CHARTS_EACH }, (_, index) => {
    const name = `${path.slice(path.lastIndexOf('/') + 1)}-${String(index).padStart(3, '0')}`;
    const repository = index % 10 === 2 ? `${path}/nested/deeper/${name}` : `${path}/${name}`;
    return versionsOf(index).map((version) => ({ repository, version, tag: version.replace('+', '_') }));
  }).flat(),
);

/** What lies there, too, and is no chart of these base paths. */
export const OTHERS: readonly LayoutEntry[] = [
  { repository: 'platform/charts-archive/old', tag: '1.0.0' },
  { repository: 'platform/chart', tag: '1.0.0' },
  { repository: 'platform/charts/tools/image', tag: '1.0.0', kind: 'image' },
  { repository: 'apps/team-a/team-a-000', tag: `sha256-${'0'.repeat(64)}.sig`, kind: 'signature' },
];
