import { SAMPLED_SHOP, samplingOfStand, sampledWindow } from './data/sampledShop';
import { expect, test } from './fixtures';
import { STARTED_AT } from './pages/logs';
import { StoryPage } from './pages/story';

/**
 * A service that OpenTelemetry's SDK traces by `parentbased_traceidratio`, while its metrics count every request: the
 * sampler itself decided which are kept, and wrote the flags that stand in log lines.
 */
test.skip(() => process.env.TESTBED_STARTED_AT === undefined, 'needs loki and tempo on the PATH');

const { from, to } = sampledWindow(STARTED_AT);
const RANGE = { from: String(from), to: String(to), timezone: 'utc' };
const { traced, kept, dropped } = samplingOfStand() ?? {};
const LAST_HOUR = { from: 'now-1h', to: 'now' };

test(
  'traces say about which share of the requests that metrics counted is traced',
  { tag: '@core' },
  async ({ tracesPage }) => {
    await tracesPage.open([`service=${SAMPLED_SHOP.service}`], RANGE);
    await expect(tracesPage.basis('Requests')).toHaveText(`${traced} requests`);
    const said = tracesPage.content.getByText(/^Sampled: ~[\d.]+% of requests are traced$/);
    await expect(said).toBeVisible();
    const share = Number(/([\d.]+)%/.exec(await said.innerText())?.[1]) / 100;
    // Prometheus extrapolates to the ends of the range.
    expect(Math.abs(share - (traced ?? NaN) / SAMPLED_SHOP.requests)).toBeLessThan(0.005);
  }
);

test(
  'the story of a request that was not sampled says so first, and shows its line',
  { tag: '@core' },
  async ({ page }) => {
    const story = new StoryPage(page, dropped?.traceId ?? '');
    await story.goto({ ...RANGE, near: String(dropped?.time) });
    const causes = story.content.getByTestId('story-not-found').getByRole('listitem');
    await expect(causes.first()).toContainText('Likely: It was not sampled: the trace flags on the log lines say so');
    await expect(story.content.getByRole('list', { name: /^Logs for this trace \(1\)/ })).toContainText(
      SAMPLED_SHOP.route
    );
  }
);

for (const [what, params] of [
  ['told when it was', { ...LAST_HOUR, near: String(kept?.time) }],
  ['found by its id alone', LAST_HOUR],
] as const) {
  test(`the first view of a request of more than an hour ago, ${what}, takes eight requests or fewer`, async ({
    dataRequests,
    page,
    settled,
  }) => {
    const story = new StoryPage(page, kept?.traceId ?? '');
    await story.goto(params);
    await expect(story.row('span')).toHaveCount(1);
    await expect(story.row('line')).toHaveCount(1);
    await expect(story.content.getByTestId('story-around')).toBeVisible();
    await settled();
    const asked = dataRequests.map((request) => request.url());
    expect(asked.length, asked.join('\n')).toBeLessThanOrEqual(8);
  });
}
