import { failure, isUnknown, pathTo, type Value } from '../../../src/bridge/framework';
import { placeOfRegion } from '../../../src/aws/region';

/** Where objects are made. */
export interface AwsAccount {
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
  /** What host names end in. */
  readonly suffix: string;
  readonly defaultTags: Readonly<Record<string, string>>;
}

/** The account of whoever assumes no role. */
export const ACCOUNT_ID = '123456789012';

type Arguments = Readonly<Record<string, Value>>;

/** The account and region that the provider block names; an assumed role is of another account. */
export function accountOf(config: Arguments): AwsAccount {
  const region = known(config['region']) ?? process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'];
  if (region === undefined)
    throw failure('Missing Region Configuration', 'Set "region" or AWS_REGION.', pathTo('region'));
  const place = placeOfRegion(region);
  if ('problem' in place) throw failure('Invalid AWS Region', place.problem, pathTo('region'));
  const { id, suffix } = place.partition;
  const role = known(firstOf(config['assume_role'])['role_arn']);
  const accountId = role?.split(':')[4] ?? ACCOUNT_ID;
  const tags = firstOf(config['default_tags'])['tags'];
  return { accountId, region, partition: id, suffix, defaultTags: isText(tags) ? tags : {} };
}

function known(value: Value | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function firstOf(blocks: Value | undefined): Arguments {
  const [first] = Array.isArray(blocks) ? (blocks as readonly Arguments[]) : [];
  return first ?? {};
}

function isText(tags: Value | undefined): tags is Readonly<Record<string, string>> {
  return typeof tags === 'object' && tags !== null && !isUnknown(tags);
}
