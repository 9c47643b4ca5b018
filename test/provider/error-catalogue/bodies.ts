import { type Value } from '../../../src/bridge/framework';
import { type Type } from '../../../src/bridge/values';

/** What a person writes: whatever is left out is null. */
export interface Written {
  readonly [name: string]: Value | Written;
}
export type Body = Readonly<Record<string, Value>>;

/** A whole body, as Terraform sends it. */
export function wholeBody([, members]: readonly ['object', Readonly<Record<string, Type>>], written: Written): Body {
  return Object.fromEntries(
    Object.entries(members).map(([name, type]) => {
      const value = (written[name] ?? null) as Value;
      const isBody = value !== null && Array.isArray(type) && type[0] === 'object' && isPlain(value);
      return [name, isBody ? wholeBody(type as Parameters<typeof wholeBody>[0], value as Written) : value];
    }),
  );
}

function isPlain(value: object | string | number | boolean): boolean {
  return typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype;
}

export const ECR_HOST = '123456789012.dkr.ecr.us-east-1.amazonaws.com';
export const ROLE = 'arn:aws:iam::123456789012:role/palette';

/** A registry in which nothing is wrong. */
export const CHARTS: Written = {
  name: 'charts',
  endpoint: 'https://harbor.example.com',
  base_content_paths: ['platform/charts'],
  basic: { username: 'robot', password: 'p4ss' },
};

/** The same on Amazon ECR, with access keys. */
export const ECR_CHARTS: Written = {
  name: 'charts',
  endpoint: ECR_HOST,
  base_content_paths: ['platform/charts'],
  ecr: { credentials: { access_key: 'AKIAEXAMPLE', secret_key: 's3cret' } },
};

/** State of such a registry, as an apply leaves it. */
export function stateOf(written: Written): Written {
  const { basic, ecr } = written;
  return {
    provider_type: 'helm',
    synchronization: true,
    validate: true,
    wait_for_sync: true,
    ...written,
    ...(basic ? { basic: { auth_type: 'basic', ...(basic as Written) } } : {}),
    ...(ecr ? { ecr: { private: true, ...(ecr as Written) } } : {}),
    id: 'uid-1',
  };
}
