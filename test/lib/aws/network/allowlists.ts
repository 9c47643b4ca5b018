import { StarportAllowlist, type StarportAllowlistProps } from '../../../../lib/aws';
import { newStack, synthesize } from '../../synthesized';

export const REGISTRY = '123456789012.dkr.ecr.us-east-1.amazonaws.com';
export const STARPORT_ARN = 'arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*';

/** IDs in AWS's form, told apart by their first digit. */
export const id = (prefix: string, digit = '0'): string => `${prefix}-${digit}123456789abcdef0`;

export function newAllowlist(props: StarportAllowlistProps = { endpoints: [REGISTRY] }): StarportAllowlist {
  return new StarportAllowlist(newStack(), 'allowlist', props);
}

/** The resources that `build` adds: type -> those of that type, in order, with their policies parsed. */
export function resourcesOf(build: (allowlist: StarportAllowlist) => unknown, props?: StarportAllowlistProps) {
  const stack = newStack();
  build(new StarportAllowlist(stack, 'allowlist', props ?? { endpoints: [REGISTRY] }));
  const { resource = {} } = synthesize(stack) as { resource?: Record<string, Record<string, Record<string, unknown>>> };
  return Object.fromEntries(
    Object.entries(resource).map(([type, named]) => [type, Object.values(named).map(withPolicy)]),
  );
}

/** What a construct says of bad props, without its path. */
export function problemsOf(build: () => unknown): string[] {
  try {
    build();
  } catch (error) {
    const [head, ...lines] = (error as Error).message.split('\n');
    expect(head).toMatch(/^"stack\/allowlist\/\w+" cannot be built from these props:$/);
    return lines.map((line) => line.trim());
  }
  return [];
}

/** One with tokens is an expression and stays text. */
function withPolicy(resource: Record<string, unknown>): Record<string, unknown> {
  const { policy } = resource;
  return typeof policy === 'string' && policy.startsWith('{"')
    ? { ...resource, policy: JSON.parse(policy) as unknown }
    : resource;
}
