import { type ConfigOf, type Diagnostics, isUnknown, pathTo, type ValidateRequest } from '../../bridge/framework';
import { parseEcrEndpoint } from '../../aws';
import { checkEndpoint } from '../check-endpoint';
import { checkTls } from '../check-tls';
import { checkDocumentedUse } from './check-documented-use';
import { isPalettePartition, PARTITIONS } from './partition';
import type { RegistrySchema } from './schema';

type Config = ConfigOf<RegistrySchema>;

/** Rules between arguments that the schema cannot express. Whatever is unknown yet is checked when it is known. */
export function checkConfig({ config, diagnostics }: ValidateRequest<RegistrySchema>): void {
  checkEndpoint(config, diagnostics);
  checkSynchronization(config, diagnostics);
  checkEcr(config, diagnostics);
  checkPartition(config, diagnostics);
  checkTls(config, diagnostics);
  checkDocumentedUse(config, diagnostics);
}

function checkSynchronization(config: Config, diagnostics: Diagnostics): void {
  const { synchronization, base_content_paths: paths, provider_type: providerType } = config;
  if (isUnknown(synchronization)) return;
  const isOn = synchronization ?? true;
  const hasNoPath = paths === null || (Array.isArray(paths) && paths.length === 0);
  if (isOn && hasNoPath) {
    diagnostics.error(
      'Missing Base Content Path',
      'Synchronization is on, so Palette must know where the charts are. Set "base_content_paths", e.g. ' +
        '["platform/charts"], or set "synchronization = false".',
      pathTo(paths === null ? 'synchronization' : 'base_content_paths'),
    );
  }
  if (!isOn && providerType === 'pack') {
    const detail = 'Palette synchronizes every registry of provider type "pack". Remove "synchronization = false".';
    diagnostics.error('Pack Registry Without Synchronization', detail, pathTo('synchronization'));
  }
}

function checkEcr({ ecr }: Config, diagnostics: Diagnostics): void {
  if (ecr === null || isUnknown(ecr)) return;
  const { credentials, sts } = ecr;
  if (isUnknown(ecr.private) || isUnknown(credentials) || isUnknown(sts)) return;
  const isPrivate = ecr.private ?? true;
  const path = pathTo('ecr');
  if (isPrivate && !credentials && !sts) {
    const detail =
      'A private ECR needs an AWS authentication method. Add a "credentials" block (access keys) or an "sts" block ' +
      '(a role that Palette assumes), or set "private = false" for a public ECR.';
    diagnostics.error('Missing AWS Authentication Method', detail, path);
  } else if (credentials && sts) {
    const detail = '"credentials" and "sts" are set together. Keep the authentication method that you want to use.';
    diagnostics.error('Conflicting AWS Authentication Methods', detail, path.attribute('sts'));
  } else if (!isPrivate && (credentials || sts)) {
    refuseLoginToPublicEcr(credentials ? 'credentials' : 'sts', diagnostics);
  }
}

/** For a block in `ecr` that stands beside `private = false`. */
export function refuseLoginToPublicEcr(name: string, diagnostics: Diagnostics): void {
  const detail = `A public ECR takes no authentication. Remove the "${name}" block, or "private = false".`;
  diagnostics.error('Authentication For A Public ECR', detail, pathTo('ecr', name));
}

/** Role, endpoint and registry must be of one partition; Palette could not even name the AWS endpoints of another. */
function checkPartition({ endpoint, ecr }: Config, diagnostics: Diagnostics): void {
  if (ecr === null || isUnknown(ecr) || isUnknown(ecr.partition) || typeof endpoint !== 'string') return;
  const parsed = parseEcrEndpoint(endpoint);
  if ('problem' in parsed || parsed.public) return;
  if (ecr.partition !== null && ecr.partition !== parsed.partition) {
    const detail = `ecr.partition is ${JSON.stringify(ecr.partition)}, but the endpoint is of the partition "${parsed.partition}". Remove "partition": it is read off the endpoint.`;
    diagnostics.error('Conflicting AWS Partition', detail, pathTo('ecr', 'partition'));
  } else if (!isPalettePartition(parsed.partition)) {
    const detail = `The endpoint is of the AWS partition "${parsed.partition}", which Palette does not know. Expected one of ${PARTITIONS.map((name) => `"${name}"`).join(', ')}: use a registry there.`;
    diagnostics.error('Unsupported AWS Partition', detail, pathTo('endpoint'));
  }
}
