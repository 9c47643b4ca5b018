import { IamAccessKey } from '@cdktf/provider-aws/lib/iam-access-key';
import { IamUser } from '@cdktf/provider-aws/lib/iam-user';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { throwProblems } from '../problems';
import type { IEcrUser } from '..';
import type { EcrAccessPolicy } from './ecr-access-policy';
import { accessPolicyFor } from './ecr-access-policy-holder';
import type { EcrAccessOptions } from './ecr-access-policy-props';
import type { IamSettings } from './iam-settings';
import { takeName } from './names-in-account';
import { ecrUserProblems, LONGEST_NAME, userNameOf } from './palette-ecr-user-problems';

export interface PaletteEcrUserProps extends EcrAccessOptions, IamSettings {
  /**
   * Name of the user, at most 64 characters, unique in the AWS account. A change renames the user.
   * @default - made of the construct's path
   */
  readonly userName?: string;
  /**
   * What the user may read, if it is not to be made from `repositories` and the other options.
   * @default - a policy made from those options; without any, Palette's published one
   */
  readonly accessPolicy?: EcrAccessPolicy;
}

/**
 * An IAM user with an access key to read charts from Amazon ECR (Palette's method "Credentials"). Where you can, use a
 * `PaletteTrustRole`: a role has no secret. The secret of the key is in Terraform's state, as of every
 * `aws_iam_access_key`; to Palette it goes as a write-only argument.
 *
 * To rotate the key: `terraform apply -replace=<address of the access key>`. The new key is made and sent to Palette
 * before the old one is deleted.
 *
 * Pass it to `RegistryAuth.ecrUser`.
 */
export class PaletteEcrUser extends Construct implements IEcrUser {
  /** The user itself. */
  public readonly resource: IamUser;

  /** Its access key. */
  public readonly accessKey: IamAccessKey;

  /** What it may read. */
  public readonly accessPolicy: EcrAccessPolicy;

  /** The user, its policy and their attachment. */
  public readonly dependables: ITerraformDependable[];

  constructor(scope: Construct, id: string, props: PaletteEcrUserProps = {}) {
    super(scope, id);
    throwProblems(this, ecrUserProblems(this, props));
    takeName(this, userNameOf(props));
    const { provider } = props;
    this.accessPolicy = accessPolicyFor(this, props);
    this.resource = new IamUser(this, 'Resource', {
      name: props.userName ?? this.nameFromPath(),
      path: props.path,
      permissionsBoundary: props.permissionsBoundary,
      tags: props.tags && { ...props.tags },
      provider,
    });
    const attachment = this.accessPolicy.attachToUser(this.resource);
    this.accessKey = new IamAccessKey(this, 'AccessKey', {
      user: this.resource.name,
      // A rotation must not leave Palette with a key that is gone already.
      lifecycle: { createBeforeDestroy: true },
      provider,
    });
    this.dependables = [this.resource, this.accessPolicy.resource, attachment];
  }

  /** ARN of the user. */
  public get userArn(): string {
    return this.resource.arn;
  }

  /** Name of the user. */
  public get userName(): string {
    return this.resource.name;
  }

  /** For Palette's field "Access Key". */
  public get accessKeyId(): string {
    return this.accessKey.id;
  }

  /** For Palette's field "Secret access key"; sensitive. */
  public get secretAccessKey(): string {
    return this.accessKey.secret;
  }

  /** Users have no name_prefix: the path's hash makes the name unique in the account as far as a program can. */
  private nameFromPath(): string {
    const hash = `-${this.node.addr.slice(-8)}`;
    const path = `palette-ecr-${this.node.path}`.replace(/[^\w+=,.@-]+/g, '-');
    return path.slice(0, LONGEST_NAME - hash.length) + hash;
  }
}
