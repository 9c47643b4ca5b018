import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeBlocks } from '../../docs/markdown';
import { PaletteWorld, PROVIDER_FILE, PROVIDER_VERSION, sampleRegistryHcl } from '../../support/palette-folder';
import { type ConnectProxy, startConnectProxy } from '../../support/connect-proxy';
import { sectionText } from '../../support/provider-sections';
import type { TerraformFolder } from '../../support/terraform';
import { e2eArea } from '../area';
import {
  archiveFile,
  archiveFolder,
  buildArchives,
  EXECUTABLE,
  output,
  OWN_ARCHIVE,
  OWN_PLATFORM,
  RELEASE,
  STEM,
  GNUPG,
  UNZIP,
} from './archives';
import { formatOf } from './executable-format';

/** Downloads of 50 MB each and a minute of work, on the first run. */
const BUILD_MS = 600_000;
/** Written by Node.js's own build, and turned from 0 to 1 by what puts a blob in. */
const FUSE = Buffer.from('NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2:1');
const ECR_HOST = '123456789012.dkr.ecr.us-east-1.amazonaws.com';
const ALL = ['darwin_amd64', 'darwin_arm64', 'linux_amd64', 'linux_arm64', 'windows_amd64'];

interface BillOfMaterials {
  readonly components: readonly { readonly type: string; readonly name: string; readonly version: string }[];
}

e2eArea('Release', { parts: [UNZIP, GNUPG] }, (area) => {
  beforeAll(async () => void (await buildArchives()), BUILD_MS);

  describe('each archive holds one executable for its platform, with the provider in it', () => {
    it.each([
      ['linux_amd64', EXECUTABLE, 'ELF x86-64'],
      ['linux_arm64', EXECUTABLE, 'ELF AArch64'],
      ['darwin_amd64', EXECUTABLE, 'Mach-O x86-64'],
      ['darwin_arm64', EXECUTABLE, 'Mach-O ARM64'],
      ['windows_amd64', `${EXECUTABLE}.exe`, 'PE x86-64'],
    ])('%s', async (platform, name, format) => {
      const list = String(await output('unzip', '-Z', archiveFile(platform)));
      const files = list.split('\n').filter((line) => line.startsWith('-'));
      expect(files.map((line) => [line.split(' ')[0], line.split(' ').at(-1)])).toEqual([
        ['-rwxr-xr-x', name],
        ['-rw-r--r--', 'LICENSE.txt'],
      ]);
      const bytes = await output('unzip', '-p', archiveFile(platform), name);
      expect(formatOf(bytes)).toBe(format);
      expect(bytes.includes(FUSE)).toBe(true);
      expect(bytes.includes(sectionText(readFileSync(PROVIDER_FILE), './src/service'))).toBe(true);
      area.count('archives', 1);
    });
  });

  describe('what stands beside the archives', () => {
    it('nothing but the sums, the manifest and the bill of materials', () => {
      const others = ['SHA256SUMS', 'manifest.json', 'sbom.cdx.json'];
      const expected = [...ALL.map((platform) => `${platform}.zip`), ...others].map((name) => `${STEM}_${name}`);
      expect(readdirSync(RELEASE).sort()).toEqual(expected.sort());
    });

    it('sums of all other files', () => {
      const lines = readFileSync(join(RELEASE, `${STEM}_SHA256SUMS`), 'utf8').split('\n');
      const files = readdirSync(RELEASE).filter((name) => !name.endsWith('SHA256SUMS'));
      const hash = (name: string) =>
        createHash('sha256')
          .update(readFileSync(join(RELEASE, name)))
          .digest('hex');
      expect(lines).toEqual([...files.sort().map((name) => `${hash(name)}  ${name}`), '']);
    });

    it('a manifest with the version of the protocol', () => {
      const manifest = JSON.parse(readFileSync(join(RELEASE, `${STEM}_manifest.json`), 'utf8')) as object;
      expect(manifest).toEqual({ version: 1, metadata: { protocol_versions: ['6.0'] } });
    });

    it('the licences of Node.js and of every package inside', async () => {
      const text = String(await output('unzip', '-p', OWN_ARCHIVE, 'LICENSE.txt'));
      const titles = [...text.matchAll(/^={80}\n(.*)\n={80}$/gm)].map(([, title]) => title?.replace(/ \(.*/, ''));
      const bill = JSON.parse(readFileSync(join(RELEASE, `${STEM}_sbom.cdx.json`), 'utf8')) as BillOfMaterials;
      const packages = bill.components.filter(({ type }) => type === 'library');
      expect(titles).toEqual([
        'This provider',
        'Node.js, which is inside the executable',
        ...packages.map(({ name, version }) => `${name} ${version}`),
      ]);
      expect(packages.map(({ name }) => name)).toEqual(expect.arrayContaining(['undici', '@aws-sdk/client-ecr']));
    });
  });

  describe('the commands of the installation guide', () => {
    const folder = mkdtempSync(join(tmpdir(), 'guide-'));
    const run = (mark: string) =>
      spawnSync('sh', ['-e', '-c', guide(mark)], {
        cwd: join(folder, 'release'),
        env: { PATH: process.env['PATH'], HOME: folder, GNUPGHOME: join(folder, 'gnupg') },
        encoding: 'utf8',
      });
    afterAll(() => {
      spawnSync('gpgconf', ['--homedir', join(folder, 'gnupg'), '--kill', 'all']);
      rmSync(folder, { recursive: true });
    });

    it('sign the sums, with a key of a maintainer', () => {
      cpSync(RELEASE, join(folder, 'release'), { recursive: true });
      mkdirSync(join(folder, 'gnupg'), { mode: 0o700 });
      const key = [
        '--batch',
        '--passphrase',
        '',
        '--quick-generate-key',
        'Test of a release',
        'rsa2048',
        'sign',
        'never',
      ];
      expect(spawnSync('gpg', ['--homedir', join(folder, 'gnupg'), ...key]).status).toBe(0);
      expect(run('sign')).toMatchObject({ status: 0 });
    });

    it('check the sums', () => {
      const { status, stdout, stderr } = run('check');
      expect({ status, stderr }).toEqual({
        status: 0,
        stderr: expect.stringContaining('Good signature from "Test of a'),
      });
      expect(stdout.match(/: OK$/gm)).toHaveLength(7);
    });

    it('put the archive where Terraform finds it', () => {
      expect(run('mirror')).toMatchObject({ status: 0 });
      const mirror = join(folder, '.terraform.d', 'plugins', 'registry.terraform.io', 'palette-oci', 'palette');
      expect(readdirSync(mirror)).toEqual([`${STEM}_linux_amd64.zip`]);
    });
  });

  describe('the same sources give the same archive', () => {
    const folder = mkdtempSync(join(tmpdir(), 'release-'));
    afterAll(() => rmSync(folder, { recursive: true }));
    const again = join(folder, OWN_ARCHIVE.slice(RELEASE.length + 1));

    it.each([EXECUTABLE, 'LICENSE.txt'])(
      'built a second time: %s',
      async (name) => {
        await buildArchives('--platform', OWN_PLATFORM, '--out', folder);
        const [first, second] = await Promise.all(
          [OWN_ARCHIVE, again].map((file) => output('unzip', '-p', file, name)),
        );
        expect(firstDifference(first!, second!)).toBe('none');
      },
      BUILD_MS,
    );

    it('and packed a second time', () => {
      expect(firstDifference(readFileSync(OWN_ARCHIVE), readFileSync(again))).toBe('none');
    });
  });

  describe('the executable of this machine, with no node on PATH', () => {
    let sandbox: Awaited<ReturnType<PaletteWorld['sandbox']>>;
    let folder: TerraformFolder;
    let proxy: ConnectProxy;
    const world = new PaletteWorld();
    const outputs = async () => {
      const { stdout } = await folder.succeed('output', '-json');
      const all = Object.entries(JSON.parse(stdout) as Record<string, { value: unknown }>);
      return Object.fromEntries(all.map(([name, { value }]) => [name, value]));
    };

    beforeAll(async () => {
      sandbox = await world.sandbox();
      folder = await archiveFolder(sandbox);
      const authority = join(folder.path, 'authority.pem');
      writeFileSync(authority, sandbox.sampleRegistry.caCertificate);
      proxy = await startConnectProxy({ target: { [ECR_HOST]: new URL(sandbox.sampleRegistry.endpoint).host } });
      Object.assign(folder.env, {
        NODE_EXTRA_CA_CERTS: authority,
        HTTPS_PROXY: proxy.url,
        NO_PROXY: '127.0.0.1',
        AWS_ENDPOINT_URL_ECR: 'http://127.0.0.1:9',
      });
      folder.write('main.tf', sampleRegistryHcl(sandbox) + questions(sandbox));
    });
    afterAll(async () => {
      folder.remove();
      await proxy.close();
      await world.end();
    });

    it('there is none: the provider of the npm package says so', () => {
      const { stdout } = spawnSync(PROVIDER_FILE, { env: folder.env, encoding: 'utf8' });
      expect(stdout).toMatch(/^the Palette provider needs Node\.js .*, but there is no node on PATH/);
    });

    it('terraform init unpacks it', async () => {
      const { text } = await folder.succeed('init', '-input=false', '-no-color');
      expect(text).toContain(`Installed palette-oci/palette v${PROVIDER_VERSION} (unauthenticated)`);
    });

    it('terraform apply registers a registry', async () => {
      expect((await folder.apply()).text).toContain('Apply complete! Resources: 1 added, 0 changed, 0 destroyed.');
      expect(await folder.state('palette_oci_registry.charts')).toMatchObject({ sync_status: 'Completed' });
    });

    it('the certificates of NODE_EXTRA_CA_CERTS are trusted, and the AWS SDK is there', async () => {
      const ecr = expect.stringContaining('connect ECONNREFUSED 127.0.0.1:9');
      expect(await outputs()).toEqual({ hosts: 15, probe: [], ecr });
    });

    it('a second plan has nothing to do', async () => {
      expect((await folder.plan()).code).toBe(0);
    });

    it('terraform destroy removes it', async () => {
      expect((await folder.destroy()).text).toContain('Destroy complete! Resources: 1 destroyed.');
    });
  });
});

/** The code block of docs/guides/installation.md that follows `<!-- test: … -->`. */
function guide(mark: string): string {
  const page = readFileSync(join(RELEASE, '..', '..', 'docs', 'guides', 'installation.md'), 'utf8');
  const block = codeBlocks(page).find(({ testedAs }) => testedAs === mark);
  if (block === undefined) throw new Error(`docs/guides/installation.md has no block marked "test: ${mark}"`);
  return block.code;
}

/** Where two files differ, with what stands there: what a person needs to find out why. */
function firstDifference(one: Buffer, other: Buffer): string {
  if (one.equals(other)) return 'none';
  const at = one.findIndex((byte, index) => byte !== other[index]);
  const around = [one, other].map((bytes) => JSON.stringify(bytes.toString('latin1', at - 40, at + 40)));
  return `at ${at} of ${one.length} and ${other.length}: ${around.join(' and ')}`;
}

/** One for each part that is loaded when it is needed: a function, a connection to a registry, the AWS SDK. */
function questions({ sampleRegistry }: Awaited<ReturnType<PaletteWorld['sandbox']>>): string {
  const { endpoint, username, password, baseContentPath } = sampleRegistry;
  return `
output "hosts" {
  value = length(provider::palette::ecr_hosts("us-east-1"))
}
data "palette_registry_probe" "sample" {
  endpoint           = "${endpoint}"
  base_content_paths = ["${baseContentPath}"]
  basic {
    username = "${username}"
    password = ${JSON.stringify(password)}
  }
}
output "probe" {
  value = [for check in data.palette_registry_probe.sample.checks : check.detail if !check.ok]
}
data "palette_registry_probe" "ecr" {
  endpoint           = "${ECR_HOST}"
  base_content_paths = ["charts"]
  tls {
    insecure_skip_verify = true
  }
  ecr {
    credentials {
      access_key = "AKIAIOSFODNN7EXAMPLE"
      secret_key = "secret"
    }
  }
}
output "ecr" {
  value = join("; ", [for check in data.palette_registry_probe.ecr.checks : check.detail if !check.ok])
}
`;
}
