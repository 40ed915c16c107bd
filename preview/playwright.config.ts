import { defineConfig, devices } from '@playwright/test';
import { headlessChromium } from '../tests/run/installed.mjs';

export default defineConfig({
  testDir: './tests',
  testMatch: '**/*.spec.ts',
  outputDir: './test-results',
  // Builds the preview, and serves it as a plain web host would.
  globalSetup: './tests/support/globalSetup.ts',
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  // A test that passes at the second try hides a fault of the page or of the test.
  retries: 0,
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    // The size at which each page's question is answered without scrolling.
    viewport: { width: 1400, height: 900 },
    colorScheme: 'dark',
    timezoneId: 'UTC',
    permissions: ['clipboard-read', 'clipboard-write'],
    launchOptions: {
      executablePath: headlessChromium(),
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
    },
  },
});
