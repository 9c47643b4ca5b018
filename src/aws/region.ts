import { type Partition, partitionOfRegion, PARTITIONS } from './partitions';

/** A region in its partition. */
export interface RegionPlace {
  readonly region: string;
  readonly partition: Partition;
}

/** What is wrong with what a user named, and which of the two it is. */
export interface RegionProblem {
  readonly problem: string;
  readonly argument: 'region' | 'partition';
}

/** Loose on purpose: with its partition named, a region newer than this package is accepted. */
const ANY_REGION = /^[a-z]+(-[a-z]+)+-\d+$/;

/** Finds the partition of a region; `partitionId` is needed only for regions whose shape is not known here. */
export function placeOfRegion(region: string, partitionId?: string): RegionPlace | RegionProblem {
  const known = partitionOfRegion(region);
  if (partitionId !== undefined && !PARTITIONS.some(({ id }) => id === partitionId)) {
    const problem = `Expected one of the partitions ${partitionNames()}, got "${partitionId}". ${partitionAdvice(known)}`;
    return { problem, argument: 'partition' };
  }
  if (known !== undefined && partitionId !== undefined && known !== partitionId) {
    const problem = `The region "${region}" is of the partition "${known}", not of "${partitionId}". Leave the partition out: it is read off the region.`;
    return { problem, argument: 'partition' };
  }
  const id = known ?? (ANY_REGION.test(region) ? partitionId : undefined);
  const partition = PARTITIONS.find((candidate) => candidate.id === id);
  if (partition !== undefined) return { region, partition };
  const problem = `Expected the name of an AWS region such as "us-east-1", got "${region}". ${regionAdvice(region)}`;
  return { problem, argument: 'region' };
}

/** The partitions' ids for a sentence: `"aws", "aws-cn" and "aws-us-gov"`. */
export function partitionNames(): string {
  const names = PARTITIONS.map(({ id }) => `"${id}"`);
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

function partitionAdvice(known: string | undefined): string {
  return known === undefined ? 'Correct it.' : `Leave it out: the region's partition is "${known}".`;
}

function regionAdvice(region: string): string {
  const tidy = region.trim().toLowerCase();
  if (tidy !== region && partitionOfRegion(tidy) !== undefined) return `Write "${tidy}".`;
  const [, zoneRegion = ''] = /^(.*\d)[a-z]$/.exec(tidy) ?? [];
  if (partitionOfRegion(zoneRegion) !== undefined) {
    return `That is an availability zone of the region "${zoneRegion}".`;
  }
  if (ANY_REGION.test(region)) return 'Correct it, or name its partition too if the region is new.';
  return 'Correct it.';
}
