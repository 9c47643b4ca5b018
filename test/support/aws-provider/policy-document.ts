import type { Value } from '../../../src/bridge/framework';
import type { Invention, Members } from './invention';

/** The JSON of an `aws_iam_policy_document`: a list of one is written without brackets, as the real one does. */
export function renderPolicy(object: Invention, indent: number): string {
  const id = object.text('policy_id');
  const document = {
    Version: object.text('version') || '2012-10-17',
    ...(id && { Id: id }),
    Statement: blocksOf(object.value('statement')).map(renderStatement),
  };
  return JSON.stringify(document, null, indent);
}

function renderStatement(statement: Members): object {
  const written = {
    Sid: statement['sid'] || undefined,
    Effect: statement['effect'] ?? 'Allow',
    Action: oneOrMore(statement['actions']),
    NotAction: oneOrMore(statement['not_actions']),
    Resource: oneOrMore(statement['resources']),
    NotResource: oneOrMore(statement['not_resources']),
    Principal: renderPrincipals(statement['principals']),
    NotPrincipal: renderPrincipals(statement['not_principals']),
    Condition: renderConditions(statement['condition']),
  };
  return Object.fromEntries(Object.entries(written).filter(([, value]) => value !== undefined));
}

function renderPrincipals(principals: Value | undefined): unknown {
  const blocks = blocksOf(principals);
  if (blocks.length === 0) return undefined;
  if (blocks.some(({ type }) => type === '*')) return '*';
  return Object.fromEntries(blocks.map(({ type, identifiers }) => [String(type), oneOrMore(identifiers)]));
}

function renderConditions(conditions: Value | undefined): unknown {
  const blocks = blocksOf(conditions);
  if (blocks.length === 0) return undefined;
  const rendered: Record<string, Record<string, unknown>> = {};
  for (const { test, variable, values } of blocks) {
    rendered[String(test)] = { ...rendered[String(test)], [String(variable)]: oneOrMore(values) };
  }
  return rendered;
}

function oneOrMore(values: Value | undefined): unknown {
  const list = Array.isArray(values) ? (values as readonly Value[]) : [];
  return list.length === 0 ? undefined : list.length === 1 ? list[0] : list;
}

function blocksOf(value: Value | undefined): readonly Members[] {
  return Array.isArray(value) ? (value as readonly Members[]) : [];
}
