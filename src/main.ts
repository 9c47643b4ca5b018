import { serveProvider } from './bridge/serve-provider';
import { paletteProvider, PROVIDER_ADDRESS } from './provider';

/** The provider process. The only file that touches argv, environment and stdout. */
void serveProvider(paletteProvider(process.env), {
  address: PROVIDER_ADDRESS,
  debug: process.argv.includes('--debug'),
  print: (line) => process.stdout.write(`${line}\n`),
});
