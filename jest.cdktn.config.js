const path = require('node:path');
const { transform, testEnvironment, testTimeout, maxWorkers, reporters } = require('./jest.config');

/** `npm run check:cdktn`: the tests of the constructs, with cdktf and with cdktn, and what they synthesize written down. */
function withFramework(name, resolver) {
  return {
    displayName: name,
    rootDir: __dirname,
    roots: ['<rootDir>/test/lib', '<rootDir>/test/examples'],
    testMatch: ['**/*.test.ts'],
    // They hand code that names cdktf to the compiler and to Node.js, past the resolver.
    testPathIgnorePatterns: ['/readme\\.test\\.ts$', '/type-errors\\.test\\.ts$'],
    testEnvironment,
    transform,
    resolver,
    setupFilesAfterEnv: ['<rootDir>/scripts/cdktn/record-stacks.cjs'],
    globals: { STACK_RECORDS: path.join(__dirname, 'node_modules', '.cache', 'cdktn', 'stacks', name) },
  };
}

module.exports = {
  testTimeout,
  maxWorkers,
  reporters,
  projects: [withFramework('cdktf'), withFramework('cdktn', '<rootDir>/scripts/cdktn/jest-resolver.cjs')],
};
