import { cpuAt } from '../../src/sample/gauges';
import { timesOf } from '../../src/sample/schedule';
import { siteById } from '../../src/sample/sites';
import { BUCKET_MS } from '../../src/sample/time';
import { InfrastructurePage } from '../../tests/e2e/pages/infrastructure';
import { expect, FIXED, test } from './support/fixtures';
import { RANGE } from './support/truth';

/** The memory leak of the day on which the tests look: cart's container of one machine fills its memory. */
const [LEAK] = timesOf('memory-leak', Date.UTC(2026, 2, 10), Date.UTC(2026, 2, 11));
const leakUntil = (progress: number) => {
  const { from, to } = LEAK!;
  return {
    ...FIXED,
    from: new Date(from - 20 * 60_000).toISOString(),
    to: new Date(from + progress * (to - from)).toISOString(),
  };
};

test('on an ordinary day nothing is full, and who is nearest to it is named', async ({ page }) => {
  const infrastructure = new InfrastructurePage(page);
  await infrastructure.goto(FIXED);
  await expect(infrastructure.heading).toHaveText('Infrastructure');
  await expect(infrastructure.verdict).toContainText(
    /^Nothing is full, waiting or failing\. Nearest to a limit: Host db-production-0, \d\d%/
  );
  await expect(infrastructure.verdict).toContainText('0 of 4 hosts with a problem');
  await expect(infrastructure.hosts).toHaveCount(4);
  await expect(infrastructure.database('shopdb:9187')).toContainText('PostgreSQL');
  // By the spans of the sample shop.
  await expect(infrastructure.database('shopdb:9187')).toContainText(/[\d.]+ req\/s/);
});

test('a container is as busy as its service says, and runs where the service runs', async ({ page }) => {
  const infrastructure = new InfrastructurePage(page);
  await infrastructure.goto(FIXED);
  const cores = cpuAt('payments', siteById('production-0'), Math.floor(RANGE.to / BUCKET_MS)) / 100;
  const row = infrastructure.container('payments-0');
  await expect(row).toContainText(`${Number(cores.toPrecision(2))} cores`);
  await expect(row.getByRole('link', { name: 'node-production-0' })).toBeVisible();
  await expect(row.getByRole('link', { name: 'payments' }).last()).toHaveAttribute(
    'href',
    /health\/service\?.*payments/
  );
});

test('the disk that fills says when it is full', async ({ page }) => {
  const infrastructure = new InfrastructurePage(page);
  await infrastructure.goto(FIXED);
  await expect(infrastructure.host('db-production-0')).toContainText(
    /\/var\/lib\/postgresql, full in [\d.]+ [hd] \([\d.]+ [hd] to [\d.]+ [hd]\)/
  );
});

test('a memory leak is seen in its container, since when, and its end in what failed', async ({ page }) => {
  const infrastructure = new InfrastructurePage(page);
  await infrastructure.goto(leakUntil(0.88));
  await expect(infrastructure.verdict).toContainText(/^Container cart: memory \d\d% of its limit of 512\.0 MiB/);
  await expect(infrastructure.container('cart-0')).toContainText(/Critical|Warning/);
  await infrastructure.goto(leakUntil(0.97));
  await expect(infrastructure.verdict).toContainText('Container cart: out of memory: 1 process killed');
  await expect(infrastructure.host('node-production-0')).toContainText('1 OOM kill');
});

test('a host leads to its services by what says so, and back', async ({ page }) => {
  const infrastructure = new InfrastructurePage(page);
  await infrastructure.goto(leakUntil(0.97));
  await infrastructure.host('node-production-0').getByRole('link', { name: 'node-production-0' }).click();
  await expect(infrastructure.heading).toHaveText('node-production-0');
  await expect(infrastructure.entityVerdict).toContainText('out of memory: 1 process killed');
  await expect(infrastructure.section('Services here')).toContainText('cart by k8s.node.name');
  await expect(infrastructure.section('Containers here')).toContainText(/uses most CPU: \d+(\.\d+)?% of the host/);
  await infrastructure.section('Services here').getByRole('link', { name: 'cart' }).click();
  await expect(infrastructure.heading).toHaveText('cart');
  expect(infrastructure.params.get('tab')).toBe('resources');
  await expect(infrastructure.section('Hosts and containers')).toContainText('node-production-0');
});

test('a container has charts, and its host', async ({ page }) => {
  const infrastructure = new InfrastructurePage(page);
  await infrastructure.goto(FIXED);
  await infrastructure.container('cart-0').getByRole('link', { name: 'cart' }).first().click();
  await expect(infrastructure.heading).toHaveText('cart');
  for (const chart of ['CPU', 'Memory', 'Throttled', 'Network', 'Failing']) {
    await expect(infrastructure.content.getByRole('heading', { name: chart, exact: true })).toBeVisible();
  }
  await expect(infrastructure.content.getByRole('link', { name: 'node-production-0' })).toBeVisible();
});
