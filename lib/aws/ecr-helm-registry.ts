import { Construct } from 'constructs';
import { OciHelmRegistry } from '..';
import { type Problem, throwProblems } from '../problems';
import type { EcrAccessPolicy } from './ecr-access-policy';
import { EcrIdentity } from './ecr-helm-registry-identity';
import { type EcrHelmRegistryPlace, pathProblems, placeOf } from './ecr-helm-registry-place';
import type { EcrHelmRegistryProps } from './ecr-helm-registry-props';
import type { PaletteEcrUser } from './palette-ecr-user';
import type { PaletteTrustRole } from './palette-trust-role';
import { StarportAllowlist } from './starport-allowlist';

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
    const place = placeOf(props.endpoint);
    const identity = props.identity ?? (place.public ? EcrIdentity.anonymous() : EcrIdentity.role());
    throwProblems(this, [
      ...identityProblems(props.endpoint, place, identity),
      ...pathProblems(place, props.baseContentPaths),
    ]);
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
   * assumes a role. It is made when it is first asked for, and makes nothing in AWS by itself.
   */
  public get allowlist(): StarportAllowlist {
    const existing = this.node.tryFindChild('Allowlist') as StarportAllowlist | undefined;
    return (
      existing ?? new StarportAllowlist(this, 'Allowlist', { endpoints: [this.endpoint], assumeRole: this.assumesRole })
    );
  }

  /** Adds a Terraform `check` block: every plan and apply warns unless Palette lists the registry under its name. */
  public check(): void {
    this.registry.check();
  }
}

function identityProblems(endpoint: string, place: EcrHelmRegistryPlace, identity: EcrIdentity): Problem[] {
  if (!identity._anonymous || place.public || place.accountId === '*') return [];
  const reason =
    `is EcrIdentity.anonymous(), but "${endpoint}" is a private registry. Write identity: EcrIdentity.role(), or leave it ` +
    'out';
  return [{ prop: 'identity', reason }];
}
