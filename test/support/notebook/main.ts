import { serveProvider } from '../../../src/bridge/serve-provider';
import { notebook } from './provider';

void serveProvider(notebook, {
  address: 'registry.terraform.io/example/notebook',
  debug: process.argv.includes('--debug'),
  print: (line) => console.log(line),
});
