import { type Locator, type Page } from '@playwright/test';
import { expect, test } from './fixtures';

const ROUTE = { service: 'shop-api', route: '/checkout' };

async function openMenu(panel: Locator): Promise<void> {
  await panel.hover();
  await panel.getByRole('button', { name: /^Menu/ }).click();
}

test.beforeEach(async ({ routePage }) => {
  await routePage.goto(ROUTE);
  await expect(routePage.facts).toContainText('req/s');
});

/** The rule that Grafana's form tries out. */
async function triedRule(page: Page) {
  const [response] = await Promise.all([
    page.waitForResponse(/\/api\/v1\/eval$/),
    page
      .getByRole('button', { name: /^Preview/ })
      .first()
      .click(),
  ]);
  const { condition, data } = response.request().postDataJSON() as {
    condition: string;
    data: Array<{ refId: string; datasourceUid: string; model: { expr?: string; conditions?: unknown[] } }>;
  };
  return { ok: response.ok(), condition, data };
}

test.describe('in Grafana’s form', () => {
  // Grafana’s own editor tries to take the query apart for its builder, also where it shows it as code.
  test.use({ expectedErrors: [/prometheusPlugin/] });

  test('a chart becomes an alert: the form has its query and a proposed threshold, and Grafana evaluates it', async ({
    page,
    routePage,
  }) => {
    await openMenu(routePage.panel('Error rate'));
    await page.getByRole('menuitem', { name: 'Create alert (proposed: above 5%)' }).click();
    await expect(page).toHaveURL(/\/alerting\/new/);
    await expect(page.locator('#name')).toHaveValue('shop-api /checkout: errors above 5%');
    const { ok, condition, data } = await triedRule(page);
    expect(ok).toBe(true);
    const [query] = data;
    expect(query?.datasourceUid).toBe('prometheus');
    expect(query?.model.expr).toContain('service="shop-api", path="/checkout"');
    expect(query?.model.expr).toContain('[5m]');
    expect(query?.model.expr).not.toContain('$');
    const threshold = data.find(({ refId }) => refId === condition);
    expect(JSON.stringify(threshold?.model.conditions)).toContain('[0.05]');
  });
});

test('a chart becomes a panel of a dashboard', async ({ page, routePage }) => {
  await openMenu(routePage.panel(/^Latency$/));
  await page.getByRole('menuitem', { name: 'Add to dashboard' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add to dashboard' });
  await dialog.getByRole('button', { name: 'Open dashboard' }).click();
  await expect(page).toHaveURL(/\/dashboard\/new/);
  await expect(page.getByRole('heading', { name: 'Latency', exact: true })).toBeVisible();
});
