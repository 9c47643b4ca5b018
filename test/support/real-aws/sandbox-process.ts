import { startSandbox, type SandboxOptions } from '../../../src/sandbox';

/**
 * The sandbox as a program, with options that its command line does not have: Palette's own AWS identity. Options come as
 * JSON in the environment; a line of JSON says where it is; it ends when stdin does.
 */
const options = JSON.parse(process.env['SANDBOX_OPTIONS'] ?? '{}') as SandboxOptions;
void startSandbox(options).then(({ url, apiKey }) => process.stdout.write(`${JSON.stringify({ url, apiKey })}\n`));
process.stdin.resume().once('end', () => process.exit(0));
