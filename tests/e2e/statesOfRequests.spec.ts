import { windowOf } from './data/explorer';
import { failedOrder, STORY_LINES } from './data/requests';
import { coreIf, expect, test } from './fixtures';
import { STARTED_AT } from './pages/logs';
import { StoryPage } from './pages/story';

// What /logs, /traces and the story show where Loki or Tempo disappoints: see docs/states.md.

test.skip(() => process.env.TESTBED_STARTED_AT === undefined, 'needs loki and tempo on the PATH');
// One expression: Playwright takes a list of two objects for a fixture with its options.
test.use({
  expectedErrors: [
    // Grafana’s Loki data source writes the errors that it hands on to the console as well.
    /Failed to load resource: the server responded with a status of [45]\d\d|the query would read too many bytes.*plugins\/loki/s,
  ],
});

/** The slow one fails only when its time is over. */
const PATIENTLY = { timeout: 40_000 };
const STORY = failedOrder(STARTED_AT);

const WAYS = [
  ['forbidden', 'forbidden', /refused the request.*check the credentials/],
  // Of a Loki that fails, Grafana says no more than that it could not be asked.
  ['failing', 'failed', /(returned an error|cannot be reached).*(Run the query in Explore|Check that)/],
  ['refused', 'failed', /cannot be reached.*Check that the server is running/],
  ['slow', 'failed', /(timed out|returned an error|cannot be reached)/],
] as const;

for (const [way, kind, message] of WAYS) {
  test(`logs, Loki is ${way}: says what happened and what to do`, coreIf(way === 'failing'), async ({ logsPage }) => {
    await logsPage.open([], { 'var-logs': `loki-${way}` });
    await expect(logsPage.absence(kind).first()).toContainText(message, PATIENTLY);
    await expect(logsPage.absence(kind).first()).toContainText('Loki that');
    // One can go elsewhere: the filters and the choice of the data source are there.
    await expect(logsPage.content.getByRole('textbox', { name: 'Search log lines' })).toBeEnabled();
    await expect(logsPage.page.getByRole('combobox', { name: 'Logs' })).toBeVisible();
  });

  test(
    `traces, Tempo is ${way}: says what happened and what to do`,
    coreIf(way === 'failing'),
    async ({ tracesPage }) => {
      await tracesPage.open([], { 'var-traces': `tempo-${way}` });
      await expect(tracesPage.absence(kind).first()).toContainText(message, PATIENTLY);
      await expect(tracesPage.absence(kind).first()).toContainText('Tempo that');
      await expect(tracesPage.content.getByRole('textbox', { name: 'Open trace by ID' })).toBeEnabled();
    }
  );

  test(`story, Tempo is ${way}: says so, and shows its lines`, coreIf(way === 'failing'), async ({ page }) => {
    const story = new StoryPage(page, STORY.traceId);
    await story.open({ 'var-traces': `tempo-${way}` });
    await expect(story.absence(kind).first()).toContainText(message, PATIENTLY);
    await expect(story.content.getByRole('list', { name: /^Logs for this trace/ })).toContainText(STORY_LINES.ofCharge);
  });

  test(`story, Loki is ${way}: says so, and shows its spans`, coreIf(way === 'failing'), async ({ page }) => {
    const story = new StoryPage(page, STORY.traceId);
    await story.open({ 'var-logs': `loki-${way}` });
    await expect(story.row('span')).toHaveCount(STORY.spans.length);
    await expect(story.notices).toContainText(/No logs: Loki that/, PATIENTLY);
    await expect(story.row('span', 'charge the card')).toBeVisible();
  });
}

test('logs, slow: says that it is loading', async ({ logsPage }) => {
  await logsPage.open([], { 'var-logs': 'loki-slow' });
  await expect(logsPage.content.getByText('Loading log lines')).toBeVisible();
  await expect(logsPage.content.getByText('Counting log lines')).toBeVisible();
});

test(
  'logs, Loki does not count: the lines are there, and what failed is named',
  { tag: '@core' },
  async ({ logsPage }) => {
    await logsPage.open(['service=billing'], { 'var-logs': 'loki-uncounted' });
    await expect(logsPage.lines.first()).toBeVisible();
    await expect(logsPage.absence('failed').first()).toContainText('error: the query would read too many bytes');
    await expect(logsPage.facet('north')).toBeVisible();
  }
);

test(
  'traces, Tempo has no metrics: tells the same of the requests that it finds',
  { tag: '@core' },
  async ({ tracesPage }) => {
    await tracesPage.open(['service=storefront']);
    const counted = [
      await tracesPage.figure('Requests').innerText(),
      await tracesPage.figure('Error rate').innerText(),
    ];
    await tracesPage.open(['service=storefront'], { 'var-traces': 'tempo-unmeasured' });
    await expect(tracesPage.rows.first()).toBeVisible();
    await expect(tracesPage.heatmap).toBeVisible();
    await expect(tracesPage.figure('Requests')).toHaveText(counted[0] ?? '');
    await expect(tracesPage.figure('Error rate')).toHaveText(counted[1] ?? '');
    await expect(
      tracesPage
        .differences(/^Failed requests/)
        .getByRole('listitem')
        .first()
    ).toBeVisible();
    await expect(tracesPage.absence('failed')).toHaveCount(0);
  }
);

test('logs, empty: says what was looked for and what to do', { tag: '@core' }, async ({ logsPage }) => {
  await logsPage.open(['service=billing'], { text: '+t:nobody ever wrote this' });
  await expect(logsPage.absence('empty')).toContainText('No log lines match these filters');
  await expect(logsPage.absence('empty')).toContainText('Remove a filter');
  const { from } = windowOf(STARTED_AT);
  const day = 86_400_000;
  await logsPage.goto({ from: String(from - 2 * day), to: String(from - day) });
  await expect(logsPage.absence('empty')).toContainText('No log lines in this time range');
});

test('logs and traces do without metrics', { tag: '@core' }, async ({ logsPage, page, tracesPage }) => {
  await logsPage.open(['service=billing'], { 'var-metrics': 'refused' });
  await expect(logsPage.lines.first()).toBeVisible();
  await tracesPage.open(['service=storefront'], { 'var-metrics': 'refused' });
  await expect(tracesPage.rows.first()).toBeVisible();
  const story = new StoryPage(page, STORY.traceId);
  await story.open({ 'var-metrics': 'refused' });
  await expect(story.row('span')).toHaveCount(STORY.spans.length);
  await expect(story.row('line')).toHaveCount(STORY.lines.length);
});

test('the log explorer recovers when the next data source answers', async ({ logsPage, page }) => {
  await logsPage.open(['service=billing'], { 'var-logs': 'loki-refused' });
  await expect(logsPage.absence('failed').first()).toBeVisible();
  await page.getByRole('combobox', { name: 'Logs' }).click();
  await page.getByRole('option', { name: 'Loki', exact: true }).click();
  await expect(logsPage.lines.first()).toBeVisible();
  await expect(logsPage.absence('failed')).toHaveCount(0);
});
