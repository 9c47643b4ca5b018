import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import type { OciRegistryBasic, OciRegistryEcr } from './palette';
import { assumedRoleProblems } from './assumed-role';
import { givenProps, type Problem, textProblems } from './problems';
import { secretArguments, secretProblems } from './secret';
import { terraformText } from './terraform-text';

/** User name and password. */
export interface BasicAuthProps {
  /** User name, such as `robot$palette`. */
  readonly username: string;
  /** A token: of a sensitive `TerraformVariable`, or an expression such as `${ephemeral.…}`. A literal is warned about. */
  readonly password: string;
  /**
   * Raise it to send the password again.
   * @default - none; the provider notices a changed password by itself
   */
  readonly passwordVersion?: number;
  /**
   * Keep the password in Terraform's state instead of passing it as a write-only argument (Terraform >= 1.11).
   * @default false
   */
  readonly keepInState?: boolean;
}

/** A bearer token. */
export interface TokenAuthProps {
  /** A token: of a sensitive `TerraformVariable`, or an expression such as `${ephemeral.…}`. A literal is warned about. */
  readonly token: string;
  /**
   * Raise it to send the token again.
   * @default - none; the provider notices a changed token by itself
   */
  readonly tokenVersion?: number;
  /**
   * Keep the token in Terraform's state instead of passing it as a write-only argument (Terraform >= 1.11).
   * @default false
   */
  readonly keepInState?: boolean;
}

/** Palette's method "Credentials". */
export interface EcrAccessKeyAuthProps {
  /** Access key ID of the IAM user. */
  readonly accessKey: string;
  /** A token: of a sensitive `TerraformVariable`, or an expression such as `${ephemeral.…}`. A literal is warned about. */
  readonly secretKey: string;
  /**
   * Raise it to send the secret key again.
   * @default - none; the provider notices a changed key by itself
   */
  readonly secretKeyVersion?: number;
  /**
   * Keep the secret key in Terraform's state instead of passing it as a write-only argument (Terraform >= 1.11).
   * @default false
   */
  readonly keepInState?: boolean;
  /** AWS partition, such as `aws-us-gov`. @default - read off the endpoint */
  readonly partition?: string;
}

/** Palette's method "STS". */
export interface EcrAssumeRoleAuthProps {
  /** ARN of the role, whose trust policy names Palette's account and the external ID. */
  readonly roleArn: string;
  /** The tenant's external ID, as Palette shows it beside the ARN field. */
  readonly externalId: string;
  /** AWS partition, such as `aws-us-gov`. @default - read off the endpoint */
  readonly partition?: string;
}

/**
 * An IAM role that Palette may assume, such as a `PaletteTrustRole`. Whatever makes the role able to read is in
 * `dependables`: the registry waits for it, because Palette tries the role at once.
 */
export interface IEcrRole {
  /** ARN of the role. */
  readonly roleArn: string;
  /** The external ID that the role's trust policy demands. */
  readonly externalId: string;
  /** The role, its policy and their attachment. @default - none */
  readonly dependables?: ITerraformDependable[];
}

/** An IAM user with an access key, such as a `PaletteEcrUser`. */
export interface IEcrUser {
  /** ID of the access key. */
  readonly accessKeyId: string;
  /** A token of a sensitive attribute. It goes to the registry as a write-only argument. */
  readonly secretAccessKey: string;
  /** The user, its policy and their attachment. @default - none */
  readonly dependables?: ITerraformDependable[];
}

/**
 * The blocks of `palette_oci_registry` that say how to log in: exactly one of them.
 * @internal
 */
export interface RegistryAuthBlocks {
  readonly basic?: OciRegistryBasic;
  readonly ecr?: OciRegistryEcr;
  /** What must exist before Palette tries to log in. @default - nothing */
  readonly dependsOn?: ITerraformDependable[];
}

const ACCESS_KEY_ADVICE = 'Write the ID of the access key, such as AKIA…';

/** How Palette logs in to the registry. */
export class RegistryAuth {
  /** A registry that anyone may read. */
  public static anonymous(): RegistryAuth {
    return new RegistryAuth(() => ({ basic: {} }));
  }

  /** Harbor, GHCR, ACR, Artifactory and other registries with a user name and a password. */
  public static basic(props: BasicAuthProps): RegistryAuth {
    const { username, password, passwordVersion, keepInState } = givenProps(props);
    const ofUsername = textProblems('username', username, "Write username: 'robot$palette'");
    return new RegistryAuth(
      (scope) => {
        const secret = secretArguments(scope, 'password', { value: password, version: passwordVersion, keepInState });
        return {
          basic: {
            username: ofUsername.length > 0 ? undefined : terraformText(username),
            password: secret.kept,
            passwordWo: secret.writeOnly,
            passwordWoVersion: secret.writeOnlyVersion,
          },
        };
      },
      [...ofUsername, ...secretProblems('password', password)],
    );
  }

  /** A registry that takes a bearer token in place of user name and password. */
  public static token(props: TokenAuthProps): RegistryAuth {
    const { token, tokenVersion, keepInState } = givenProps(props);
    return new RegistryAuth(
      (scope) => {
        const secret = secretArguments(scope, 'token', { value: token, version: tokenVersion, keepInState });
        return { basic: { token: secret.kept, tokenWo: secret.writeOnly, tokenWoVersion: secret.writeOnlyVersion } };
      },
      secretProblems('token', token),
    );
  }

  /** Amazon ECR Public, `public.ecr.aws`. */
  public static ecrPublic(): RegistryAuth {
    return new RegistryAuth(() => ({ ecr: { private: false } }));
  }

  /** Amazon ECR with an IAM user's access key. */
  public static ecrAccessKey(props: EcrAccessKeyAuthProps): RegistryAuth {
    const { accessKey, secretKey, secretKeyVersion, keepInState, partition } = givenProps(props);
    return new RegistryAuth(
      (scope) => {
        const secret = secretArguments(scope, 'secretKey', {
          value: secretKey,
          version: secretKeyVersion,
          keepInState,
        });
        const credentials = {
          accessKey,
          secretKey: secret.kept,
          secretKeyWo: secret.writeOnly,
          secretKeyWoVersion: secret.writeOnlyVersion,
        };
        return { ecr: { private: true, partition, credentials } };
      },
      [...textProblems('accessKey', accessKey, ACCESS_KEY_ADVICE), ...secretProblems('secretKey', secretKey)],
    );
  }

  /** Amazon ECR with an IAM role that Palette assumes. */
  public static ecrAssumeRole(props: EcrAssumeRoleAuthProps): RegistryAuth {
    const { partition, roleArn, externalId } = givenProps(props);
    const sts = { roleArn, externalId };
    return new RegistryAuth(() => ({ ecr: { private: true, partition, sts } }), assumedRoleProblems(sts));
  }

  /** Amazon ECR with a role that this program makes: the registry waits until the role can read. */
  public static ecrRole(role: IEcrRole): RegistryAuth {
    const { roleArn, externalId, dependables } = givenProps(role);
    const sts = { roleArn, externalId };
    return new RegistryAuth(() => ({ ecr: { private: true, sts }, dependsOn: dependables }), assumedRoleProblems(sts));
  }

  /** Amazon ECR with a user that this program makes: the registry waits until the user can read. */
  public static ecrUser(user: IEcrUser): RegistryAuth {
    const { accessKeyId, secretAccessKey, dependables } = givenProps(user);
    return new RegistryAuth(
      (scope) => {
        const { writeOnly } = secretArguments(scope, 'secretAccessKey', { value: secretAccessKey });
        return {
          ecr: { private: true, credentials: { accessKey: accessKeyId, secretKeyWo: writeOnly } },
          dependsOn: dependables,
        };
      },
      [
        ...textProblems('accessKeyId', accessKeyId, ACCESS_KEY_ADVICE),
        ...secretProblems('secretAccessKey', secretAccessKey),
      ],
    );
  }

  private constructor(
    private readonly blocksFor: (scope: Construct) => RegistryAuthBlocks,
    private readonly problems: readonly Problem[] = [],
  ) {}

  /**
   * What is wrong with the props, by their own names.
   * @internal
   */
  public get _problems(): readonly Problem[] {
    return this.problems;
  }

  /**
   * The blocks for the registry `scope`, which gets the warnings.
   * @internal
   */
  public _blocks(scope: Construct): RegistryAuthBlocks {
    return this.blocksFor(scope);
  }
}
