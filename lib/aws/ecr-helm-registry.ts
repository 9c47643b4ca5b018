import { Construct } from 'constructs';
import { OciHelmRegistry } from '..';
import { givenProps, type Problem, throwProblems } from '../problems';
import type { EcrAccessPolicy } from './ecr-access-policy';
import { EcrIdentity } from './ecr-helm-registry-identity';
import { type EcrHelmRegistryPlace, pathProblems, placeOf } from './ecr-helm-registry-place';
import type { ReadRegistry } from './ecr-helm-registry-policy';
import type { EcrHelmRegistryProps } from './ecr-helm-registry-props';
import type { PaletteEcrUser } from './palette-ecr-user';
import type { PaletteTrustRole } from './palette-trust-role';
import { StarportAllowlist } from './starport-allowlist';
import { readEndpoint } from './starport-allowlist-regions';

/**
 * Helm charts in an Amazon ECR, registered in Palette, with all that belongs to it: the access policy, the role that
 * Palette assumes (or another identity), the registry, and on request the allowlist for restricted networks and a check.
 */
export class EcrHelmRegistry extends Construct {
  /** The registry in Palette. */
  public readonly registry: OciHelmRegistry;

  /** The role that was made for Palette; undefined with another identity. */
  public readonly role?: PaletteTrustRole;

  /** The user that was made for Palette; undefined with another identity. */
  public readonly user?: PaletteEcrUser;

  /** What the role or user may read; undefined with an identity that exists already, or none. */
  public readonly policy?: EcrAccessPolicy;

  private readonly endpoint: string;
  private readonly assumesRole: boolean;

  constructor(scope: Construct, id: string, props: EcrHelmRegistryProps) {
    super(scope, id);
    const place = placeOf(props?.endpoint);
    const identity = props?.identity ?? (place.public ? EcrIdentity.anonymous() : EcrIdentity.role());
    throwProblems(this, this.problems({ place, props: givenProps(props) }, identity));
    const parts = identity._build(this, { place, props });
    this.registry = new OciHelmRegistry(this, 'Registry', {
      endpoint: props.endpoint,
      auth: parts.auth,
      name: props.name ?? id,
      baseContentPaths: props.baseContentPaths,
      synchronization: props.synchronization,
      tls: props.tls,
      labels: props.labels,
      validate: props.validate,
      waitForSync: props.waitForSync,
      timeouts: props.timeouts,
      provider: props.provider,
    });
    this.role = parts.role;
    this.user = parts.user;
    this.policy = parts.policy;
    this.endpoint = props.endpoint;
    this.assumesRole = parts.assumesRole;
  }

  /** Of all its parts at once, before the first of them is made. */
  private problems(registry: ReadRegistry, identity: EcrIdentity): Problem[] {
    const { place, props } = registry;
    const ofIdentity = [...identityProblems(props.endpoint, place, identity), ...identity._problems(this, registry)];
    return [...OciHelmRegistry._problems(props, ofIdentity, {}), ...pathProblems(place, props.baseContentPaths)];
  }

  /** Palette's uid of the registry. */
  public get registryId(): string {
    return this.registry.registryId;
  }

  /** Its name in Palette. */
  public get registryName(): string {
    return this.registry.registryName;
  }

  /**
   * What a restricted network must allow: the registry's hosts, the S3 bucket with the charts, and AWS STS where Palette
   * assumes a role. It is made when it is first asked for, and makes nothing in AWS by itself. Where only Terraform knows
   * the region, make a `StarportAllowlist` with `regions`.
   */
  public get allowlist(): StarportAllowlist {
    const existing = this.node.tryFindChild('Allowlist') as StarportAllowlist | undefined;
    if (existing !== undefined) return existing;
    const { endpoint, assumesRole: assumeRole } = this;
    if (readEndpoint(endpoint) === undefined) throwProblems(this, [unknownRegion(assumeRole)]);
    return new StarportAllowlist(this, 'Allowlist', { endpoints: [endpoint], assumeRole });
  }

  /** Adds a Terraform `check` block: every plan and apply warns unless Palette lists the registry under its name. */
  public check(): void {
    this.registry.check();
  }
}

function unknownRegion(assumeRole: boolean): Problem {
  const props = assumeRole ? "{ regions: ['us-east-1'], assumeRole: true }" : "{ regions: ['us-east-1'] }";
  const reason =
    'is known only to Terraform, so the region of the allowlist cannot be read off it. Make one beside the registry: ' +
    `new StarportAllowlist(stack, 'allowlist', ${props})`;
  return { prop: 'endpoint', reason };
}

function identityProblems(endpoint: string, place: EcrHelmRegistryPlace, identity: EcrIdentity): Problem[] {
  if (!identity._anonymous || place.public || place.accountId === '*') return [];
  const reason =
    `is EcrIdentity.anonymous(), but "${endpoint}" is a private registry. Write identity: EcrIdentity.role(), or leave it ` +
    'out';
  return [{ prop: 'identity', reason }];
}
