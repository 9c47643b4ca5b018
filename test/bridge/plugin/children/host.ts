/** A host for tests that is killed: starts the plugin given as argument, connects, says where the plugin is, and stays. */
import { createHostCertificate, PluginHost } from '../../../support/plugin-host';

async function main(): Promise<void> {
  const host = await PluginHost.start({
    command: process.execPath,
    args: process.argv.slice(2),
    magicCookie: { name: 'TEST_COOKIE', value: 'chocolate' },
    certificate: await createHostCertificate(),
  });
  await host.call('/test.Plugin/Echo');
  console.log(host.process.pid);
}

void main();
