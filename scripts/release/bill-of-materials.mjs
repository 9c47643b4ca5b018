/** What is inside the executables, as CycloneDX: https://cyclonedx.org/docs/1.6/json/ */
import { createHash } from 'node:crypto';
import { ReleaseError } from './platforms.mjs';

/** Of `process.versions`: numbers of interfaces and of data, not of parts that somebody maintains. */
const NO_PARTS = ['node', 'modules', 'napi', 'cldr', 'tz', 'unicode'];

/** SHA-512 as CycloneDX wants it, from npm's "sha512-<base64>". */
function hashesOf(integrity) {
  const [algorithm, base64] = integrity.split('-');
  if (algorithm !== 'sha512') throw new ReleaseError(`"${integrity}" is no SHA-512.`);
  return [{ alg: 'SHA-512', content: Buffer.from(base64, 'base64').toString('hex') }];
}

function packageUrl(name, version) {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}

function npmComponent({ name, version, license, place }, lock) {
  const integrity = lock.packages[place]?.integrity;
  return {
    type: 'library',
    'bom-ref': packageUrl(name, version),
    name,
    version,
    ...(license && { licenses: [{ expression: license }] }),
    ...(integrity && { hashes: hashesOf(integrity) }),
    purl: packageUrl(name, version),
  };
}

/** Node.js with the parts that it was built from: that is where most of the security notices are about. */
function nodeComponent(versions, platforms) {
  const purl = `pkg:generic/node@${versions.node}`;
  const parts = Object.entries(versions).filter(([name]) => !NO_PARTS.includes(name));
  return {
    type: 'platform',
    'bom-ref': purl,
    name: 'node',
    version: versions.node,
    licenses: [{ license: { id: 'MIT' } }],
    cpe: `cpe:2.3:a:nodejs:node.js:${versions.node}:*:*:*:*:*:*:*`,
    purl,
    externalReferences: platforms.map(({ name, node }) => ({
      type: 'distribution',
      url: packageUrl(node.name, node.version),
      comment: `its executable for ${name}`,
      hashes: hashesOf(node.integrity),
    })),
    components: parts.map(([name, version]) => ({ type: 'library', 'bom-ref': `${purl}#${name}`, name, version })),
  };
}

/** Of the contents, so that the same release has the same number. */
function serialNumber(contents) {
  const hex = createHash('sha256').update(JSON.stringify(contents)).digest('hex');
  const variant = ((parseInt(hex[16], 16) & 0x3) | 0x8).toString(16);
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/**
 * @param {object} release
 * @param {{ name: string, version: string, license: string }} release.provider
 * @param {readonly import('../bundled-packages.mjs').BundledPackage[]} release.packages
 * @param {object} release.lock package-lock.json
 * @param {Record<string, string>} release.nodeVersions `process.versions` of the Node.js inside
 * @param {readonly import('./platforms.mjs').Platform[]} release.platforms
 * @returns {object}
 */
export function billOfMaterials({ provider, packages, lock, nodeVersions, platforms }) {
  const { name, version, license } = provider;
  const purl = `pkg:generic/${name}@${version}`;
  const node = nodeComponent(nodeVersions, platforms);
  const refs = new Map(packages.map((one) => [one.place, packageUrl(one.name, one.version)]));
  const needed = new Set(packages.flatMap(({ dependencies }) => dependencies));
  const direct = packages.filter(({ place }) => !needed.has(place)).map(({ place }) => refs.get(place));
  const contents = {
    metadata: {
      component: { type: 'application', 'bom-ref': purl, name, version, licenses: [{ expression: license }], purl },
    },
    components: [node, ...packages.map((one) => npmComponent(one, lock))],
    dependencies: [
      { ref: purl, dependsOn: [node['bom-ref'], ...direct] },
      ...packages.map((one) => ({
        ref: refs.get(one.place),
        dependsOn: one.dependencies.map((place) => refs.get(place)),
      })),
    ],
  };
  return { bomFormat: 'CycloneDX', specVersion: '1.6', serialNumber: serialNumber(contents), version: 1, ...contents };
}
