import { isUnknown, type Value } from '../../../src/bridge/framework';
import type { Type } from '../../../src/bridge/values';
import type { AwsAccount } from './account';
import { INVENTORS } from './inventors';
import { hex } from './random-text';
import type { AttributeJson, BlockJson, BodyJson } from './schema-document';

export type Members = Readonly<Record<string, Value>>;

/** One object in the making: what is not known yet is made up, each value from others of the same object. */
export class Invention {
  private readonly made = new Map<string, Value>();

  constructor(
    /** E.g. `aws_iam_role`, or `data.aws_region`. */
    readonly type: string,
    private readonly body: BodyJson,
    private readonly given: Members,
    readonly aws: AwsAccount,
  ) {}

  /** The whole object, wholly known. */
  settle(): Members {
    return settleBody(this.body, this.given, (name) => this.value(name));
  }

  value(name: string): Value {
    const given = this.given[name] ?? null;
    if (!isUnknown(given)) return given;
    if (!this.made.has(name)) this.made.set(name, this.invent(name));
    return this.made.get(name) ?? null;
  }

  text(name: string): string {
    const value = this.value(name);
    return typeof value === 'string' ? value : '';
  }

  private invent(name: string): Value {
    const inventor = INVENTORS[this.type]?.[name] ?? INVENTORS['*']?.[name];
    if (inventor) return inventor(this);
    const type = this.body.attributes?.[name]?.type ?? 'string';
    return name.endsWith('_arn') || name === 'arn' ? genericArn(this) : madeUp(name, type);
  }
}

/** `arn:aws:ec2:us-east-1:123456789012:vpc/vpc-…` */
function genericArn(object: Invention): string {
  const [, , service = '', ...noun] = /^(data\.)?aws_([a-z0-9]+)_?(.*)$/.exec(object.type) ?? [];
  const { partition, region, accountId } = object.aws;
  const id = object.type.startsWith('data.') ? hex(17) : object.text('name') || object.text('id');
  return `arn:${partition}:${service}:${region}:${accountId}:${noun.join('').replaceAll('_', '-')}/${id}`;
}

function settleBody(body: BodyJson, value: Members, invent: (name: string) => Value): Members {
  const settled: Record<string, Value> = { ...value };
  for (const [name] of Object.entries(body.attributes ?? {})) settled[name] = invent(name);
  for (const [name, { nesting_mode: nesting, block }] of Object.entries(body.block_types ?? {})) {
    settled[name] = mapBlocks(nesting, value[name] ?? null, (inner) =>
      settleBody(block, inner, (attribute) => settleNested(block.attributes?.[attribute], attribute, inner[attribute])),
    );
  }
  return settled;
}

function settleNested(json: AttributeJson | undefined, name: string, value: Value | undefined): Value {
  return isUnknown(value) ? madeUp(name, json?.type ?? 'string') : (value ?? null);
}

function mapBlocks(nesting: BlockJson['nesting_mode'], value: Value, change: (body: Members) => Members): Value {
  if (value === null || isUnknown(value)) return null;
  if (nesting === 'single') return change(value as Members);
  if (nesting !== 'map') return (value as readonly Members[]).map(change);
  return Object.fromEntries(
    Object.entries(value as Readonly<Record<string, Members>>).map(([key, body]) => [key, change(body)]),
  );
}

/** A value of a type, for which nothing better is known. */
function madeUp(name: string, type: Type): Value {
  if (type === 'string') return `${name.replaceAll('_', '-')}-${hex(8)}`;
  if (type === 'number') return 0;
  if (type === 'bool') return false;
  if (type === 'dynamic') return null;
  if (type[0] === 'object') {
    return Object.fromEntries(Object.entries(type[1]).map(([member, inner]) => [member, madeUp(member, inner)]));
  }
  return type[0] === 'map' ? {} : [];
}
