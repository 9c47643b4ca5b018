/** What `npm run e2e` runs: the product against parts that are not ours. See test/e2e/area.ts. */
module.exports = {
  ...require('./jest.config'),
  roots: ['<rootDir>/test/e2e'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 120_000,
  // TMPDIR is a new folder in each run.
  cacheDirectory: '<rootDir>/node_modules/.cache/jest-e2e',
  reporters: ['default'],
};
