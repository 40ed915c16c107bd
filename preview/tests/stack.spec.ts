import { openSampleLogs } from '../../src/sample';
import { StackPage } from '../../tests/e2e/pages/stack';
import { expect, expectShown, FIXED, test } from './support/fixtures';
import { INCIDENT, RANGE } from './support/truth';

/** An hour before the incident, in which all is well. */
const CALM = {
  ...FIXED,
  from: new Date(INCIDENT.from - 75 * 60_000).toISOString(),
  to: new Date(INCIDENT.from - 15 * 60_000).toISOString(),
};

test('on an ordinary day everything is fresh, and every server tells of itself', async ({ page }) => {
  const stack = new StackPage(page);
  await stack.goto(CALM);
  await expect(stack.heading).toHaveText('Stack');
  await expect(stack.verdict).toHaveText(/^All data is fresh: oldest \d+ s$/);
  for (const signal of ['metrics', 'logs', 'traces'] as const) {
    await expect(stack.signal(signal)).toContainText('Fresh');
    await expect(stack.signal(signal)).toContainText('Nothing lost in the last 5 minutes');
  }
  for (const server of ['Prometheus', 'Loki', 'Tempo', 'Alloy', 'Alertmanager', 'Grafana']) {
    await expect(stack.server(server)).toContainText('OK');
  }
  await expect(stack.section('Rules that fail')).toContainText('All rules that could be read are evaluated');
});

test('while a service logs too much, logs are not to be trusted, and why', async ({ page }) => {
  const stack = new StackPage(page);
  await stack.goto(FIXED);
  await expect(stack.verdict).toContainText('Do not trust logs: Loki loses 12% of log lines (rate limit of a stream)');
  await expect(stack.verdict).toContainText('Nothing is wrong with metrics, traces');
  await expect(stack.server('Loki')).toContainText('Critical');
  await expect(stack.server('Prometheus')).toContainText('OK');
  await expect(stack.section('Rules that fail')).toContainText('shop:log_errors:rate5m');
});

test('as many lines arrive as the shop writes', async ({ page }) => {
  const stack = new StackPage(page);
  await stack.goto(FIXED);
  const span = { from: RANGE.to - 300_000, to: RANGE.to };
  const { counts } = await openSampleLogs([]).count(
    { about: 'logCount', where: [], lines: [], by: [], shape: 'total' },
    span
  );
  const shown = stack.signal('logs').getByText('lines/s arrive at Loki');
  await expect(shown).toBeVisible();
  const [figure = ''] = (await shown.innerText()).split(' lines/s');
  expectShown(figure, (counts[0]?.values[0] ?? NaN) / 300);
});

test('what is not monitored can be added by a copy', async ({ page }) => {
  const stack = new StackPage(page);
  await stack.goto(FIXED);
  await expect(stack.section('Not monitored')).toContainText('No node exporter scraped');
  await expect(stack.content.getByLabel('Scrape configuration')).toContainText('node-exporter:9100');
});

test('says what logs cost, and what could be saved without losing what explains failures', async ({ page }) => {
  const stack = new StackPage(page);
  await stack.goto(FIXED);
  await expect(stack.costs.first()).toBeVisible();
  expect(await stack.costs.count()).toBeGreaterThan(3);
  await stack.content.getByRole('button', { name: 'Find patterns to remove or sample' }).click();
  const patterns = stack.content.getByRole('table', { name: /^Patterns that cost most/ });
  await expect(patterns.getByRole('row').nth(1)).toBeVisible();
  await expect(
    patterns
      .getByTestId(/^log-pattern-/)
      .filter({ hasText: 'saves' })
      .first()
  ).toBeVisible();
  const config = stack.content.getByLabel('Configuration that removes and samples');
  await expect(config).toContainText('loki.process "reduce"');
  // The button itself lies unseen under its words.
  await stack.content.getByRole('radio', { name: 'OpenTelemetry Collector' }).check({ force: true });
  await expect(config).toContainText('filter/reduce');
});

test('two keys lead there from anywhere, at the same time', async ({ page, healthPage }) => {
  await healthPage.goto(FIXED);
  await healthPage.services.rows.first().waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  const stack = new StackPage(page);
  await expect(stack.heading).toHaveText('Stack');
  expect(stack.params.get('from')).toBe(FIXED.from);
});
