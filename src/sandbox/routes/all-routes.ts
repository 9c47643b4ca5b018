/** Every path of Palette's API that the sandbox answers, one resource family a file. */
import { type SandboxContext } from '../context';
import { type Route } from '../router';
import { awsAccountRoutes } from './aws-accounts';
import { ociRegistryRoutes } from './oci-registries';
import { packRoutes } from './packs';
import { registryRoutes } from './registries';
import { syncRoutes } from './sync';
import { validateRoutes } from './validate';

export function allRoutes(context: SandboxContext): Route[] {
  return [
    ...ociRegistryRoutes(context),
    ...validateRoutes(context),
    ...syncRoutes(context),
    ...registryRoutes(context),
    ...packRoutes(context),
    ...awsAccountRoutes(context),
  ];
}
