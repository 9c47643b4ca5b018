import { type DataSource, isUnknown, parseDuration } from '../../bridge/framework';
import type * as Oci from '../../oci';
import { checkEndpoint } from '../check-endpoint';
import { checkTls } from '../check-tls';
import type { Connection } from '../connection';
import { refuseLoginToPublicEcr } from '../registry/check-config';
import { probeSchema, type ProbeSchema } from './schema';
import { targetOf } from './target';

/** `data.palette_registry_probe`: it asks the registry, never Palette. */
export const probeDataSource: DataSource<ProbeSchema, Connection> = {
  schema: probeSchema,

  validate({ config, diagnostics }) {
    checkEndpoint(config, diagnostics);
    checkTls(config, diagnostics);
    const { ecr } = config;
    if (ecr === null || isUnknown(ecr) || ecr.private !== false) return;
    if (ecr.credentials !== null && !isUnknown(ecr.credentials)) refuseLoginToPublicEcr('credentials', diagnostics);
  },

  async read({ config, signal }, { network }) {
    // Loaded on use: few configurations probe, and every process would pay.
    const oci: typeof Oci = require('../../oci');
    const limitMs = parseDuration(config.timeouts?.read ?? '');
    const limits = { limitMs, howToRaise: 'set "read" in a "timeouts" block' };
    const { ok, checks, charts } = await oci.probeRegistry({ ...targetOf(config), ...network, ...limits, signal });
    return {
      ...config,
      // Arguments that were left out have their defaults by now.
      ecr: config.ecr && { ...config.ecr, private: config.ecr.private ?? true },
      tls: config.tls && { ...config.tls, insecure_skip_verify: config.tls.insecure_skip_verify ?? false },
      ok,
      checks: checks.map(({ name, ok: isOk, detail }) => ({ name, ok: isOk, detail })),
      charts: charts.map(({ name, repository, versions }) => ({
        name,
        repository,
        versions: versions.map(({ version }) => version),
      })),
    };
  },
};
