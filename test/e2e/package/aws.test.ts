import { buildAwsProvider } from '../../support/aws-provider';
import { type BuiltProvider } from '../../support/built-provider';
import { DOCKER_REGISTRY } from '../../support/docker-registry';
import { e2eArea } from '../area';
import { type FreshProject } from './fresh-project';
import { PASSWORD } from './harbor';
import { PackageWorld } from './package-world';
import { readmeExample } from './tarball';

const VARIABLE = ['--var', `harbor_password=${PASSWORD}`];
const DEPLOY = ['deploy', '--auto-approve', ...VARIABLE];

/** The README's first example, with something of AWS in the same stack. */
function withAws(example: string): string {
  const imports = `import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { EcrAccessPolicy } from 'cdktf-palette-oci-registry/aws';
`;
  const more = `new AwsProvider(stack, 'aws', { region: 'us-east-1' });
new EcrAccessPolicy(stack, 'policy');
`;
  const synthesis = 'app.synth();';
  if (!example.includes(synthesis)) throw new Error(`the README's example does not end with "${synthesis}"`);
  return imports + example.replace(synthesis, more + synthesis);
}

e2eArea('Package', { parts: [DOCKER_REGISTRY] }, () => {
  // The CDKTF CLI asks the public registry, in vain for ours, unless the lock file names every required provider.
  describe('cdktf deploys a stack that uses hashicorp/aws too, without configuration', () => {
    let world: PackageWorld;
    let aws: BuiltProvider;
    let project: FreshProject;

    beforeAll(async () => {
      aws = buildAwsProvider();
      world = await PackageWorld.start();
      project = await world.project('cdktf', 'constructs', '@cdktf/provider-aws');
      project.putIntoHome(aws);
      await project.program(withAws(await readmeExample(world.tarball)));
    });
    afterAll(async () => {
      aws.remove();
      await world.end();
    });

    it('deploys at the first attempt', async () => {
      expect(await project.cdktf(...DEPLOY)).toContain('Apply complete! Resources: 2 added, 0 changed, 0 destroyed.');
      expect(await world.palette.shows()).toEqual({ registries: ['harbor'], charts: ['ingress', 'shop'] });
    });

    it('has nothing to do in a second deploy', async () => {
      expect(await project.cdktf(...DEPLOY)).toContain('No changes. Your infrastructure matches the configuration.');
    });

    it('destroys', async () => {
      expect(await project.cdktf('destroy', '--auto-approve', ...VARIABLE)).toContain('Resources: 2 destroyed.');
    });
  });
});
