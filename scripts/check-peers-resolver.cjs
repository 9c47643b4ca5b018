/**
 * Runs tests of lib/ with other versions of its peers: their names lead into the folder PEERS_FOLDER, and with
 * PEERS_FRAMEWORK=cdktn to the twins of cdktn. Files inside the peers go the same way, so that there is one of each.
 */
const { PEERS_FOLDER, PEERS_FRAMEWORK } = process.env;
const PEER = /^(cdktf|cdktn|@cdktf\/provider-aws|@cdktn\/provider-aws|constructs)(\/.*)?$/;

module.exports = (request, options) => {
  if (!PEER.test(request)) return options.defaultResolver(request, options);
  const name = PEERS_FRAMEWORK === 'cdktn' ? request.replace('cdktf', 'cdktn') : request;
  return options.defaultResolver(name, { ...options, basedir: PEERS_FOLDER });
};
