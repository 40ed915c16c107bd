import { type Locator, type Page } from '@playwright/test';
import { AppPage } from '../../tests/e2e/pages/appPage';
import { expect, expectShown, expectWithin, FIXED, test } from './support/fixtures';
import { type Calls, calls, INCIDENT } from './support/truth';

const { culprit } = INCIDENT;

const names = () => new Set(calls().flatMap(({ from, to }) => [from, to]));
const services = () => [...new Set([...calls().map(({ from }) => from), 'notifications'])];

const map = (page: Page): Locator => page.getByRole('group', { name: 'Service map' });
const nodeName = (service: string) => new RegExp(`^${service}, `);
const edgeName = ({ from, to }: Pick<Calls, 'from' | 'to'>) => `${from} calls ${to}: `;

/** Expects a call in the map to say what it is, for those who do not see it. */
async function expectEdge(page: Page, truth: Calls): Promise<void> {
  const words = await map(page)
    .getByRole('link', { name: edgeName(truth) })
    .getAttribute('aria-label');
  const [, rate = '', failed = '', p95 = ''] =
    /: (.*), error rate (.*?)(?: incl\. 4xx)?, p95 (.*)$/.exec(words ?? '') ?? [];
  expectShown(rate, truth.rate);
  expectShown(failed, truth.errorShare);
  expectWithin(p95, truth.p95);
}

/**
 * Expects the row of a call to have its numbers; where all calls of a table have the same caller, that has no column.
 */
async function expectRow(table: Locator, truth: Calls, ends: readonly string[]): Promise<void> {
  const row = table.getByRole('row').filter({
    has: table.page().getByRole('link', { name: `Traces of calls from ${truth.from} to ${truth.to}`, exact: true }),
  });
  const cells = (await row.getByRole('cell').allInnerTexts()).map((text) =>
    text.replace(/^\s*failing:\s*/, '').replace(' incl. 4xx', '')
  );
  expect(cells.slice(0, ends.length)).toEqual(ends);
  const [rate = '', failed = '', p95 = ''] = cells.slice(ends.length + 1);
  expectShown(rate, truth.rate);
  expectShown(failed, truth.errorShare);
  expectWithin(p95, truth.p95);
}

/** Names of the links that one comes to by Tab, from where the focus is, in their order. */
async function tabThrough(page: Page, inside: Locator): Promise<string[]> {
  const names: string[] = [];
  for (let i = 0; i < 100; i++) {
    await page.keyboard.press('Tab');
    const name = await inside.evaluate((element) =>
      element.contains(document.activeElement) ? document.activeElement!.getAttribute('aria-label') : null
    );
    if (name === null) {
      break;
    }
    names.push(name);
  }
  return names;
}

test.describe('the service map', () => {
  test.beforeEach(async ({ tracesPage, page }) => {
    await tracesPage.goto({ ...FIXED, tab: 'map' });
    await map(page).waitFor();
  });

  test('has every service and every call, with its rate, errors and durations', async ({ page }) => {
    for (const name of names()) {
      await expect(
        map(page)
          .locator('title')
          .filter({ hasText: `${name} (` })
      ).toHaveCount(1);
    }
    await expect(map(page).getByRole('link', { name: / calls / })).toHaveCount(calls().length);
    for (const one of calls()) {
      await expectEdge(page, one);
    }
  });

  test('says the same as a table, failing calls first', async ({ page }) => {
    await page.getByRole('radio', { name: 'Map' }).press('ArrowRight');
    const table = page.getByRole('table', { name: 'Calls, failing first' });
    await expect(table.locator('tbody tr')).toHaveCount(calls().length);
    for (const one of calls()) {
      await expectRow(table, one, [one.from, one.to]);
    }
    const failing = calls().filter(({ errorShare }) => errorShare >= 0.02).length;
    expect(failing).toBeGreaterThan(0);
    const rows = await table.locator('tbody tr').allInnerTexts();
    expect(rows.map((text) => text.includes('failing:'))).toEqual(rows.map((_, index) => index < failing));
  });

  test('is walked through by Tab, services first, each link once', async ({ page }) => {
    await page.getByRole('radio', { name: 'Map' }).focus();
    const shown = await tabThrough(page, map(page));
    const first = shown.slice(0, services().length).map((name) => name.split(',')[0]);
    expect(first.sort()).toEqual(services().sort());
    const edges = shown.slice(services().length).map((name) => name.slice(0, name.indexOf(': ') + 2));
    expect(edges.sort()).toEqual(calls().map(edgeName).sort());
  });

  test('leads from a service to its dependencies, and from a call to its requests', async ({ tracesPage, page }) => {
    await map(page)
      .getByRole('link', { name: edgeName({ from: 'shop-api', to: culprit.service }) })
      .press('Enter');
    await expect.poll(() => tracesPage.params.getAll('where')).toEqual([`service=${culprit.service}`]);
    await page.goBack();
    await map(page)
      .getByRole('link', { name: nodeName(culprit.service) })
      .press('Enter');
    await expect(tracesPage.heading).toHaveText(culprit.service);
    await expect(page.getByRole('tab', { name: 'Dependencies' })).toHaveAttribute('aria-selected', 'true');
    expect(tracesPage.params.get('from')).toBe(FIXED.from);
  });
});

test.describe('dependencies of a service', () => {
  const callers = () => calls().filter(({ to }) => to === culprit.service);
  const called = () => calls().filter(({ from }) => from === culprit.service);

  test.beforeEach(async ({ page }) => {
    await new AppPage(page, '/health/service').goto({ ...FIXED, service: culprit.service, tab: 'dependencies' });
    await map(page).waitFor();
  });

  test('are its own calls and those that it gets, as a map and in tables', async ({ page }) => {
    await expect(map(page).getByRole('link', { name: / calls / })).toHaveCount(callers().length + called().length);
    const who = page.getByRole('table', { name: `Upstream: services that call ${culprit.service}` });
    const whom = page.getByRole('table', { name: `Downstream: what ${culprit.service} calls` });
    for (const one of callers()) {
      await expectEdge(page, one);
      await expectRow(who, one, [one.from]);
    }
    for (const one of called()) {
      await expectEdge(page, one);
      await expectRow(whom, one, [one.to]);
    }
  });

  test('are walked through by j and k within their table', async ({ page }) => {
    const link = (table: Locator, row: number) => table.locator('tbody tr').nth(row).locator('a').first();
    const [upstream, downstream] = [page.getByRole('table').first(), page.getByRole('table').last()];
    await link(downstream, 0).focus();
    for (let i = 1; i < called().length; i++) {
      await page.keyboard.press('j');
      await expect(link(downstream, i)).toBeFocused();
    }
    for (let i = 0; i < called().length; i++) {
      await page.keyboard.press('k');
    }
    await expect(link(downstream, 0)).toBeFocused();
    await link(upstream, 0).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(callers()[0]!.from);
  });
});
