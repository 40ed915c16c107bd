import { type Page, type TestInfo } from '@playwright/test';

/**
 * Keeps a picture of a page whose test fails. Playwright's own option takes one of each page that is closed, to throw
 * it away where the test passed: a third of a second for each of hundreds of tests.
 * @param isFailing fails for a reason that Playwright does not know yet
 */
export async function screenshotOnFailure(page: Page, testInfo: TestInfo, isFailing: boolean): Promise<void> {
  if ((isFailing || testInfo.status !== testInfo.expectedStatus) && !page.isClosed()) {
    const path = testInfo.outputPath('failed.png');
    await page.screenshot({ path });
    await testInfo.attach('screenshot', { path, contentType: 'image/png' });
  }
}
