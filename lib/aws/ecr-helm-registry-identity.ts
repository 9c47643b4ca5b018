import type { Construct } from 'constructs';
import { type EcrAccessKeyAuthProps, type IEcrRole, RegistryAuth } from '..';
import { EcrAccessPolicy } from './ecr-access-policy';
import { optionsOf } from './ecr-access-policy-holder';
import type { EcrAccessOptions } from './ecr-access-policy-props';
import { type EcrHelmRegistryPlace, repositoriesBelow } from './ecr-helm-registry-place';
import type { EcrHelmRegistryProps } from './ecr-helm-registry-props';
import type { IamSettings } from './iam-settings';
import { PaletteEcrUser, type PaletteEcrUserProps } from './palette-ecr-user';
import { PaletteTrustRole } from './palette-trust-role';
import type { PaletteTrustRoleProps } from './palette-trust-role-props';

/** What an identity consists of, once it is built. */
export interface EcrIdentityParts {
  /** How Palette logs in as it. */
  readonly auth: RegistryAuth;
  /** Whether Palette asks AWS STS for the role. */
  readonly assumesRole: boolean;
  /** The role that was made. @default - no role is made */
  readonly role?: PaletteTrustRole;
  /** The user that was made. @default - no user is made */
  readonly user?: PaletteEcrUser;
  /** The policy that was made, which lets it read. @default - nothing is granted: the identity exists already, or there is none */
  readonly policy?: EcrAccessPolicy;
}

/** The registry that is to be read. */
interface Registry {
  readonly place: EcrHelmRegistryPlace;
  readonly props: EcrHelmRegistryProps;
}

type Build = (scope: Construct, registry: Registry) => EcrIdentityParts;

interface PolicyOptions extends EcrAccessOptions, IamSettings {
  readonly accessPolicy?: EcrAccessPolicy;
}

/** As whom Palette reads an Amazon ECR: a wrong combination cannot be written. */
export class EcrIdentity {
  /**
   * An IAM role that Palette assumes ("STS"). Of the registry it may read the repositories below the base content paths,
   * and list the names of all. `{ repositories: ['*'] }` attaches Palette's published policy, which is for every
   * repository; other `repositories` may be names in this registry or ARNs.
   */
  public static role(props: PaletteTrustRoleProps = {}): EcrIdentity {
    return new EcrIdentity((scope, registry) => {
      const accessPolicy = policyFor(scope, props, registry);
      const role = new PaletteTrustRole(scope, 'Role', {
        ...props,
        ...withoutOptions(props),
        partition: props.partition ?? registry.place.partition,
        paletteProvider: props.paletteProvider ?? registry.props.provider,
        accessPolicy,
      });
      return { auth: RegistryAuth.ecrRole(role), assumesRole: true, role, policy: accessPolicy };
    });
  }

  /** An IAM user with an access key ("Credentials"), with the same rights as `role`. */
  public static user(props: PaletteEcrUserProps = {}): EcrIdentity {
    return new EcrIdentity((scope, registry) => {
      const accessPolicy = policyFor(scope, props, registry);
      const user = new PaletteEcrUser(scope, 'User', { ...props, ...withoutOptions(props), accessPolicy });
      return { auth: RegistryAuth.ecrUser(user), assumesRole: false, user, policy: accessPolicy };
    });
  }

  /** A role that exists already, such as a `PaletteTrustRole` for several registries. */
  public static existingRole(role: IEcrRole): EcrIdentity {
    return new EcrIdentity(() => ({ auth: RegistryAuth.ecrRole(role), assumesRole: true }));
  }

  /** An access key that exists already. */
  public static existingUser(props: EcrAccessKeyAuthProps): EcrIdentity {
    return new EcrIdentity(() => ({ auth: RegistryAuth.ecrAccessKey(props), assumesRole: false }));
  }

  /** Nobody: for Amazon ECR Public. */
  public static anonymous(): EcrIdentity {
    return new EcrIdentity(() => ({ auth: RegistryAuth.ecrPublic(), assumesRole: false }), true);
  }

  private constructor(
    private readonly build: Build,
    private readonly isAnonymous = false,
  ) {}

  /** @internal */
  public _build(scope: Construct, registry: Registry): EcrIdentityParts {
    return this.build(scope, registry);
  }

  /** @internal */
  public get _anonymous(): boolean {
    return this.isAnonymous;
  }
}

/** The options go into the policy that is made here; beside a policy that is given they stay, to be refused. */
function withoutOptions({ accessPolicy }: PolicyOptions): EcrAccessOptions {
  if (accessPolicy !== undefined) return {};
  return {
    repositories: undefined,
    publicRepositories: undefined,
    actions: undefined,
    listRepositories: undefined,
    pullThroughCache: undefined,
    serviceBearerToken: undefined,
  };
}

function policyFor(scope: Construct, props: PolicyOptions, registry: Registry): EcrAccessPolicy {
  if (props.accessPolicy !== undefined) return props.accessPolicy;
  const { accountId, region, partition } = registry.place;
  const isNamed = (props.repositories ?? props.publicRepositories) !== undefined;
  return new EcrAccessPolicy(scope, 'Policy', {
    ...optionsOf(props),
    ...(isNamed ? {} : { repositories: repositoriesBelow(registry.place, registry.props.baseContentPaths) }),
    listRepositories: props.listRepositories ?? true,
    accountId,
    region,
    partition,
    path: props.path,
    tags: props.tags,
    provider: props.provider,
  });
}
