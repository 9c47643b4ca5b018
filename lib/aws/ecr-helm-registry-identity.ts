import type { Construct } from 'constructs';
import { type EcrAccessKeyAuthProps, type IEcrRole, RegistryAuth } from '..';
import { type Problem, problemsWithin } from '../problems';
import type { EcrAccessPolicy } from './ecr-access-policy';
import { policyFor, policyProblems, type ReadRegistry, withoutOptions } from './ecr-helm-registry-policy';
import { PaletteEcrUser, type PaletteEcrUserProps } from './palette-ecr-user';
import { ecrUserProblems } from './palette-ecr-user-problems';
import { PaletteTrustRole } from './palette-trust-role';
import { trustRoleProblems } from './palette-trust-role-problems';
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

/** One way to read a registry. */
interface Kind {
  /** All that is wrong with it, and with what of the registry it goes by. */
  readonly problems: (scope: Construct, registry: ReadRegistry) => Problem[];
  readonly build: (scope: Construct, registry: ReadRegistry) => EcrIdentityParts;
}

/** As whom Palette reads an Amazon ECR: a wrong combination cannot be written. */
export class EcrIdentity {
  /**
   * An IAM role that Palette assumes ("STS"). Of the registry it may read the repositories below the base content paths,
   * and list the names of all. `{ repositories: ['*'] }` attaches Palette's published policy, which is for every
   * repository; other `repositories` may be names in this registry or ARNs.
   */
  public static role(props: PaletteTrustRoleProps = {}): EcrIdentity {
    return new EcrIdentity({
      problems: (scope, registry) => [
        ...problemsWithin('identity', trustRoleProblems(scope, rolePropsOf(props, registry))),
        ...policyProblems(props, registry),
      ],
      build: (scope, registry) => {
        const accessPolicy = policyFor(scope, props, registry);
        const role = new PaletteTrustRole(scope, 'Role', { ...rolePropsOf(props, registry), accessPolicy });
        return { auth: RegistryAuth.ecrRole(role), assumesRole: true, role, policy: accessPolicy };
      },
    });
  }

  /** An IAM user with an access key ("Credentials"), with the same rights as `role`. */
  public static user(props: PaletteEcrUserProps = {}): EcrIdentity {
    return new EcrIdentity({
      problems: (scope, registry) => [
        ...problemsWithin('identity', ecrUserProblems(scope, props)),
        ...policyProblems(props, registry),
      ],
      build: (scope, registry) => {
        const accessPolicy = policyFor(scope, props, registry);
        const user = new PaletteEcrUser(scope, 'User', { ...props, ...withoutOptions(props), accessPolicy });
        return { auth: RegistryAuth.ecrUser(user), assumesRole: false, user, policy: accessPolicy };
      },
    });
  }

  /** A role that exists already, such as a `PaletteTrustRole` for several registries. */
  public static existingRole(role: IEcrRole): EcrIdentity {
    return EcrIdentity.existing(RegistryAuth.ecrRole(role), true);
  }

  /** An access key that exists already. */
  public static existingUser(props: EcrAccessKeyAuthProps): EcrIdentity {
    return EcrIdentity.existing(RegistryAuth.ecrAccessKey(props), false);
  }

  /** Nobody: for Amazon ECR Public. */
  public static anonymous(): EcrIdentity {
    return EcrIdentity.existing(RegistryAuth.ecrPublic(), false, true);
  }

  private static existing(auth: RegistryAuth, assumesRole: boolean, isAnonymous?: boolean): EcrIdentity {
    const problems = (): Problem[] => problemsWithin('identity', auth._problems);
    return new EcrIdentity({ problems, build: () => ({ auth, assumesRole }) }, isAnonymous);
  }

  private constructor(
    private readonly kind: Kind,
    private readonly isAnonymous = false,
  ) {}

  /** @internal */
  public _build(scope: Construct, registry: ReadRegistry): EcrIdentityParts {
    return this.kind.build(scope, registry);
  }

  /** @internal */
  public _problems(scope: Construct, registry: ReadRegistry): Problem[] {
    return this.kind.problems(scope, registry);
  }

  /** @internal */
  public get _anonymous(): boolean {
    return this.isAnonymous;
  }
}

function rolePropsOf(
  props: PaletteTrustRoleProps,
  { place, props: { provider } }: ReadRegistry,
): PaletteTrustRoleProps {
  return {
    ...props,
    ...withoutOptions(props),
    partition: props.partition ?? place.partition,
    paletteProvider: props.paletteProvider ?? provider,
  };
}
