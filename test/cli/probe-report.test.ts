import { probeReport, probeVerdict } from '../../src/cli/probe-report';
import { terminalOf } from '../../src/cli/terminal';

const PASSED = { name: 'connection', ok: true, skipped: false, detail: 'Connected to 127.0.0.1, port 443.' };
const FAILED = { name: 'TLS', ok: false, skipped: false, detail: 'The certificate has expired.\n\nCERT_HAS_EXPIRED' };
const SKIPPED = { name: 'blob', ok: false, skipped: true, detail: 'Skipped because the check "TLS" failed.' };

/** What is written while three checks run, and below them. */
function written(isTTY: boolean, env: Record<string, string>): string {
  const terminal = terminalOf({ isTTY }, env);
  let text = '';
  const report = probeReport('https://harbor.example.com', (part) => (text += part), terminal);
  report.begins('connection');
  report.ended(PASSED, 1_240);
  report.begins('TLS');
  report.ended(FAILED, 8);
  report.ended(SKIPPED, 0);
  return text + probeVerdict({ ok: false, checks: [PASSED, FAILED, SKIPPED], charts: [] }, terminal);
}

const PLAIN = `https://harbor.example.com
✓ connection (1.2 s): Connected to 127.0.0.1, port 443.
✗ TLS (0.0 s): The certificate has expired.
    CERT_HAS_EXPIRED
- blob: Skipped because the check "TLS" failed.
1 check failed.
`;

const COLORED = `\u001b[1mhttps://harbor.example.com\u001b[22m
\u001b[32m✓\u001b[39m connection \u001b[2m(1.2 s)\u001b[22m: Connected to 127.0.0.1, port 443.
\u001b[31m✗\u001b[39m TLS \u001b[2m(0.0 s)\u001b[22m: The certificate has expired.
\u001b[2m    CERT_HAS_EXPIRED\u001b[22m
\u001b[2m- blob: Skipped because the check "TLS" failed.\u001b[22m
\u001b[31m1 check failed.\u001b[39m
`;

test.each<[string, boolean, Record<string, string>, string]>([
  ['a pipe: no escape codes', false, {}, PLAIN],
  ['a pipe that takes colors: FORCE_COLOR', false, { FORCE_COLOR: '1' }, COLORED],
  ['a terminal of a pipeline: no line is written over', true, { CI: 'true', NO_COLOR: '1' }, PLAIN],
  ['a dumb terminal: no escape codes', true, { TERM: 'dumb' }, PLAIN],
])('each check stands on its line when it ended; %s', (_name, isTTY, env, expected) => {
  expect(written(isTTY, env)).toBe(expected);
});

test('on a terminal, the check that is waited for is shown, and written over when it ended', () => {
  const text = written(true, { NO_COLOR: '1' });
  expect(text).toContain('https://harbor.example.com\n… connection\r\u001b[2K✓ connection (1.2 s): ');
  expect(text).toContain('… TLS\r\u001b[2K✗ TLS (0.0 s): ');
  // Without the lines that were written over, it is the plain text.
  expect(text.replace(/….*\r/g, '').replaceAll('\u001b[2K', '')).toBe(PLAIN);
});
