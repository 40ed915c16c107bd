import { dialectRequests } from './data/dialects';
import { expect, test } from './fixtures';

test.skip(() => process.env.TESTBED_STARTED_AT === undefined, 'needs loki and tempo on the PATH');

test('a line offers the links of the data source’s own settings', { tag: '@core' }, async ({ page }) => {
  const [request] = dialectRequests(Number(process.env.TESTBED_STARTED_AT ?? 0)).filter(
    ({ dialect }) => dialect === 'json'
  );
  const { service = '', traceId = '', messages = [] } = request ?? {};
  const message = messages[1] ?? '';
  await page.goto(`/a/tillwatch-shop-app/logs?from=now-1h&to=now&where=service%3D${service}`);
  await page
    .getByRole('list', { name: /log lines/i })
    .getByRole('listitem')
    .filter({ hasText: message })
    .click();
  const ticket = page.getByRole('link', { name: 'Ticket' });
  await expect(ticket).toHaveAttribute('href', `https://tickets.example/?q=${encodeURIComponent(message)}`);
  await expect(ticket).toHaveAttribute('target', '_blank');

  await page.getByRole('link', { name: 'Trace by the data source' }).click();
  await expect(page).toHaveURL(/\/explore\?/);
  const { tillwatch } = JSON.parse(new URL(page.url()).searchParams.get('panes') ?? '{}');
  expect(tillwatch).toMatchObject({ datasource: 'tempo', queries: [{ query: traceId, queryType: 'traceql' }] });
  // Grafana's own view of it.
  await expect(page.getByText('charge the card').first()).toBeVisible();
});
