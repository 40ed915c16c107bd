import { type PluginOptions } from '@grafana/plugin-e2e';
import { defineConfig } from '@playwright/test';
import base, { signIn, testsAs } from '../../../playwright.config';

/** Tests on the demo stack as it really runs: started for them, with shoppers in every shop. */
export default defineConfig<PluginOptions>({
  ...base,
  testDir: '.',
  testIgnore: [],
  outputDir: '../../../test-results/live',
  globalSetup: './globalSetup.ts',
  // One stack, which its incidents change for everybody.
  fullyParallel: false,
  workers: 1,
  // Beside the browser run seven services with their shoppers, and all that watches them.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  projects: [signIn('admin'), testsAs('admin', ['**/*.spec.ts'], 'live')],
});
