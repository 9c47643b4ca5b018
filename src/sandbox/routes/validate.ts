import { type Answer } from '../answer';
import { checkConnection } from '../connection-check';
import { type ConnectionTarget } from '../connection';
import { type SandboxContext } from '../context';
import { type Route } from '../router';
import { checkBasicSpec, checkEcrSpec } from '../validation';
import { auditUid } from './exchange-parts';

/** Validation of a spec by a real connection; nothing is stored. */
export function validateRoutes(context: SandboxContext): Route[] {
  return [
    {
      method: 'POST',
      path: '/v1/registries/oci/basic/validate',
      handle: ({ body }) => validate(context, { kind: 'basic', spec: checkBasicSpec(body) }),
    },
    {
      method: 'POST',
      path: '/v1/registries/oci/ecr/validate',
      handle: ({ body }) => validate(context, { kind: 'ecr', spec: checkEcrSpec(body) }),
    },
  ];
}

async function validate(context: SandboxContext, target: ConnectionTarget): Promise<Answer> {
  await checkConnection(target, context.connection, context.closing);
  return { status: 204, headers: auditUid() };
}
