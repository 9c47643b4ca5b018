import { join, resolve } from 'node:path';
import { DOCKER_REGISTRY } from '../../support/docker-registry';
import { e2eArea } from '../area';
import { type FreshProject } from './fresh-project';
import { PASSWORD } from './harbor';
import { PackageWorld } from './package-world';
import { developerRuns, PACKAGE, readmeExample } from './tarball';

const VARIABLE = ['--var', `harbor_password=${PASSWORD}`];
const CACHE_SCRIPT = resolve(__dirname, '..', '..', '..', 'scripts', 'check-peers-cache.mjs');

/** The README's words on cdktn: import the same from `/cdktn`. */
function forCdktn(example: string): string {
  return example.replace("from 'cdktf'", "from 'cdktn'").replace(`from '${PACKAGE}'`, `from '${PACKAGE}/cdktn'`);
}

/** What is installed once, into this clone's cache. */
async function cached(...packages: readonly string[]): Promise<string> {
  return (await developerRuns(process.execPath, [CACHE_SCRIPT, ...packages], '.')).trim();
}

e2eArea('Package', { parts: [DOCKER_REGISTRY] }, () => {
  describe("cdktn takes the README's first example from the tarball, without configuration", () => {
    let world: PackageWorld;
    let project: FreshProject;

    beforeAll(async () => {
      world = await PackageWorld.start();
      project = await world.project('cdktn@0.24', 'constructs');
      await project.program(forCdktn(await readmeExample(world.tarball)));
    });
    afterAll(() => world.end());

    it('is synthesized by the program alone, and Terraform deploys and destroys it', async () => {
      await project.run(process.execPath, ['main.js']);
      const password = ['-auto-approve', '-input=false', '-no-color', '-var', `harbor_password=${PASSWORD}`];
      await project.terraform('registries', 'init', '-input=false', '-no-color');
      expect(await project.terraform('registries', 'apply', ...password)).toContain('Resources: 1 added');
      expect(await world.palette.shows()).toEqual({ registries: ['harbor'], charts: ['ingress', 'shop'] });
      expect(await project.terraform('registries', 'apply', ...password)).toContain('No changes.');
      expect(await project.terraform('registries', 'destroy', ...password)).toContain('Resources: 1 destroyed');
    });

    // It needs Node.js 22.
    it('is deployed and destroyed by the CLI of cdktn', async () => {
      const [node, cli] = [await cached('node@22'), await cached('cdktn-cli@0.24.0')];
      const cdktn = (command: string) => {
        const args = [command, '--auto-approve', ...VARIABLE];
        return project.run(join(cli, 'node_modules', '.bin', 'cdktn'), args, { node });
      };
      expect(await cdktn('deploy')).toContain('Resources: 1 added');
      expect(await cdktn('deploy')).toContain('No changes.');
      expect(await world.palette.shows()).toEqual({ registries: ['harbor'], charts: ['ingress', 'shop'] });
      expect(await cdktn('destroy')).toContain('Resources: 1 destroyed');
    }, 180_000);
  });
});
