import type { PluginOptions } from '@grafana/plugin-e2e';
import { defineConfig, devices, type PlaywrightTestOptions, type Project } from '@playwright/test';
import { dirname } from 'node:path';
import { headlessChromium } from './tests/run/installed.mjs';

const pluginE2eAuth = `${dirname(require.resolve('@grafana/plugin-e2e'))}/auth`;

/** Users of the tests' Grafana, and of the demo stack's. */
const USERS = {
  admin: { user: 'admin', password: process.env.GRAFANA_ADMIN_PASSWORD ?? 'admin123' },
  editor: { user: 'editor', password: 'editor123', role: 'Editor' },
  viewer: { user: 'viewer', password: 'viewer123', role: 'Viewer' },
} as const;

type Role = keyof typeof USERS;
type TestProject = Project<PlaywrightTestOptions, PluginOptions>;

/** With `GRAFANA_URL` given the tests look at that Grafana, and check only what holds for any shop. */
const isHermetic = process.env.GRAFANA_URL === undefined || process.env.TESTBED_HERMETIC !== undefined;

/** Signs a user in once; what it leaves behind is each test's start. */
export function signIn(role: Role): TestProject {
  return { name: `sign in as ${role}`, testDir: pluginE2eAuth, testMatch: [/.*\.js/], use: { user: USERS[role] } };
}

export function testsAs(role: Role, testMatch: string[], name: string = role): TestProject {
  return {
    name,
    testMatch,
    use: { user: USERS[role], storageState: `playwright/.auth/${role}.json` },
    dependencies: [`sign in as ${role}`],
  };
}

const signIns = (['admin', 'editor', 'viewer'] as const).map(signIn);
const hermetic = [
  ...signIns,
  { ...testsAs('admin', ['**/*.spec.ts']), testIgnore: ['**/{smoke,roles}.spec.ts', '**/e2e/live/**'] },
  testsAs('editor', ['**/roles.spec.ts']),
  testsAs('viewer', ['**/roles.spec.ts']),
];
const smoke = [signIn('admin'), testsAs('admin', ['**/smoke.spec.ts'])];

export default defineConfig<PluginOptions>({
  testDir: './tests/e2e',
  // Those have a configuration of their own.
  testIgnore: ['**/e2e/live/**'],
  globalSetup: './tests/e2e/testbed/globalSetup.ts',
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  // A test that passes at the second try hides a fault of the page or of the test.
  retries: 0,
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: process.env.CI ? [['list'], ['html', { open: 'never' }]] : 'list',
  use: {
    ...devices['Desktop Chrome'],
    // The size at which each page's question is answered without scrolling.
    viewport: { width: 1400, height: 900 },
    baseURL: process.env.GRAFANA_URL,
    grafanaAPICredentials: USERS.admin,
    permissions: ['clipboard-read', 'clipboard-write'],
    launchOptions: {
      executablePath: headlessChromium(),
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
    },
  },
  projects: isHermetic ? hermetic : smoke,
});
