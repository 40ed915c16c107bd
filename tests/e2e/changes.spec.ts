import { expect, test } from './fixtures';

// What changed, over a real Prometheus in which charges of payments fail from the beginning of the hour on.

test(
  'Health names what fails first, and leads to all changes',
  { tag: ['@core'] },
  async ({ healthPage, changesPage, settled }) => {
    const { whatChanged } = healthPage;
    await healthPage.goto();
    await expect(whatChanged.cause(1)).toContainText('payments');
    await expect(whatChanged.block).toContainText(/error rate .* → /);
    await whatChanged.evidence.click();
    await expect(whatChanged.causes.first().getByRole('list', { name: /^Evidence for payments/ })).not.toBeEmpty();
    await settled();
    const { from, to } = Object.fromEntries(healthPage.params);
    await whatChanged.allChanges.click();
    await expect(changesPage.heading).toHaveText('Changes');
    expect([changesPage.params.get('from'), changesPage.params.get('to')]).toEqual([from, to]);
    await expect(changesPage.whatChanged.cause(1)).toContainText('payments');
  }
);

test('all changes are listed by signal, with what was looked at', async ({ changesPage }) => {
  await changesPage.goto();
  await expect(changesPage.whatChanged.block).toHaveAttribute('aria-busy', 'false');
  await expect(
    changesPage
      .table('Metrics')
      .getByRole('row', { name: /^payments/ })
      .first()
  ).toContainText('Error rate');
  await expect(changesPage.lookedAt).toContainText('Reading metricsdone');
  await changesPage.goto({ service: 'inventory' });
  await expect(changesPage.whatChanged.block).toHaveAttribute('aria-busy', 'false');
  await expect(changesPage.content.getByRole('row', { name: /^payments/ })).toHaveCount(0);
});

test.describe('where metrics cannot be read', () => {
  test.use({ expectedErrors: [/Failed to load resource: the server responded with a status of [45]\d\d/] });

  test('the page says so and what to do, and shows the rest', async ({ changesPage }) => {
    await changesPage.goto({ 'var-metrics': 'forbidden' });
    await expect(changesPage.whatChanged.block.getByRole('alert')).toContainText(
      /Without metrics: Forbidden refused the request.*Ask an admin/
    );
    await expect(changesPage.lookedAt).toContainText('Reading metricsfailed');
  });
});
