import { run } from './main';

// The AWS SDK, where a command loads it, would print a notice about the age of Node on stderr.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  // Once: a second signal ends a command that hangs, by the default action.
  process.once(signal, () => stop.abort());
}

run(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  stdin: process.stdin,
  stop: stop.signal,
  // An open stdin would keep the process alive.
}).then((code) => process.exit(code));
