import type { TerraformProvider } from 'cdktf';
import type { EcrAccessPolicy } from './ecr-access-policy';
import type { EcrAccessOptions } from './ecr-access-policy-props';
import type { IamSettings } from './iam-settings';

export interface PaletteTrustRoleProps extends EcrAccessOptions, IamSettings {
  /**
   * AWS account (12 digits) from which Palette assumes the role. Set `externalId` with it.
   * @default - read from the tenant (`palette_aws_trust`)
   */
  readonly accountId?: string;
  /**
   * ARN of the principal that assumes the role, in place of `accountId`: a role is narrower than its whole account. Set
   * `externalId` with it.
   * @default - the account
   */
  readonly principalArn?: string;
  /**
   * External ID of your Palette tenant, which Palette shows beside the field "ARN": the role can be assumed with it only,
   * so nobody else who uses Palette can have it assumed (confused deputy). Set `accountId` or `principalArn` with it.
   * @default - read from the tenant (`palette_aws_trust`)
   */
  readonly externalId?: string;
  /**
   * AWS partition of the role and of Palette's account: `aws` or `aws-us-gov`; others only with `accountId`.
   * @default "aws"
   */
  readonly partition?: string;
  /**
   * What the role may read, if it is not to be made from `repositories` and the other options.
   * @default - a policy made from those options; without any, Palette's published one
   */
  readonly accessPolicy?: EcrAccessPolicy;
  /**
   * Name of the role, at most 64 characters. A change replaces the role.
   * @default - a unique one that begins with `palette-ecr-`
   */
  readonly roleName?: string;
  /**
   * Description in IAM.
   * @default "Lets Spectro Cloud Palette read charts from Amazon ECR"
   */
  readonly description?: string;
  /**
   * Longest session, in seconds, from 3600 to 43200.
   * @default 3600
   */
  readonly maxSessionDuration?: number;
  /**
   * Provider block of Palette, from whose tenant account and external ID are read, when the stack has several.
   * @default - the stack's default one
   */
  readonly paletteProvider?: TerraformProvider;
}
