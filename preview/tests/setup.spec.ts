import { expect, FIXED, test } from './support/fixtures';

test('blind spots of the sample shop are measured on demand, each with an example and a fix', async ({
  page,
  setupPage,
}) => {
  await setupPage.goto(FIXED);
  await setupPage.blindSpots.getByRole('button', { name: 'Measure blind spots' }).click();
  const table = setupPage.blindSpots.getByRole('table', { name: 'Blind spots, the worst first' });
  await expect(
    table.getByRole('row', { name: /Latency without exemplars.*1 of 8 services.*notifications/ })
  ).toBeVisible();
  await expect(table.getByRole('row', { name: /Logs without a trace ID.*notifications/ })).toBeVisible();
  await expect(table.getByLabel('Fix: Logs without a trace ID')).toContainText('$otel_trace_id');
  await expect(setupPage.blindSpots.getByText(/^Nothing affected: .*Calls that lose the trace/)).toBeVisible();

  await table.getByRole('link', { name: 'Log line of notifications' }).click();
  await expect(page).toHaveURL(/\/logs\?.*where=service(?:%3D|=)notifications/);
});
