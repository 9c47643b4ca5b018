/** A host that a restricted network must allow. */
export interface AllowedHost {
  /** A "*." in front stands for all hosts below: the registries of any account. */
  readonly host: string;
  /** TCP port, 443 for all of them. */
  readonly port: number;
  /** What a client wants there, for the people who run the firewall. */
  readonly purpose: string;
  /** The AWS document that names the host, or how it was derived. */
  readonly source: string;
  /** False: derived from names that AWS documents, observed, or given in `starports`. */
  readonly documented: boolean;
}

/** The starport bucket of one region, where it is known better than what is derived. */
export interface StarportOverride {
  /** A region of the allowlist. */
  readonly region: string;
  /**
   * Name of the bucket, for hosts and policies.
   * @default `prod-<region>-starport-layer-bucket`, taken as confirmed
   */
  readonly bucket?: string;
  /**
   * Host from which layers come.
   * @default - the bucket's, by Amazon S3's rule for host names
   */
  readonly host?: string;
}

export interface StarportAllowlistProps {
  /**
   * Hosts of the registries that are read, such as `123456789012.dkr.ecr.us-east-1.amazonaws.com`; FIPS and dual-stack
   * hosts and `public.ecr.aws` too. The account may be a token; of a host that is a token as a whole the region is not
   * known, so name it in `regions`.
   * @default - none; then `regions` is required
   */
  readonly endpoints?: string[];
  /**
   * Regions in which the registries of all accounts are allowed. May be tokens.
   * @default - none; then `endpoints` is required
   */
  readonly regions?: string[];
  /**
   * Partition of those `regions` that are tokens, such as `aws-us-gov`; of others it is read off.
   * @default aws
   */
  readonly partition?: string;
  /**
   * Whether clients assume an IAM role: adds the hosts and the interface endpoint of AWS STS.
   * @default false
   */
  readonly assumeRole?: boolean;
  /**
   * Starport buckets that are known better than what is derived. AWS documents their name for the partition `aws` alone;
   * elsewhere the construct warns that it is derived, until it is confirmed here: `starports: [{ region: 'cn-north-1' }]`.
   * @default - derived
   */
  readonly starports?: StarportOverride[];
}
