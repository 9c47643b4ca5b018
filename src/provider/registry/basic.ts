import {
  atMostOneOf,
  attribute,
  block,
  type KnownConfigOf,
  notEmpty,
  type PriorStateOf,
  requires,
  type StateOf,
} from '../../bridge/framework';
import type { RegistryAuth } from '../../palette';
import { realSecret } from '../secret';

const { string, number } = attribute;

const body = {
  attributes: {
    username: string({ optional: true, validators: [notEmpty()], description: 'User name.' }),
    password: string({
      optional: true,
      sensitive: true,
      validators: [realSecret()],
      description: 'Password. Stored in state: prefer `password_wo`.',
    }),
    password_wo: string({
      optional: true,
      writeOnly: true,
      sensitive: true,
      validators: [realSecret()],
      description: 'Password, never stored. Needs Terraform 1.11.',
    }),
    password_wo_version: number({
      optional: true,
      description: 'Change it to send `password_wo` again. A changed password is noticed without it, too.',
    }),
    token: string({
      optional: true,
      sensitive: true,
      validators: [realSecret()],
      description: 'Bearer token in place of user name and password. Stored in state: prefer `token_wo`.',
    }),
    token_wo: string({
      optional: true,
      writeOnly: true,
      sensitive: true,
      validators: [realSecret()],
      description: 'Bearer token, never stored. Needs Terraform 1.11.',
    }),
    token_wo_version: number({ optional: true, description: 'Change it to send `token_wo` again.' }),
    auth_type: string({
      computed: true,
      description:
        'How Palette authenticates itself, in its own words: `noAuth`, `basic` or `token`. Shows what a masked secret would hide: that somebody switched authentication on, off or over.',
    }),
  },
} as const;

/** OCI Authentication Type "Basic" of Palette's form. An empty block means no authentication. */
export const basicBlock = block('single', body, {
  description: 'Authentication of a registry that is not an Amazon ECR. An empty block means no authentication.',
  replace: 'presence',
  rules: [
    atMostOneOf('password', 'password_wo', 'token', 'token_wo'),
    requires(
      'username',
      'password_wo|password',
      'Add "password_wo" (or "password"), or leave both out for no authentication.',
    ),
    requires('password', 'username', 'Add "username".'),
    requires('password_wo', 'username', 'Add "username".'),
    requires(
      'password_wo_version',
      'password_wo',
      'The version says when "password_wo" changed: add that, or remove the version.',
    ),
    requires(
      'token_wo_version',
      'token_wo',
      'The version says when "token_wo" changed: add that, or remove the version.',
    ),
  ],
});

type Shape = typeof body;
type BasicConfig = KnownConfigOf<Shape>;
type BasicState = StateOf<Shape>;

/** The block as Palette wants it, with the real secrets. */
export function authOf(basic: BasicConfig): RegistryAuth {
  const token = basic.token_wo ?? basic.token;
  if (token !== null) return { type: 'token', token };
  if (basic.username === null) return { type: 'noAuth' };
  return { type: 'basic', username: basic.username, password: basic.password_wo ?? basic.password ?? '' };
}

/** The block as Palette has it. Secrets come back masked, so those of the state stay where the type still fits. */
export function basicStateOf(auth: RegistryAuth | undefined, prior: PriorStateOf<Shape> | null): BasicState {
  const type = auth?.type || 'noAuth';
  const keep = <T>(value: T | null | undefined, forType: string) => (type === forType ? (value ?? null) : null);
  return {
    username: type === 'basic' ? (auth?.username ?? '') : null,
    password: keep(prior?.password, 'basic'),
    password_wo: null,
    password_wo_version: keep(prior?.password_wo_version, 'basic'),
    token: keep(prior?.token, 'token'),
    token_wo: null,
    token_wo_version: keep(prior?.token_wo_version, 'token'),
    auth_type: type,
  };
}
