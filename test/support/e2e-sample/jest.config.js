const path = require('node:path');

/** Small suites on which the frame of the end-to-end suite is tested. */
module.exports = {
  ...require('../../../jest.e2e.config'),
  rootDir: path.resolve(__dirname, '..', '..', '..'),
  roots: [__dirname],
  testMatch: ['**/*.sample.ts'],
};
