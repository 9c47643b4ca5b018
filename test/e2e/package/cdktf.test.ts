import { readlinkSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { DOCKER_REGISTRY } from '../../support/docker-registry';
import { PROVIDER_VERSION } from '../../support/palette-folder';
import { e2eArea } from '../area';
import { type FreshProject } from './fresh-project';
import { PASSWORD } from './harbor';
import { PackageWorld } from './package-world';
import { packNextVersion, readmeExample } from './tarball';

const NEXT_VERSION = `${PROVIDER_VERSION}-next.1`;
const VARIABLE = ['--var', `harbor_password=${PASSWORD}`];
const DEPLOY = ['deploy', '--auto-approve', ...VARIABLE];
const DESTROY = ['destroy', '--auto-approve', ...VARIABLE];
const CACHE = '.terraform.d/plugin-cache/registry.terraform.io/palette-oci/palette';

e2eArea('Package', { parts: [DOCKER_REGISTRY] }, () => {
  describe("cdktf deploys the README's first example from the tarball, without configuration", () => {
    let world: PackageWorld;
    let project: FreshProject;

    beforeAll(async () => {
      world = await PackageWorld.start();
      project = await world.project('cdktf', 'constructs');
      await project.program(await readmeExample(world.tarball));
    });
    afterAll(() => world.end());

    it('deploys at the first attempt', async () => {
      expect(await project.cdktf(...DEPLOY)).toContain('Apply complete! Resources: 1 added, 0 changed, 0 destroyed.');
      expect(await world.palette.shows()).toEqual({ registries: ['harbor'], charts: ['ingress', 'shop'] });
    });

    it('has nothing to do in a second deploy', async () => {
      expect(await project.cdktf(...DEPLOY)).toContain('No changes. Your infrastructure matches the configuration.');
    });

    it('leaves nothing outside the project but what the CDKTF CLI and Terraform keep in every home', () => {
      expect(project.outside()).toEqual([
        'home/.terraform.d/checkpoint_signature',
        expect.stringMatching(`^home/${CACHE}/${PROVIDER_VERSION}/\\w+$`),
      ]);
    });

    it('goes on with the next version of the package where the last one ended', async () => {
      await project.install(await packNextVersion(world.tarball, NEXT_VERSION, world.folder));
      const output = await project.cdktf(...DEPLOY);
      expect(output).toContain(`palette-oci/palette v${NEXT_VERSION}`);
      expect(output).toContain('No changes. Your infrastructure matches the configuration.');
    });

    it('destroys', async () => {
      expect(await project.cdktf(...DESTROY)).toContain('Resources: 1 destroyed.');
      expect(await world.palette.shows()).toEqual({ registries: [], charts: [] });
    });

    it('deploys again although the cache in the home leads to an output folder that is gone', async () => {
      const output = join(project.path, 'cdktf.out');
      renameSync(output, `${output}.gone`);
      const platform = project.outside().at(-1)!;
      expect(readlinkSync(join(project.home, '..', platform)).startsWith(output)).toBe(true);
      expect(await project.cdktf(...DEPLOY)).toContain('Resources: 1 added');
      expect(await project.cdktf(...DESTROY)).toContain('Resources: 1 destroyed.');
    });
  });
});
