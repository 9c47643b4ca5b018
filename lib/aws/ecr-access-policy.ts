import { IamGroupPolicyAttachment } from '@cdktf/provider-aws/lib/iam-group-policy-attachment';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { IamUserPolicyAttachment } from '@cdktf/provider-aws/lib/iam-user-policy-attachment';
import { TerraformDataSource, type TerraformProvider, TerraformResource, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { ecrRepositoryPolicy, iamPathProblem, type PolicyDocument } from '../../src/aws';
import { throwProblems } from '../problems';
import { accessDocument, accessProblems } from './ecr-access-policy-document';
import { type EcrAccessPolicyProps, EcrActionSet } from './ecr-access-policy-props';
import { nameProblems, problemsOf } from './iam-settings';
import { idFromText } from './id-from-text';
import { type IamName, takenNameProblems, takeName } from './names-in-account';
import { policyArgument } from './policy-json';

/** An IAM role, user or group: a resource, a data source, or just `{ name: '…' }`. */
export interface NamedPrincipal {
  /** Its name in IAM, not its ARN. */
  readonly name: string;
}

const DESCRIPTION = 'Read access to Amazon ECR for Spectro Cloud Palette';

/**
 * The IAM policy that lets Palette read charts from Amazon ECR: a managed policy to attach to a role, a user or a group.
 *
 * Without `repositories` it is the one that Palette publishes, word for word. With them it is split into statements,
 * because some of the actions, the login among them, can only be granted on `*`.
 *
 * Nothing is needed for repositories that are encrypted with KMS: ECR holds the grants on the key itself.
 */
export class EcrAccessPolicy extends Construct {
  /** The policy without a resource: the document as data, to put into a policy of your own. */
  public static documentFor(scope: Construct, props: EcrAccessPolicyProps = {}): PolicyDocument {
    const { document, problems } = accessDocument(props);
    throwProblems(scope, problems);
    return document;
  }

  /** The document as data, with its tokens. */
  public readonly policyDocument: PolicyDocument;

  /** The document as JSON; an expression of Terraform if the document holds tokens. */
  public readonly json: string;

  /** The managed policy. */
  public readonly resource: IamPolicy;

  private readonly actions: EcrActionSet;

  constructor(scope: Construct, id: string, props: EcrAccessPolicyProps = {}) {
    super(scope, id);
    const access = accessDocument(props);
    throwProblems(this, [
      ...accessProblems(access),
      ...nameProblems('policyName', props.policyName, 128),
      ...takenNameProblems(this, nameOf(props), 'Leave it out for a unique one, or attach one policy to several roles'),
      ...problemsOf('path', props.path, iamPathProblem),
    ]);
    takeName(this, nameOf(props));
    this.policyDocument = access.document;
    this.json = policyArgument(this, this.policyDocument);
    this.actions = props.actions ?? EcrActionSet.FULL;
    this.resource = new IamPolicy(this, 'Resource', {
      name: props.policyName,
      namePrefix: props.policyName === undefined ? 'palette-ecr-' : undefined,
      description: props.description ?? DESCRIPTION,
      path: props.path,
      policy: this.json,
      tags: props.tags && { ...props.tags },
      provider: props.provider,
    });
  }

  /** ARN of the managed policy. */
  public get policyArn(): string {
    return this.resource.arn;
  }

  /** Attaches the policy to a role; a second time for the same role changes nothing. */
  public attachToRole(role: NamedPrincipal): IamRolePolicyAttachment {
    const { scope, id, ...attached } = this.attachment('Role', role);
    const existing = scope.node.tryFindChild(id) as IamRolePolicyAttachment | undefined;
    return existing ?? new IamRolePolicyAttachment(scope, id, { role: role.name, ...attached });
  }

  /** Attaches the policy to a user; a second time for the same user changes nothing. */
  public attachToUser(user: NamedPrincipal): IamUserPolicyAttachment {
    const { scope, id, ...attached } = this.attachment('User', user);
    const existing = scope.node.tryFindChild(id) as IamUserPolicyAttachment | undefined;
    return existing ?? new IamUserPolicyAttachment(scope, id, { user: user.name, ...attached });
  }

  /** Attaches the policy to a group; a second time for the same group changes nothing. */
  public attachToGroup(group: NamedPrincipal): IamGroupPolicyAttachment {
    const { scope, id, ...attached } = this.attachment('Group', group);
    const existing = scope.node.tryFindChild(id) as IamGroupPolicyAttachment | undefined;
    return existing ?? new IamGroupPolicyAttachment(scope, id, { group: group.name, ...attached });
  }

  /**
   * The policy (JSON) that a repository in another account needs, because across accounts both sides must allow: give it
   * to the owner of that account for `aws_ecr_repository_policy`.
   * @param principalArn the role or user that reads, or its account: `arn:aws:iam::123456789012:root`
   */
  public repositoryPolicyFor(principalArn: string): string {
    return policyArgument(this, ecrRepositoryPolicy(principalArn, this.actions));
  }

  /**
   * Its id comes from the principal itself, so that it stays the same when others are attached before it. For a principal
   * in another stack it is there: that stack may use the policy, while the policy's stack using the principal would close
   * a circle as soon as something waits for the attachment.
   */
  private attachment(kind: string, principal: NamedPrincipal): Attachment {
    const policyArn = this.resource.arn;
    if (!Construct.isConstruct(principal)) {
      return {
        scope: this,
        id: `${kind}-${idFromText(this, principal.name)}`,
        policyArn,
        provider: this.resource.provider,
      };
    }
    if (TerraformStack.of(principal) === TerraformStack.of(this)) {
      return { scope: this, id: `${kind}-${addressOf(principal)}`, policyArn, provider: this.resource.provider };
    }
    return { scope: principal, id: `Policy-${addressOf(this)}`, policyArn, provider: providerOf(principal) };
  }
}

/** Where an attachment is made, and its arguments but for the principal. */
interface Attachment {
  readonly scope: Construct;
  readonly id: string;
  readonly policyArn: string;
  readonly provider?: TerraformProvider;
}

function addressOf(construct: Construct): string {
  return construct.node.addr.slice(-8);
}

function providerOf(construct: Construct): TerraformProvider | undefined {
  const isOne =
    TerraformResource.isTerraformResource(construct) || TerraformDataSource.isTerraformDataSource(construct);
  return isOne ? construct.provider : undefined;
}

function nameOf({ policyName, provider }: EcrAccessPolicyProps): IamName {
  return { prop: 'policyName', name: policyName, provider };
}
