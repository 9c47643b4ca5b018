import { isIPv4, isIPv6 } from 'node:net';
import { type Problem, textListProblems, textProblems } from '../../problems';
import { isKnownOnlyToTerraform } from '../../terraform-text';

/** What the IDs of AWS's network objects begin with. */
const OBJECT_OF_PREFIX = {
  vpc: 'a VPC',
  subnet: 'a subnet',
  rtb: 'a route table',
  sg: 'a security group',
  pl: 'a prefix list',
  vpce: 'a VPC endpoint',
  'rslvr-frg': 'a DNS Firewall rule group',
} as const;

export type IdPrefix = keyof typeof OBJECT_OF_PREFIX;

/** For advice on lists of CIDR blocks. */
export const SOME_BLOCK = '10.0.0.0/16';

/** IDs have 17 digits, those from before 2018 have 8; Route 53 Resolver has its own. */
const REST_OF_ID = /^([0-9a-f]{8}|[0-9a-f]{17})$/;
const REST_OF_RESOLVER_ID = /^[0-9a-z]+$/;

/** Of an ID that must be given. */
export function idProblems(prop: string, value: string | undefined, prefix: IdPrefix): Problem[] {
  if (isKnownOnlyToTerraform(value)) return [];
  const expected = `the ID of ${OBJECT_OF_PREFIX[prefix]} such as '${someId(prefix)}'`;
  if (typeof value !== 'string') return textProblems(prop, value, `Write ${expected}`);
  const rest = value.startsWith(`${prefix}-`) ? value.slice(prefix.length + 1) : '';
  if ((prefix === 'rslvr-frg' ? REST_OF_RESOLVER_ID : REST_OF_ID).test(rest)) return [];
  const [, given] = Object.entries(OBJECT_OF_PREFIX).find(([other]) => value.startsWith(`${other}-`)) ?? [];
  const isOther = given !== undefined && given !== OBJECT_OF_PREFIX[prefix];
  const reason = isOther ? `is the ID of ${given}. Write ${expected}` : `must be ${expected}`;
  return [{ prop, value, reason }];
}

/** The same of an ID that may be left out. */
export function optionalIdProblems(prop: string, value: string | undefined, prefix: IdPrefix): Problem[] {
  return value === undefined ? [] : idProblems(prop, value, prefix);
}

/** Of a list that must not be empty. */
export function idListProblems(prop: string, values: readonly string[], prefix: IdPrefix): Problem[] {
  if (isKnownOnlyToTerraform(values)) return [];
  const ofList = textListProblems(prop, values, someId(prefix));
  if (ofList.length > 0) return ofList;
  if (values.length > 0) return values.flatMap((value, index) => idProblems(`${prop}[${index}]`, value, prefix));
  const reason = `must name at least one. Write ${prop}: ['${someId(prefix)}']`;
  return [{ prop, value: values, reason }];
}

/** Of a list whose elements are looked at one by one: they may be tokens, the list may not. */
export function listProblems(prop: string, values: readonly string[] | undefined, example: string): Problem[] {
  if (values === undefined) return [];
  if (!isKnownOnlyToTerraform(values)) return textListProblems(prop, values, example);
  const reason = 'is a list that only Terraform knows. Name its elements one by one; each of them may be a token';
  return [{ prop, reason }];
}

/** AWS takes networks alone: the bits after the prefix must be 0. */
export function cidrProblems(prop: string, blocks: readonly string[] = []): Problem[] {
  if (isKnownOnlyToTerraform(blocks)) return [];
  const ofList = textListProblems(prop, blocks, SOME_BLOCK);
  if (ofList.length > 0) return ofList;
  return blocks.flatMap((block, index) => {
    const reason = isKnownOnlyToTerraform(block) ? undefined : cidrProblem(block);
    return reason === undefined ? [] : [{ prop: `${prop}[${index}]`, value: block, reason }];
  });
}

export function isIpv6Block(block: string): boolean {
  return block.includes(':');
}

function cidrProblem(block: string): string | undefined {
  const [address = '', length = '', ...rest] = block.split('/');
  const bits = isIPv4(address) ? 32 : isIPv6(address) ? 128 : 0;
  if (bits === 0 || rest.length > 0) return `must be a CIDR block such as '${SOME_BLOCK}'`;
  if (length === '') return `must be a CIDR block. For this address alone write '${address}/${bits}'`;
  if (!/^\d{1,3}$/.test(length) || Number(length) > bits) return `must end in a prefix length between /0 and /${bits}`;
  const network = bits === 32 ? networkOf(address, Number(length)) : address;
  return network === address ? undefined : `is an address inside a network. Write '${network}/${length}'`;
}

function networkOf(address: string, length: number): string {
  const value = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - length);
  const network = Math.floor(value / size) * size;
  return [24, 16, 8, 0].map((shift) => Math.floor(network / 2 ** shift) % 256).join('.');
}

/** Limits of an integer, both allowed, and why they are there. */
export interface IntegerRange {
  readonly least: number;
  readonly most: number;
  readonly because?: string;
}

export function integerProblems(prop: string, value: number | undefined, range: IntegerRange): Problem[] {
  if (value === undefined || isKnownOnlyToTerraform(value)) return [];
  if (Number.isInteger(value) && value >= range.least && value <= range.most) return [];
  const because = range.because === undefined ? '' : `: ${range.because}`;
  return [{ prop, value, reason: `must be a whole number from ${range.least} to ${range.most}${because}` }];
}

/** What AWS allows in a name. */
export interface NameRule {
  readonly pattern: RegExp;
  readonly longest: number;
  /** For the sentence: "letters, digits and hyphens". */
  readonly characters: string;
}

export function nameProblems(prop: string, value: string | undefined, rule: NameRule): Problem[] {
  if (value === undefined || isKnownOnlyToTerraform(value)) return [];
  if (rule.pattern.test(value) && value.length <= rule.longest) return [];
  return [{ prop, value, reason: `must have 1 to ${rule.longest} characters: ${rule.characters}` }];
}

function someId(prefix: IdPrefix): string {
  return `${prefix}-0123456789abcdef0`;
}
