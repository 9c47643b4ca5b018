import { parseEcrEndpoint } from '../../aws';

/** Partitions that Palette's API knows. */
export const PARTITIONS = ['aws', 'aws-us-gov', 'aws-iso', 'aws-iso-b'] as const;
export type Partition = (typeof PARTITIONS)[number];

export function isPalettePartition(name: string): name is Partition {
  return PARTITIONS.some((known) => known === name);
}

/** The partition of an ECR endpoint; of one that says nothing, the one that Palette takes by default. */
export function partitionOf(endpoint: string): Partition {
  const parsed = parseEcrEndpoint(endpoint);
  return 'problem' in parsed || !isPalettePartition(parsed.partition) ? 'aws' : parsed.partition;
}
