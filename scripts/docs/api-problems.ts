import type { ApiMember } from './api-member';
import type { ApiType } from './api-reader';

/** What is missing in the doc comments of public things, and types that users meet but cannot import. */
export function apiProblems(types: readonly ApiType[], alsoExported: readonly ApiType[] = []): string[] {
  const exported = new Set([...types, ...alsoExported].map(({ name }) => name));
  return types.flatMap((type) => [
    ...(type.doc || ownerOfProps(type, exported) ? [] : [`${type.at} ${type.name} has no doc comment`]),
    ...(type.kind === 'other' ? [`${type.at} ${type.name} is exported, but no class, interface or enum`] : []),
    ...type.members.flatMap((member) => memberProblems(type, member)),
    ...[...new Set(type.mentions)]
      .filter((name) => !exported.has(name))
      .map((name) => `${type.at} ${type.name} mentions ${name}, which no entry point exports`),
  ]);
}

/** The construct that takes this interface: `FooProps` belongs to `Foo`, and needs no words of its own. */
export function ownerOfProps({ kind, name }: ApiType, exported: ReadonlySet<string>): string | undefined {
  const owner = /^(.+)Props$/.exec(name)?.[1];
  return kind === 'interface' && owner !== undefined && exported.has(owner) ? owner : undefined;
}

/** Names that a framework prescribes; what they do is the framework's to say. */
const PRESCRIBED = ['constructor', 'tfResourceType', 'alias'];

function memberProblems({ kind, name: owner }: ApiType, member: ApiMember): string[] {
  const name = `${member.at} ${owner}.${member.name}`;
  const problems: string[] = [];
  if (member.doc === '' && member.kind !== 'index' && !(kind === 'class' && PRESCRIBED.includes(member.name))) {
    problems.push(`${name} has no doc comment`);
  }
  if (kind === 'interface' && member.isOptional && !member.defaultText) {
    problems.push(`${name} is optional without "@default": write the value, or "- what happens"`);
  }
  if (kind === 'interface' && !member.isOptional && member.defaultText !== undefined) {
    problems.push(`${name} has a "@default" but is required`);
  }
  return problems;
}
