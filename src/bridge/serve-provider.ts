/** The door for authors: a provider in, a running process out. */
import type { Provider, Schema } from './framework';
import { createProviderService } from './provider-service';
import { serveService, type ServeOptions } from './serve-service';

/** Serves a provider to Terraform until Terraform ends it. */
export function serveProvider<S extends Schema, P>(provider: Provider<S, P>, options: ServeOptions): Promise<void> {
  return serveService({ load: (host) => createProviderService(provider, host) }, options);
}
