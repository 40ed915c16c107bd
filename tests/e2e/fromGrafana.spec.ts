import { type APIRequestContext, type Page, request as requests } from '@playwright/test';
import { dialectRequests } from './data/dialects';
import { coreIf, expect, test } from './fixtures';
import { FIXED_RANGE } from './pages/appPage';
import { ADMIN } from './testbed/grafana';

/** The ways that Grafana's own pages offer into Tillwatch, walked as a user does: query, labels and time come along. */
test.skip(() => process.env.TESTBED_STARTED_AT === undefined, 'needs loki and tempo on the PATH');

const APP = '/a/tillwatch-shop-app';
const [request] = dialectRequests(Number(process.env.TESTBED_STARTED_AT ?? 0));
const [START, DECLINED] = [request?.spans[0]?.start ?? 0, request?.messages[1] ?? ''];
/** Holds the request and its decoy, and is nobody's default. */
const AROUND = { from: START - 600_000, to: START + 300_000 };

const lineRows = (page: Page) => page.getByRole('list', { name: /log lines/i }).getByRole('listitem');
const paramsOf = (page: Page) => new URL(page.url()).searchParams;

function expectTime(page: Page, { from, to }: { from: number; to: number }): void {
  const asTime = (text: string | null) => (text && /^\d+$/.test(text) ? Number(text) : Date.parse(text ?? ''));
  expect([asTime(paramsOf(page).get('from')), asTime(paramsOf(page).get('to'))]).toEqual([from, to]);
}

/** Asks Grafana as its admin, outside of any page. */
async function asAdmin(baseURL: string | undefined, ask: (api: APIRequestContext) => Promise<unknown>): Promise<void> {
  const token = Buffer.from(`${ADMIN.user}:${ADMIN.password}`).toString('base64');
  const api = await requests.newContext({ baseURL, extraHTTPHeaders: { authorization: `Basic ${token}` } });
  await ask(api);
  await api.dispose();
}

/** The lines of the request and of its decoy that tell of the card, and no others. */
async function expectDeclined(page: Page): Promise<void> {
  await expect(lineRows(page).filter({ hasText: DECLINED })).toHaveCount(1);
  await expect(lineRows(page)).toHaveCount(2);
}

test.describe('a panel of a dashboard', () => {
  // One after another: all look at one dashboard.
  test.describe.configure({ mode: 'default' });
  const uid = 'tillwatch-from-grafana';
  const panel = (id: number, title: string, type: string, uid: string, expr: string) => ({
    id,
    title,
    type: 'timeseries',
    datasource: { type, uid },
    gridPos: { x: (id - 1) * 12, y: 0, w: 12, h: 8 },
    targets: [{ refId: 'A', datasource: { type, uid }, expr }],
  });

  test.beforeAll(async ({ baseURL }) => {
    await asAdmin(baseURL, async (api) => {
      const choices = ['json-shop', 'shop-api'].map((value) => ({
        text: value,
        value,
        selected: value === 'shop-api',
      }));
      const saved = await api.post('/api/dashboards/db', {
        data: {
          overwrite: true,
          dashboard: {
            uid,
            title: 'Shop as somebody drew it',
            templating: {
              list: [
                { name: 'service', type: 'custom', query: 'json-shop,shop-api', options: choices, current: choices[1] },
              ],
            },
            panels: [
              panel(
                1,
                'Checkouts',
                'prometheus',
                'prometheus',
                'sum(rate(http_requests_total{service="$service", route="/checkout"}[$__rate_interval]))'
              ),
              panel(
                2,
                'Declined cards',
                'loki',
                'loki',
                'sum(count_over_time({service="$service", level="error"} |= `declined` [$__auto]))'
              ),
            ],
          },
        },
      });
      expect(saved.status(), await saved.text()).toBe(200);
    });
  });

  test.afterAll(({ baseURL }) => asAdmin(baseURL, (api) => api.delete(`/api/dashboards/uid/${uid}`)));

  async function follow(page: Page, title: string): Promise<void> {
    await page.getByTestId(`data-testid Panel header ${title}`).hover();
    await page.getByRole('button', { name: `Menu for panel ${title}` }).click();
    await page.getByRole('menuitem', { name: 'Extensions' }).hover();
    await page.getByRole('menuitem', { name: 'Open in Tillwatch' }).click();
  }

  test(
    'of metrics leads to the health of its service and route, at its time',
    { tag: '@core' },
    async ({ page, routePage }) => {
      await page.goto(`/d/${uid}?from=${FIXED_RANGE.from}&to=${FIXED_RANGE.to}&var-service=shop-api`);
      await follow(page, 'Checkouts');
      await expect(page).toHaveURL(/\/health\/route\?/);
      const params = paramsOf(page);
      expect([params.get('service'), params.get('route')]).toEqual(['shop-api', '/checkout']);
      expect(params.get('var-metrics')).toBe('prometheus');
      expectTime(page, { from: Number(FIXED_RANGE.from), to: Number(FIXED_RANGE.to) });
      await expect(routePage.facts).toContainText('req/s');
    }
  );

  test(
    'of logs leads to their lines, with the labels and the text that it asked for',
    { tag: '@core' },
    async ({ page }) => {
      await page.goto(`/d/${uid}?from=${AROUND.from}&to=${AROUND.to}&var-service=json-shop`);
      await follow(page, 'Declined cards');
      await expect(page).toHaveURL(/\/logs\?/);
      expect(paramsOf(page).getAll('where')).toEqual(['label:service=json-shop', 'label:level=error']);
      expect(paramsOf(page).get('var-logs')).toBe('loki');
      expectTime(page, AROUND);
      await expectDeclined(page);
    }
  );
});

test.describe('Explore', () => {
  interface Asked {
    source: 'prometheus' | 'loki' | 'tempo';
    query: Record<string, unknown>;
    range?: { from: string; to: string };
  }

  async function explore(page: Page, { source, query, range }: Asked): Promise<void> {
    const datasource = { type: source, uid: source };
    const [from, to] = [String(AROUND.from), String(AROUND.to)];
    const pane = {
      datasource: source,
      queries: [{ refId: 'A', datasource, ...query }],
      range: range ?? { from, to },
    };
    const panes = encodeURIComponent(JSON.stringify({ one: pane }));
    await page.goto(`/explore?schemaVersion=1&orgId=1&panes=${panes}`);
  }

  /** By the menu of the toolbar, and Grafana's question whether to leave. */
  async function follow(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Open in Tillwatch' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Open', exact: true }).click();
    await expect(page).toHaveURL(new RegExp(APP));
  }

  test('of lines leads to these lines', async ({ page }) => {
    await explore(page, { source: 'loki', query: { expr: '{service="json-shop"} |= "declined"' } });
    await follow(page);
    await expect(page).toHaveURL(/\/logs\?/);
    expect(paramsOf(page).getAll('where')).toEqual(['label:service=json-shop']);
    expect(paramsOf(page).get('var-logs')).toBe('loki');
    expectTime(page, AROUND);
    await expectDeclined(page);
  });

  test('of metrics leads to the health of the service that they are of', async ({ page, servicePage }) => {
    const { from, to } = FIXED_RANGE;
    await explore(page, {
      source: 'prometheus',
      query: { expr: 'sum by (status) (rate(http_requests_total{service="shop-api"}[5m]))' },
      range: { from, to },
    });
    await follow(page);
    await expect(page).toHaveURL(/\/health\/service\?/);
    expect([paramsOf(page).get('service'), paramsOf(page).get('var-metrics')]).toEqual(['shop-api', 'prometheus']);
    expectTime(page, { from: Number(from), to: Number(to) });
    await expect(servicePage.facts).toContainText('req/s');
  });

  test('of spans leads to the traces that have them', { tag: '@core' }, async ({ page }) => {
    const query = '{resource.service.name="json-shop" && span.http.route="/checkout/json" && status=error}';
    await explore(page, { source: 'tempo', query: { queryType: 'traceql', query, limit: 20 } });
    await follow(page);
    await expect(page).toHaveURL(/\/traces\?/);
    expect(paramsOf(page).getAll('where')).toEqual([
      'service=json-shop',
      'span.http.route=/checkout/json',
      'error=true',
    ]);
    expect(paramsOf(page).get('var-traces')).toBe('tempo');
    expectTime(page, AROUND);
    await expect(page.getByTestId(`trace-${request?.traceId}`)).toBeVisible();
    await expect(page.getByTestId(/^trace-/)).toHaveCount(2);
  });

  test('with a trace opened leads to its story', async ({ context, page }) => {
    await explore(page, { source: 'tempo', query: { queryType: 'traceql', query: request?.traceId } });
    // Grafana opens it beside the trace.
    const opened = context.waitForEvent('page');
    await page.getByRole('button', { name: 'Open trace in Tillwatch' }).click();
    const story = await opened;
    await expect(story.getByTestId('waterfall-span')).toHaveCount(request?.spans.length ?? 0);
    await expect(story.getByTestId('waterfall-line').filter({ hasText: DECLINED })).toHaveCount(1);
    await expect(story).toHaveURL(new RegExp(`${APP}/traces/${request?.traceId}\\?`));
    expect(paramsOf(story).get('var-traces')).toBe('tempo');
    expect(Math.abs(Number(paramsOf(story).get('near')) - START)).toBeLessThan(1000);
  });
});

test.describe('an alert in the list of its rule', () => {
  // One after another: all look at one rule.
  test.describe.configure({ mode: 'default' });
  const folder = 'tillwatch-from-grafana-alerts';
  const rule = 'tillwatch-from-grafana-rule';
  const labels = { service: 'json-shop', route: '/checkout/json' };

  test.beforeAll(async ({ baseURL }) => {
    await asAdmin(baseURL, async (api) => {
      expect((await api.post('/api/folders', { data: { uid: folder, title: 'Alerts of the shop' } })).ok()).toBe(true);
      const saved = await api.post('/api/v1/provisioning/alert-rules', {
        headers: { 'x-disable-provenance': 'true' },
        data: {
          uid: rule,
          title: 'Checkouts fail',
          folderUID: folder,
          ruleGroup: 'shop',
          orgID: 1,
          for: '0s',
          noDataState: 'OK',
          execErrState: 'Error',
          condition: 'A',
          labels,
          data: [
            {
              refId: 'A',
              relativeTimeRange: { from: 600, to: 0 },
              datasourceUid: 'prometheus',
              model: { refId: 'A', expr: 'vector(1)', instant: true },
            },
          ],
        },
      });
      expect(saved.status(), await saved.text()).toBe(201);
      const group = `/api/v1/provisioning/folder/${folder}/rule-groups/shop`;
      const written = (await (await api.get(group)).json()) as Record<string, unknown>;
      const often = await api.put(group, {
        headers: { 'x-disable-provenance': 'true' },
        data: { ...written, interval: 10 },
      });
      expect(often.status(), await often.text()).toBe(200);
    });
  });

  test.afterAll(({ baseURL }) => asAdmin(baseURL, (api) => api.delete(`/api/folders/${folder}?forceDeleteRules=true`)));

  for (const [link, path, about] of [
    ['Health in Tillwatch', '/health/route', Object.entries(labels)],
    ['Logs in Tillwatch', '/logs', [['where', 'service=json-shop']]],
    [
      'Traces in Tillwatch',
      '/traces',
      [
        ['where', 'service=json-shop'],
        ['where', 'route=/checkout/json'],
      ],
    ],
  ] as const) {
    test(`${link}: leads to ${path}, around its beginning`, coreIf(path === '/logs'), async ({ page }) => {
      const since = await firingSince(page.request, rule);
      await page.goto(`/alerting/grafana/${rule}/view?tab=instances`);
      await followAlert(page, link);
      await expect(page).toHaveURL(new RegExp(`${APP}${path}\\?`));
      const params = paramsOf(page);
      expect([...params].filter(([key]) => ['service', 'route', 'where'].includes(key))).toEqual(about);
      const [from, to] = [Number(params.get('from')), Number(params.get('to'))];
      expect(from).toBe(since - 1800_000);
      expect(to).toBeGreaterThanOrEqual(since);
      expect(to).toBeLessThanOrEqual(Date.now());
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    });
  }
});

async function followAlert(page: Page, link: string): Promise<void> {
  await page.getByRole('button', { name: 'Actions', exact: true }).click();
  await page.getByRole('menuitem', { name: link }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Open', exact: true }).click();
}

/** Waits until the rule fires. */
async function firingSince(api: APIRequestContext, uid: string): Promise<number> {
  let since = NaN;
  await expect(async () => {
    const answer = await api.get(`/api/prometheus/grafana/api/v1/rules?rule_uid=${uid}`);
    const { data } = (await answer.json()) as Rules;
    const [alert] = data.groups.flatMap(({ rules }) => rules.flatMap(({ alerts = [] }) => alerts));
    expect(alert?.state).toBe('Alerting');
    since = Date.parse(alert?.activeAt ?? '');
  }).toPass({ timeout: 90_000 });
  return since;
}

interface Rules {
  data: { groups: Array<{ rules: Array<{ alerts?: Array<{ state: string; activeAt: string }> }> }> };
}
