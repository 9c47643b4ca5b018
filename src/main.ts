import { serveService } from './bridge/serve-service';
import { PROVIDER_ADDRESS } from './provider/address';
import type * as SchemaAnswer from './schema-answer';
import type * as Service from './service';

/**
 * The provider process. The only file that touches argv, environment and stdout. What it requires by a call, instead of
 * importing it, is a section of its own in the executable, parsed when it is needed.
 */
void serveService(
  {
    schema: () => (require('./schema-answer') as typeof SchemaAnswer).schemaAnswer(),
    load: (host) => (require('./service') as typeof Service).paletteService(process.env, host),
  },
  {
    address: PROVIDER_ADDRESS,
    debug: process.argv.includes('--debug'),
    print: (line) => process.stdout.write(`${line}\n`),
  },
);
