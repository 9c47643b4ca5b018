/** What of the protocol must be known before anything of it is loaded. */

/** What Terraform sends to a child that it started as a provider. */
export const MAGIC_COOKIE = {
  name: 'TF_PLUGIN_MAGIC_COOKIE',
  value: 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2',
} as const;

/** The plugin protocol's major version that the service speaks. */
export const PROTOCOL_VERSION = 6;

/** The calls of the service `tfplugin6.Provider` that are answered. */
export const CALL_NAMES = [
  'ApplyResourceChange',
  'CallFunction',
  'CloseEphemeralResource',
  'ConfigureProvider',
  'GetFunctions',
  'GetMetadata',
  'GetProviderSchema',
  'ImportResourceState',
  'MoveResourceState',
  'OpenEphemeralResource',
  'PlanResourceChange',
  'ReadDataSource',
  'ReadResource',
  'RenewEphemeralResource',
  'StopProvider',
  'UpgradeResourceState',
  'ValidateDataResourceConfig',
  'ValidateEphemeralResourceConfig',
  'ValidateProviderConfig',
  'ValidateResourceConfig',
] as const;

export type CallName = (typeof CALL_NAMES)[number];

/** The full gRPC path of a call. */
export function pathOf(name: CallName): string {
  return `/tfplugin6.Provider/${name}`;
}
