import { expect, FIXED, test } from './support/fixtures';

const DARK = 'rgb(17, 18, 23)';

test('the bare address leads to Health, with the last hour', async ({ page, healthPage }) => {
  await page.goto('.');
  await expect(healthPage.heading).toHaveText('Health');
  await expect(page).toHaveTitle('Health - Tillwatch');
  await healthPage.services.rows.first().waitFor();
  expect(healthPage.params.get('from')).toBe('now-1h');
  await expect(page.getByTestId('sample-banner')).toContainText('Sample data');
  await expect(page.getByTestId('sample-banner').getByRole('button')).toHaveCount(0);
  await expect(page.getByText('approximate panels')).toBeVisible();
});

test('the navigation names the pages and says which one is open', async ({ page, healthPage, setupPage }) => {
  await healthPage.goto(FIXED);
  const navigation = page.getByRole('navigation', { name: 'Pages' });
  // The navigation is there before the plugin is.
  await expect(healthPage.heading).toHaveText('Health');
  await expect(navigation.getByRole('link', { name: 'Health' })).toHaveAttribute('aria-current', 'page');
  await navigation.getByRole('link', { name: 'Setup' }).click();
  await expect(setupPage.heading).toHaveText('Setup');
  await expect(navigation.getByRole('link', { name: 'Setup' })).toHaveAttribute('aria-current', 'page');
  // What was chosen before comes back with the page.
  await navigation.getByRole('link', { name: 'Health' }).click();
  await expect(healthPage.heading).toHaveText('Health');
  await expect.poll(() => healthPage.params.get('from')).toBe(FIXED.from);
});

test('the breadcrumbs lead back up', async ({ page, routePage, servicePage, healthPage }) => {
  await routePage.goto({ ...FIXED, service: 'payments', route: '/charges' });
  const steps = page.getByRole('navigation', { name: 'Breadcrumbs' });
  await expect(steps.getByRole('listitem')).toHaveText(['Tillwatch', 'Health', 'payments', '/charges']);
  await steps.getByRole('link', { name: 'payments' }).click();
  await expect(servicePage.heading).toHaveText('payments');
  expect(servicePage.params.get('from')).toBe(FIXED.from);
  await steps.getByRole('link', { name: 'Health' }).click();
  await expect(healthPage.heading).toHaveText('Health');
  expect(healthPage.params.get('from')).toBe(FIXED.from);
});

test('links are followed without loading the page anew', async ({ page, healthPage, servicePage }) => {
  await healthPage.goto(FIXED);
  await healthPage.services.row('payments').waitFor();
  await page.evaluate(() => document.body.setAttribute('data-kept', ''));
  await healthPage.services.link('payments').click();
  await expect(servicePage.heading).toHaveText('payments');
  await servicePage.tab('Routes').click();
  await expect(servicePage.tab('Routes')).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Setup' }).click();
  await expect(page.locator('body')).toHaveAttribute('data-kept', '');
});

test('the theme is switched, in the charts too, and remembered', async ({ page, servicePage }) => {
  await servicePage.goto({ ...FIXED, service: 'payments' });
  await expect(page.locator('body')).toHaveCSS('background-color', DARK);
  await servicePage.panel('Error rate').locator('canvas').waitFor();
  await page.getByRole('button', { name: 'Use the light theme' }).click();
  await expect(page.locator('body')).not.toHaveCSS('background-color', DARK);
  const light = await page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
  await page.reload();
  await expect(servicePage.heading).toHaveText('payments');
  await expect(page.locator('body')).toHaveCSS('background-color', light);
  await page.getByRole('button', { name: 'Use the dark theme' }).click();
  await expect(page.locator('body')).toHaveCSS('background-color', DARK);
});

test.describe('with a light system', () => {
  test.use({ colorScheme: 'light' });

  test('the theme is light from the start', async ({ page, healthPage }) => {
    await healthPage.goto(FIXED);
    await expect(page.getByRole('button', { name: 'Use the dark theme' })).toBeVisible();
    await expect(page.locator('body')).not.toHaveCSS('background-color', DARK);
  });
});

test('the time range is chosen in the picker and written into the address', async ({ page, healthPage }) => {
  await healthPage.goto(FIXED);
  await healthPage.services.row('payments').waitFor();
  await page.getByTestId('data-testid TimePicker Open Button').click();
  await page.getByText('Last 6 hours', { exact: true }).click();
  await expect.poll(() => healthPage.params.get('from')).toBe('now-6h');
  await page.goBack();
  await expect.poll(() => healthPage.params.get('from')).toBe(FIXED.from);
});

test('the environment is chosen from those of the shop', async ({ page, healthPage }) => {
  await healthPage.goto(FIXED);
  await healthPage.services.row('payments').waitFor();
  await page.getByRole('combobox', { name: 'Environment' }).click();
  await page.getByRole('option', { name: 'production' }).click();
  // It takes effect when the list is left.
  await page.keyboard.press('Tab');
  await expect.poll(() => healthPage.params.getAll('var-environment')).toEqual(['production']);
});

test('a comparison is chosen and says so beside the numbers', async ({ page, healthPage }) => {
  await healthPage.goto(FIXED);
  await healthPage.services.row('payments').waitFor();
  await page.getByRole('combobox', { name: 'Overlay on charts' }).click();
  await page.getByRole('option', { name: 'Yesterday' }).click();
  await expect.poll(() => healthPage.params.get('var-compare')).toBe('yesterday');
  await expect(healthPage.content.getByText('Changes vs yesterday')).toBeVisible();
});

test('pages of Grafana’s own are named as what they are', async ({ page, healthPage }) => {
  await page.goto('./404.html');
  await expect(page.getByRole('heading', { name: 'Not in the preview' })).toBeVisible();
  await page.getByRole('link', { name: 'Back to Tillwatch' }).click();
  await expect(healthPage.heading).toHaveText('Health');
});

test('shortcuts are listed, and those that act anywhere can be turned off', async ({ page, healthPage }) => {
  await healthPage.goto(FIXED);
  await healthPage.services.row('payments').waitFor();
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(dialog.getByRole('heading', { name: 'In a table' })).toBeVisible();
  await dialog.getByRole('switch', { name: 'Use these shortcuts' }).uncheck({ force: true });
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await page.keyboard.press('/');
  await expect(healthPage.services.filter).not.toBeFocused();
  await page.reload();
  await healthPage.services.row('payments').waitFor();
  await page.keyboard.press('/');
  await expect(healthPage.services.filter).not.toBeFocused();
});

test('the first Tab leads past the bar on top', async ({ page, healthPage }) => {
  await healthPage.goto(FIXED);
  await healthPage.services.row('payments').waitFor();
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the page' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.locator('#pageContent')).toBeFocused();
  await expect(healthPage.heading).toHaveText('Health');
});

test('the set-up says what there is: nothing but the sample shop', async ({ setupPage }) => {
  await setupPage.goto(FIXED);
  await expect(setupPage.heading).toHaveText('Setup');
  await expect(setupPage.content).toContainText('A simulated shop');
  await expect(setupPage.content.getByRole('button', { name: /^Test/ })).toHaveCount(0);
  await expect(setupPage.content.getByRole('switch')).toBeChecked();
  await expect(setupPage.content.getByRole('switch')).toBeDisabled();
});

test.describe('on a narrow screen', () => {
  test.use({ viewport: { width: 700, height: 900 } });

  test('the navigation opens on demand, and nothing is wider than the screen', async ({
    page,
    healthPage,
    setupPage,
  }) => {
    await healthPage.goto(FIXED);
    await healthPage.services.row('payments').waitFor();
    const setup = page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Setup' });
    await expect(setup).toBeHidden();
    expect(await healthPage.overflow()).toBe(0);
    await page.getByRole('button', { name: 'Open the navigation' }).click();
    await setup.click();
    await expect(setupPage.heading).toHaveText('Setup');
    await expect(setup).toBeHidden();
    expect(await setupPage.overflow()).toBe(0);
  });
});
