import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type APIRequestContext } from '@playwright/test';
import { parse } from 'yaml';
import { dialectRequests } from './data/dialects';
import { expect, test } from './fixtures';
import { NEIGHBOUR } from './testbed/neighbours';

/** Ways between Tillwatch and the rest of Grafana, in a real one. */
test.skip(() => process.env.TESTBED_STARTED_AT === undefined, 'needs loki and tempo on the PATH');

const APP = '/a/tillwatch-shop-app';
const [request] = dialectRequests(Number(process.env.TESTBED_STARTED_AT ?? 0));
const RANGE = 'from=now-1h&to=now&timezone=utc';

test('another app shows the story of a request with our component', { tag: '@core' }, async ({ page }) => {
  await page.goto(`/a/${NEIGHBOUR}?story=${request?.traceId.replace(/^0+/, '')}`);
  const story = page.getByTestId('neighbour').getByTestId('request-story');
  await expect(story.getByTestId('waterfall-span')).toHaveCount(request?.spans.length ?? 0);
  await expect(story.getByTestId('waterfall-line')).toHaveCount(request?.lines.length ?? 0);
});

test('lines lead to Logs Drilldown, which is enabled, and traces to no app, as theirs is not', async ({ page }) => {
  await page.goto(`${APP}/logs?${RANGE}&var-logs=loki&where=service%3Djson-shop`);
  await page.getByRole('button', { name: 'Show query', exact: true }).click();
  const link = page.getByRole('link', { name: 'Logs Drilldown' }).first();
  await link.click();
  const shown = page.getByTestId('neighbour');
  await expect(shown).toContainText('/a/grafana-lokiexplore-app/explore/');
  const { searchParams } = new URL((await shown.textContent()) ?? '', page.url());
  expect(searchParams.get('var-ds')).toBe('loki');
  expect(searchParams.getAll('var-filters')[0]).toContain('json-shop');

  await page.goto(`${APP}/traces/${request?.traceId}?${RANGE}`);
  await expect(page.getByTestId('request-story').getByRole('link', { name: 'Explore' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Traces Drilldown' })).toHaveCount(0);
});

test(
  'a notification leads to health, lines and traces of its service, at its time',
  { tag: '@core' },
  async ({ page }) => {
    const startsAt = new Date((request?.spans[0]?.start ?? 0) - 60_000);
    const [health, logs, traces] = await linksOfNotification(page.request, 'json-shop', startsAt);
    expect(health).toContain(`${APP}/health/service?service=json-shop&`);
    for (const link of [logs, traces]) {
      const { searchParams } = new URL(link ?? '');
      expect(searchParams.get('from')).toBe(String(startsAt.getTime() - 1800_000));
      expect(searchParams.get('to')).toBe(String(startsAt.getTime() + 1800_000));
    }
    const inThisGrafana = (link = '') => new URL(link).pathname + new URL(link).search;
    await page.goto(inThisGrafana(logs));
    await expect(page.getByRole('list', { name: /log lines/i }).getByRole('listitem')).toHaveCount(4);
    await page.goto(inThisGrafana(traces));
    await expect(page.getByTestId(`trace-${request?.traceId}`)).toBeVisible();
  }
);

/** The links of a notification, as Grafana writes it by the template that is provisioned with the demo. */
async function linksOfNotification(api: APIRequestContext, service: string, startsAt: Date): Promise<string[]> {
  const file = readFileSync(join(__dirname, '../../provisioning/alerting/templates.yaml'), 'utf8');
  const [{ template = '' } = {}] = (parse(file) as { templates: Array<{ template: string }> }).templates;
  const answer = await api.post('/api/alertmanager/grafana/config/api/v1/templates/test', {
    data: {
      name: 'tillwatch',
      template,
      alerts: [
        { labels: { alertname: 'x', service }, annotations: { summary: 's' }, startsAt: startsAt.toISOString() },
      ],
    },
  });
  const { results } = (await answer.json()) as { results: Array<{ name: string; text: string }> };
  return results.find(({ name }) => name === 'tillwatch.message')?.text.match(/https?:\S+/g) ?? [];
}
