import type * as Oci from '../oci';
import { START_OF_LINE, type Terminal } from './terminal';

/**
 * Writes each check as soon as it has ended; on a terminal, also the one that is waited for. The endpoint stands above the
 * first one: options that are refused never get there.
 */
export function probeReport(endpoint: string, write: (text: string) => unknown, terminal: Terminal): Oci.ProbeWatcher {
  let before = `${terminal.bold(endpoint)}\n`;
  const writeThen = (text: string, next: string): void => {
    write(before + text);
    before = next;
  };
  return {
    begins(name) {
      if (terminal.isLive) writeThen(`${terminal.dim('…')} ${name}`, START_OF_LINE);
    },
    ended(check, elapsedMs) {
      writeThen(`${checkLines(check, elapsedMs, terminal)}\n`, '');
    },
  };
}

function checkLines({ name, ok, skipped, detail }: Oci.ProbeCheck, elapsedMs: number, terminal: Terminal): string {
  const [sentences = '', ...causes] = detail.split('\n\n');
  const lines = causes.map((cause) => terminal.dim(`    ${cause}`));
  if (skipped) return [terminal.dim(`- ${name}: ${sentences}`), ...lines].join('\n');
  const mark = ok ? terminal.green('✓') : terminal.red('✗');
  const time = terminal.dim(`(${(elapsedMs / 1000).toFixed(1)} s)`);
  return [`${mark} ${name} ${time}: ${sentences}`, ...lines].join('\n');
}

/** What stands below the checks: the charts, and whether all is well. */
export function probeVerdict({ ok, checks, charts }: Oci.ProbeResult, terminal: Terminal): string {
  const found = charts.map(
    ({ repository, versions }) => `  ${repository}  ${versions.map(({ version }) => version).join(', ')}`,
  );
  const failures = checks.filter((check) => !check.ok && !check.skipped).length;
  const verdict = ok
    ? terminal.green('No check failed.')
    : terminal.red(`${failures} ${failures === 1 ? 'check' : 'checks'} failed.`);
  return `${[...(found.length > 0 ? ['Charts:', ...found] : []), verdict].join('\n')}\n`;
}
