import { type RegionPlace } from './region';

/**
 * The bucket from which Amazon S3 serves the layers of private ECR repositories, charts among them. A registry answers
 * a request for a blob with a redirect to it, so a network that allows the registry alone sees manifests and no chart.
 */
export interface Starport {
  readonly bucket: string;
  /** For bucket policies and the policies of VPC endpoints: `arn:aws:s3:::prod-us-east-1-starport-layer-bucket`. */
  readonly arn: string;
  /** Where layers come from, on port 443. */
  readonly host: string;
  /** The same bucket on IPv4 and IPv6. Never documented by AWS: what S3's rule makes of the bucket's name. */
  readonly dualStackHost: string;
  /** False: derived from the name that AWS documents for the partition "aws". */
  readonly documented: boolean;
  readonly source: string;
}

const USER_GUIDE = 'Amazon ECR User Guide, "Minimum Amazon S3 Bucket Permissions for Amazon ECR"';
const DERIVED = `derived from the bucket's name in the ${USER_GUIDE}, and Amazon S3's rule for host names`;

/** Where it is known from, other than "derived". */
const SOURCES: ReadonlyMap<string, string> = new Map([
  ['aws', USER_GUIDE],
  ['aws-us-gov', `${DERIVED}; the bucket's ARN is in public use for us-gov-west-1`],
]);

/** The source of names that a user gave. */
export const GIVEN = 'given';

/** What a user knows better than the names that are derived here. */
export interface StarportNames {
  /** @default derived from the region */
  readonly bucket?: string;
  /** @default derived from the bucket */
  readonly host?: string;
}

/** Names that are given count as not documented. */
export function starportOf({ region, partition }: RegionPlace, given?: StarportNames): Starport {
  const bucket = given?.bucket ?? `prod-${region}-starport-layer-bucket`;
  return {
    bucket,
    arn: `arn:${partition.id}:s3:::${bucket}`,
    host: given?.host ?? `${bucket}.s3.${region}.${partition.suffix}`,
    dualStackHost: `${bucket}.s3.dualstack.${region}.${partition.suffix}`,
    documented: given === undefined && partition.id === 'aws',
    source: given === undefined ? (SOURCES.get(partition.id) ?? DERIVED) : GIVEN,
  };
}
