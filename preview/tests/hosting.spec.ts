import { expect, FIXED, test } from './support/fixtures';

test.describe('on a host that only serves files, under a path', () => {
  // The fixture that watches the page reports every request that leaves this path.
  test.use({ host: 'PREVIEW_URL_UNDER_PATH' });

  test('links stay under the path, and a reload brings the same page', async ({ page, healthPage, servicePage }) => {
    await page.goto('.');
    await expect(healthPage.heading).toHaveText('Health');
    await healthPage.goto(FIXED);
    await healthPage.services.link('payments').click();
    await expect(servicePage.heading).toHaveText('payments');
    expect(new URL(page.url()).pathname).toBe('/shops/demo/a/tillwatch-shop-app/health/service');
    await page.reload();
    await expect(servicePage.heading).toHaveText('payments');
    expect(new URL(page.url()).pathname).toBe('/shops/demo/a/tillwatch-shop-app/health/service');
    expect(servicePage.params.get('from')).toBe(FIXED.from);
    await servicePage.panel('Error rate').locator('canvas').waitFor();
    await page.goBack();
    await expect(healthPage.heading).toHaveText('Health');
  });

  test.describe('without a file for the address', () => {
    // The answer is the page, and still says that there is no such file.
    test.use({ expected: [/status of 404/] });

    test('says that no page has it, and leads on at the same time', async ({ page, healthPage }) => {
      const title = page.getByRole('heading', { level: 1 });
      await page.goto(`./a/tillwatch-shop-app/no/such/page?from=${FIXED.from}&to=${FIXED.to}`);
      await expect(title).toHaveText('Not found');
      await page.getByRole('link', { name: 'Go to Health' }).click();
      await expect(healthPage.heading).toHaveText('Health');
      await expect.poll(() => healthPage.params.get('from')).toBe(FIXED.from);
    });

    test('opens the page of that address', async ({ page, servicePage }) => {
      await page.goto(`./a/tillwatch-shop-app/health/service/?service=payments&from=${FIXED.from}&to=${FIXED.to}`);
      await expect(servicePage.heading).toHaveText('payments');
      await page.goto('./a/tillwatch-shop-app/health/no/such/page');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Not found');
    });
  });
});

test('without scripts the page says what it needs', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(baseURL ?? '');
  const words = page.locator('noscript');
  await expect(words).toBeVisible();
  expect(await words.textContent()).toMatch(/^Tillwatch draws its pages with JavaScript/);
  await context.close();
});

test.describe('without its files', () => {
  test.use({ expected: [/Failed to load module script/] });

  test('the page says so', async ({ page, baseURL }) => {
    await page.route('**/assets/main-*.js', (route) => route.fulfill({ contentType: 'text/html', body: '' }));
    await page.goto(baseURL ?? '');
    await expect(page.getByText('The preview is not here.')).toBeVisible();
  });
});
