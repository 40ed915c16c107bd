// force timezone to UTC to allow tests to work regardless of local timezone
// generally used by snapshots, but can affect specific tests
process.env.TZ = 'UTC';

const { grafanaESModules, nodeModulesToTransform } = require('./.config/jest/utils');

// Jest configuration provided by Grafana scaffolding
const scaffold = {
  ...require('./.config/jest.config'),
  // Modules that come as ES modules only, beside those of Grafana's own.
  transformIgnorePatterns: [nodeModulesToTransform([...grafanaESModules, 'p-map'])],
  // In the context that tests run in, each look at a global asks the context first: a hash of integers took ten times
  // as long. Those that nobody replaces (as fake timers do with Date) are handed to each module instead.
  sandboxInjectedGlobals: ['Array', 'Float64Array', 'JSON', 'Map', 'Math', 'Object', 'Set'],
};

/** What is not among these folders is tested with a DOM. */
const PURE = require('./pure-folders.json');

module.exports = {
  // A test says what is right, not how fast this machine is today.
  testTimeout: 120000,
  projects: [
    {
      ...scaffold,
      displayName: 'pure',
      // Without a DOM they cannot come to rely on one.
      testEnvironment: 'node',
      setupFilesAfterEnv: [],
      testMatch: PURE.map((folder) => `<rootDir>/src/${folder}/**/*.test.{ts,tsx}`),
    },
    {
      ...scaffold,
      displayName: 'dom',
      testPathIgnorePatterns: ['/node_modules/', ...PURE.map((folder) => `<rootDir>/src/${folder}/`)],
    },
  ],
  // For `npm run coverage`: the plugin's own code, also what no test loads.
  collectCoverageFrom: ['src/**/*.{ts,tsx}', '!src/**/*.{test,data}.{ts,tsx}', '!src/**/{testing,corpus,recorded}/**'],
  coverageReporters: ['text-summary', 'lcovonly'],
};
