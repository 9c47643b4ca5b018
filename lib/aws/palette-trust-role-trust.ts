import { TerraformStack, type TerraformProvider } from 'cdktf';
import type { Construct } from 'constructs';
import {
  accountIdProblem,
  accountPrincipal,
  assumeRolePolicy,
  externalIdProblem,
  mistakenExternalId,
  PARTITIONS,
  type PolicyDocument,
  principalArnProblem,
} from '../../src/aws';
import { DataAwsTrust } from '../palette';
import type { Problem } from '../problems';
import { problemsOf } from './iam-settings';
import { idFromText } from './id-from-text';
import type { PaletteTrustRoleProps } from './palette-trust-role-props';

/** Whom a role trusts, and on which condition. */
export interface Trust {
  readonly document: PolicyDocument;
  readonly externalId: string;
}

/** Where Palette has AWS accounts of its own (GET /v1/clouds/aws/account/sts). */
const TENANT_PARTITIONS = ['aws', 'aws-us-gov'];

/** As given, or else read from the tenant. */
export function trustOf(scope: Construct, props: PaletteTrustRoleProps): Trust {
  const { accountId, principalArn, externalId, partition = 'aws', paletteProvider } = props;
  if (externalId !== undefined) {
    const principal = principalArn ?? accountPrincipal(accountId ?? '', partition);
    return { document: assumeRolePolicy(principal, externalId), externalId };
  }
  const tenant = tenantTrust(scope, partition, paletteProvider);
  return { document: assumeRolePolicy(tenant.principalArn, tenant.externalId), externalId: tenant.externalId };
}

export function trustProblems(props: PaletteTrustRoleProps): Problem[] {
  const { accountId, principalArn, externalId, partition } = props;
  return [
    ...completenessProblems(props),
    ...problemsOf('accountId', accountId, sentence(accountIdProblem)),
    ...problemsOf('principalArn', principalArn, sentence(principalArnProblem)),
    ...problemsOf('externalId', externalId, (id) => externalIdReason(id, accountId)),
    ...problemsOf('partition', partition, (id) => partitionReason(id, externalId !== undefined)),
  ];
}

/** The two belong together: another account's role with this tenant's external ID is nobody's wish. */
function completenessProblems({ accountId, principalArn, externalId }: PaletteTrustRoleProps): Problem[] {
  const principal = accountId === undefined ? 'principalArn' : 'accountId';
  const problems: Problem[] = [];
  if (accountId !== undefined && principalArn !== undefined) {
    problems.push({ prop: 'accountId', value: accountId, reason: "and 'principalArn' exclude each other. Remove one" });
  }
  if (externalId === undefined && (accountId ?? principalArn) !== undefined) {
    const reason =
      `is missing beside '${principal}': without it anyone who uses Palette could have the role assumed. Copy it from ` +
      `Palette ("Add OCI Registry", STS), or remove '${principal}' to have both read from the tenant`;
    problems.push({ prop: 'externalId', reason });
  }
  if (externalId !== undefined && accountId === undefined && principalArn === undefined) {
    const reason = "is set without 'accountId'. Set both, or none to have both read from the tenant";
    problems.push({ prop: 'externalId', value: externalId, reason });
  }
  return problems;
}

function partitionReason(id: string, isExplicit: boolean): string | undefined {
  const known = isExplicit ? PARTITIONS.map((partition) => partition.id) : TENANT_PARTITIONS;
  if (known.includes(id)) return undefined;
  const allowed = known.map((name) => `'${name}'`).join(', ');
  if (isExplicit) return `is not a partition of AWS. Write one of ${allowed}`;
  return (
    `is not one in which a tenant knows an AWS account of Palette: ${allowed}. Write one of them, or set 'accountId' and ` +
    "'externalId'"
  );
}

function externalIdReason(id: string, accountId: string | undefined): string | undefined {
  const advice =
    'Copy the external ID that Palette shows ("Add OCI Registry", STS), or remove it and \'accountId\' to have both read from the tenant';
  if (id === accountId) return `is the same as 'accountId'. ${advice}`;
  const mistaken = mistakenExternalId(id);
  if (mistaken !== undefined) return `is hardly an external ID. ${mistaken} ${advice}`;
  return sentence(externalIdProblem)(id);
}

function sentence(rule: (value: string) => string | undefined): (value: string) => string | undefined {
  return (value) => {
    const problem = rule(value);
    return problem && `is not possible. ${problem}`;
  };
}

/** One for all roles of a stack: a plan reads it once, not once a role. */
function tenantTrust(scope: Construct, partition: string, provider: TerraformProvider | undefined): DataAwsTrust {
  const stack = TerraformStack.of(scope);
  const id = ['PaletteAwsTrust', idFromText(stack, partition), provider?.alias]
    .filter((part) => part !== undefined)
    .join('-');
  const existing = stack.node.tryFindChild(id) as DataAwsTrust | undefined;
  return existing ?? new DataAwsTrust(stack, id, { partition, provider });
}
