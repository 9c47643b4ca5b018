/**
 * Runs tests written for cdktf and lib/ with the real cdktn and the packed package: the frameworks' names lead to their
 * twins, and a file of lib/ to its compiled twin in the package that `npm run check:cdktn` packed.
 */
const path = require('node:path');

const root = path.resolve(__dirname, '..', '..');
const cache = path.join(root, 'node_modules', '.cache', 'cdktn');
const constructs = path.join(root, 'lib') + path.sep;
const packed = path.join(cache, 'node_modules', 'cdktf-palette-oci-registry', 'dist', 'cdktn');

module.exports = (request, options) => {
  const framework = /^(cdktf|@cdktf\/provider-aws|constructs)(\/.*)?$/.exec(request);
  if (framework) {
    const twin = request.replace('cdktf', 'cdktn');
    return options.defaultResolver(twin, { ...options, basedir: cache });
  }
  const file = options.defaultResolver(request, options);
  if (!file.startsWith(constructs)) return file;
  return path.join(packed, path.relative(constructs, file).replace(/\.ts$/, '.js'));
};
