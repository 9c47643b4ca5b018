import { type Sandbox, type SandboxRequest, startSandbox } from '../../src/sandbox';
import { paletteFolder } from '../support/palette-folder';
import type { Run, TerraformFolder } from '../support/terraform';

const COUNT = 200;

interface Phase {
  readonly name: string;
  /** Label of all registries; a change of it is one update each. */
  readonly team: string;
  readonly run: (folder: TerraformFolder) => Promise<Run>;
  /** Requests per registry that the phase needs, those that Palette turned away not counted. */
  readonly needs: number;
}

const PHASES: readonly Phase[] = [
  { name: 'create', team: 'a', run: (folder) => folder.apply('-parallelism=50'), needs: 1 },
  { name: 'refresh', team: 'a', run: (folder) => folder.plan('-parallelism=50'), needs: 1 },
  // A refresh, the object that the PUT must keep, and the PUT.
  { name: 'change', team: 'b', run: (folder) => folder.apply('-parallelism=50'), needs: 3 },
  { name: 'destroy', team: 'b', run: (folder) => folder.destroy('-parallelism=50'), needs: 2 },
];

/** Palette's count and ours can be off by the jitter of a network, not by more. */
const TURNED_AWAY_AT_MOST = 3;

/** 200 registries through their whole life, under Palette's rate limit: no error, and next to no request too many. */
export async function benchLoad(): Promise<boolean> {
  const sandbox = await startSandbox({ rateLimit: true });
  const folder = paletteFolder(sandbox);
  try {
    await folder.write('main.tf', registries('a')).init();
    let holds = true;
    for (const phase of PHASES) holds = (await measure(phase, folder, sandbox)) && holds;
    return holds;
  } finally {
    folder.remove();
    await sandbox.close();
  }
}

async function measure({ name, team, run, needs }: Phase, folder: TerraformFolder, sandbox: Sandbox): Promise<boolean> {
  folder.write('main.tf', registries(team));
  const before = sandbox.requests.length;
  const startedAt = performance.now();
  const { code, text } = await run(folder);
  const seconds = (performance.now() - startedAt) / 1000;
  const requests = sandbox.requests.slice(before);
  const turnedAway = requests.filter(({ status }) => status === 429).length;
  const each = (requests.length - turnedAway) / COUNT;
  const isSilent = code === 0 && !/Error:|Warning:|Too Many Requests/.test(text);
  const holds = isSilent && each <= needs && turnedAway <= TURNED_AWAY_AT_MOST;
  const counts = `${each.toFixed(2)} requests each (bar ${needs}; ${methodsOf(requests)}), ${turnedAway} times 429 (bar ${TURNED_AWAY_AT_MOST})`;
  console.log(`${holds ? 'ok  ' : 'HIGH'} ${name} of ${COUNT} registries: ${counts}, ${seconds.toFixed(0)} s`);
  if (!isSilent) console.log(`terraform ended with ${code}:\n${text.slice(-4_000)}`);
  return holds;
}

function methodsOf(requests: readonly SandboxRequest[]): string {
  const counts = new Map<string, number>();
  for (const { method, status } of requests) {
    if (status !== 429) counts.set(method, (counts.get(method) ?? 0) + 1);
  }
  return [...counts].map(([method, count]) => `${count} ${method}`).join(', ');
}

/** Without synchronization and validation, so that only what Terraform itself causes is counted. */
function registries(team: string): string {
  return `
resource "palette_oci_registry" "many" {
  count           = ${COUNT}
  name            = "registry-\${count.index}"
  endpoint        = "https://harbor.example.com"
  labels          = { team = "${team}" }
  synchronization = false
  validate        = false
  basic {
    username    = "palette"
    password_wo = "secret-\${count.index}"
  }
}
`;
}
