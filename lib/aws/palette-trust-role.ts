import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { throwProblems } from '../problems';
import type { IEcrRole } from '..';
import type { EcrAccessPolicy } from './ecr-access-policy';
import { accessPolicyFor } from './ecr-access-policy-holder';
import { takeName } from './names-in-account';
import { roleNameOf, trustRoleProblems } from './palette-trust-role-problems';
import type { PaletteTrustRoleProps } from './palette-trust-role-props';
import { trustOf } from './palette-trust-role-trust';
import { policyArgument } from './policy-json';

const DESCRIPTION = 'Lets Spectro Cloud Palette read charts from Amazon ECR';

/**
 * An IAM role that Palette may assume to read charts from Amazon ECR (Palette's method "STS"): the trust relationship with
 * Palette's account and your tenant's external ID, and an `EcrAccessPolicy`.
 *
 * Pass it to `RegistryAuth.ecrRole`.
 */
export class PaletteTrustRole extends Construct implements IEcrRole {
  /** The role itself. */
  public readonly resource: IamRole;

  /** What it may read. */
  public readonly accessPolicy: EcrAccessPolicy;

  /** What Palette has to show to assume it. */
  public readonly externalId: string;

  /** AWS partition of the role. */
  public readonly partition: string;

  /** The role, its policy and their attachment. */
  public readonly dependables: ITerraformDependable[];

  constructor(scope: Construct, id: string, props: PaletteTrustRoleProps = {}) {
    super(scope, id);
    throwProblems(this, trustRoleProblems(this, props));
    takeName(this, roleNameOf(props));
    const trust = trustOf(this, props);
    this.externalId = trust.externalId;
    this.partition = props.partition ?? 'aws';
    this.accessPolicy = accessPolicyFor(this, props);
    this.resource = new IamRole(this, 'Resource', {
      name: props.roleName,
      namePrefix: props.roleName === undefined ? 'palette-ecr-' : undefined,
      description: props.description ?? DESCRIPTION,
      assumeRolePolicy: policyArgument(this, trust.document),
      path: props.path,
      permissionsBoundary: props.permissionsBoundary,
      maxSessionDuration: props.maxSessionDuration,
      tags: props.tags && { ...props.tags },
      provider: props.provider,
    });
    const attachment = this.accessPolicy.attachToRole(this.resource);
    this.dependables = [this.resource, this.accessPolicy.resource, attachment];
  }

  /** ARN of the role, for Palette's field "ARN". */
  public get roleArn(): string {
    return this.resource.arn;
  }

  /** Name of the role. */
  public get roleName(): string {
    return this.resource.name;
  }
}
