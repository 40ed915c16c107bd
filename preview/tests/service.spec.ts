import { BOUNDS } from '../../src/sample/latency';
import { parseShown } from '../../tests/figures/shown';
import { Chart } from './support/chart';
import { expect, expectShown, FIXED, test } from './support/fixtures';
import {
  errorRatio,
  histogram,
  INCIDENT,
  latestOutage,
  quantile,
  RANGE,
  rate,
  served,
  type Span,
} from './support/truth';

const SERVICE = INCIDENT.culprit.service;
const ABOUT = { service: SERVICE };
const PARAMS = { ...FIXED, service: SERVICE };

/** Colours of the dark theme's palette, as browsers tell them. */
const DARK = { green: 'rgb(115, 191, 105)', red: 'rgb(242, 73, 92)', orange: 'rgb(255, 152, 48)' };
const SHADES_OF = {
  green: (r: number, g: number, b: number) => g > r && g > b,
  red: (r: number, g: number, b: number) => r > g * 1.5 && r > b * 1.5,
};

/** The minute before a moment that a tooltip names: what a point of a chart is about. */
function minuteBefore(title: string): Span {
  const to = Date.parse(`${title.replace(' ', 'T')}Z`);
  return { from: to - 60_000, to };
}

test('says in a line how it is doing', async ({ servicePage }) => {
  await servicePage.goto(PARAMS);
  await expect(servicePage.facts).toContainText('Critical');
  const text = await servicePage.facts.innerText();
  const [, requests = '', errors = '', p95 = '', count = ''] =
    /([\d.,]+ req\/s) · error rate ([\d.]+%) · p95 ([\d.]+ \S+) · ([\d.,]+(?: K)?) requests/.exec(text) ?? [];
  expectShown(requests, rate(ABOUT));
  expectShown(count, served(ABOUT).length);
  expectShown(errors, errorRatio(ABOUT));
  expectShown(p95, quantile(ABOUT, 0.95));
  await expect(servicePage.facts).toContainText('production');
});

test('requests by status code: a series for each class, with unit and colour', async ({ servicePage, page }) => {
  await servicePage.goto(PARAMS);
  const chart = new Chart(page, servicePage.panel('Requests by status'));
  const { title, rows } = await chart.pointAt(0.6);
  const minute = minuteBefore(title);
  const classes = [...new Set(served(ABOUT).map(({ status }) => `${status[0]}xx`))].sort();
  expect(rows.map(({ label }) => label).sort()).toEqual(classes);
  for (const { label, value } of rows) {
    expect(value).toMatch(/ req\/s$/);
    expectShown(value, rate({ ...ABOUT, status: new RegExp(`^${label[0]}`) }, minute));
  }
  const legend = await chart.legend();
  // Server errors are the last, which is the top of the stack.
  expect(Object.keys(legend)).toEqual(classes);
  for (const [status, color] of Object.entries(legend)) {
    const [r = 0, g = 0, b = 0] = (color.match(/\d+/g) ?? []).map(Number);
    const isRight = { 2: SHADES_OF.green, 5: SHADES_OF.red }[status[0] ?? ''];
    if (isRight) {
      expect(isRight(r, g, b), `${status} is ${color}`).toBe(true);
    }
  }
});

test('error rate: as percent, failures red, client errors orange', async ({ servicePage, page }) => {
  await servicePage.goto(PARAMS);
  const chart = new Chart(page, servicePage.panel('Error rate'));
  const { title, rows } = await chart.pointAt(0.5);
  const failures = rows.find(({ label }) => label === 'errors (5xx)');
  expect(failures?.value).toMatch(/%$/);
  expectShown(failures?.value ?? '', errorRatio(ABOUT, minuteBefore(title)));
  expect(await chart.legend()).toEqual({ 'errors (5xx)': DARK.red, 'client errors (4xx)': DARK.orange });
  // The line itself, not only what the legend says of it.
  const drawn = [...(await chart.colors()).keys()];
  expect(drawn).toContain(DARK.red.replace(/[^\d,]/g, ''));
});

test('latency: percentiles of the minute, in milliseconds', async ({ servicePage, page }) => {
  await servicePage.goto(PARAMS);
  const panel = servicePage.panel(/^Latency$/);
  const chart = new Chart(page, panel);
  expect(Object.keys(await chart.legend())).toEqual(['p50', 'p95', 'p99']);
  const { title, rows } = await chart.pointAt(0.4);
  expect(rows.map(({ label }) => label).sort()).toEqual(['p50', 'p95', 'p99']);
  for (const { label, value } of rows) {
    expect(value).toMatch(/ (ms|s)$/);
    expectShown(value, quantile(ABOUT, Number(label.slice(1)) / 100, minuteBefore(title)));
  }
});

test('exemplars are requests that there were, each where its duration is', async ({ servicePage, page }) => {
  await servicePage.goto(PARAMS);
  const panel = servicePage.panel(/^Latency$/);
  const markers = panel.getByRole('link', { name: /^Exemplar, / });
  await expect(markers).not.toHaveCount(0);
  expect(await markers.count()).toBeLessThanOrEqual(30);
  for (const marker of (await markers.all()).slice(0, 5)) {
    const name = (await marker.getAttribute('aria-label')) ?? '';
    const [, duration = '', traceId = ''] = /, ([\d.]+ \S+), trace_id: ([0-9a-f]{32})/.exec(name) ?? [];
    const [request] = served(ABOUT).filter((one) => one.traceId === traceId);
    expectShown(duration, request?.seconds ?? NaN);
  }
  await markers.first().hover();
  await expect(page.getByRole('tooltip')).toContainText('trace_id');
});

test('charts are marked where an alert fired, which leads to its page; one switch for all pages', async ({
  servicePage,
  page,
}) => {
  await servicePage.goto(PARAMS);
  const onChart = servicePage
    .panel('Error rate')
    .getByRole('link', { name: /^Alert ErrorRateHigh \(critical\) fires since/ });
  // Where it began, and for as long as it fired.
  await expect(onChart).toHaveCount(2);
  await page.getByText(/^Marked on charts: 1 alert/).click();
  const inWords = page
    .getByRole('list', { name: 'Marked on charts' })
    .getByRole('link', { name: /^Alert ErrorRateHigh/ });
  await expect(inWords).toBeVisible();
  await page.getByLabel('Marks', { exact: true }).click({ force: true });
  await expect(onChart).toHaveCount(0);
  expect(servicePage.params.get('var-marks')).toBe('off');
  await page.reload();
  await expect(servicePage.panel('Error rate').locator('.u-over')).toBeVisible();
  await expect(onChart).toHaveCount(0);
  await page.getByLabel('Marks', { exact: true }).click({ force: true });
  await onChart.first().click();
  await expect(page).toHaveURL(/\/alerts\/alert\?alert=ErrorRateHigh/);
  expect(servicePage.params.get('service')).toBe(SERVICE);
});

test('the distribution has the requests of each minute in their rows', async ({ servicePage, page }) => {
  await servicePage.goto({ ...PARAMS, service: 'storefront' });
  const chart = new Chart(page, servicePage.panel('Latency heatmap'));
  await chart.plot.waitFor();
  const rowCount = BOUNDS.length + 1;
  let seen = 0;
  for (const row of [4, 6, 8]) {
    const { title, rows } = await chart.pointAt(0.7, 1 - (row + 0.5) / rowCount);
    const count = histogram({ service: 'storefront' }, minuteBefore(title))[row] ?? NaN;
    const [cell] = rows;
    expect(cell?.label).toContain(` to `);
    expect(parseShown(cell?.label.split(' to ')[1] ?? '')?.value).toBeCloseTo(BOUNDS[row] ?? NaN, 6);
    expect(Number(cell?.value)).toBe(count);
    seen += count;
  }
  expect(seen).toBeGreaterThan(0);
});

/** A time of an address, which Grafana writes in one of two ways. */
function timeIn(params: URLSearchParams, name: string): number {
  const text = params.get(name) ?? '';
  return /^\d+$/.test(text) ? Number(text) : Date.parse(text);
}

/** Whether a time is where a drag over the chart began or ended; a pixel is some seconds. */
function expectPlace(time: number, share: number): void {
  expect(Math.abs(time - (RANGE.from + share * (RANGE.to - RANGE.from)))).toBeLessThan(10_000);
}

for (const title of ['Requests by status', 'Latency heatmap']) {
  test(`a drag over “${title}” offers to zoom in, and back takes it back`, async ({ servicePage, page }) => {
    await servicePage.goto(PARAMS);
    const chart = new Chart(page, servicePage.panel(title));
    await chart.plot.waitFor();
    await chart.drag({ x: 0.25, y: 0.5 }, { x: 0.75, y: 0.6 });
    await page.getByRole('menuitem', { name: 'Zoom in' }).click();
    await expect.poll(() => servicePage.params.get('from')).not.toBe(FIXED.from);
    expectPlace(timeIn(servicePage.params, 'from'), 0.25);
    expectPlace(timeIn(servicePage.params, 'to'), 0.75);
    await page.goBack();
    await expect.poll(() => servicePage.params.get('from')).toBe(FIXED.from);
  });
}

for (const [item, path] of [
  ['Show logs for this range', '/logs'],
  ['Show traces for this range', '/traces'],
] as const) {
  test(`a drag over a chart leads to the ${item.toLowerCase()}`, async ({ servicePage, page }) => {
    await servicePage.goto(PARAMS);
    await new Chart(page, servicePage.panel('Error rate')).drag({ x: 0.25, y: 0.5 }, { x: 0.75, y: 0.6 });
    await page.getByRole('menuitem', { name: item }).click();
    await expect(page).toHaveURL(new RegExp(`${path}\\?`));
    const { searchParams } = new URL(page.url());
    // What is seen on this chart are failures.
    expect(searchParams.getAll('where')).toEqual([
      `service=${PARAMS.service}`,
      path === '/logs' ? 'level=error|fatal' : 'error=true',
    ]);
    expectPlace(timeIn(searchParams, 'from'), 0.25);
    expectPlace(timeIn(searchParams, 'to'), 0.75);
  });
}

test('a drag over a chart leads to what stands out in that time', async ({ servicePage, page }) => {
  await servicePage.goto(PARAMS);
  await new Chart(page, servicePage.panel('Requests by status')).drag({ x: 0.25, y: 0.5 }, { x: 0.75, y: 0.6 });
  await page.getByRole('menuitem', { name: 'Find what stands out here' }).click();
  await expect(page.getByText(/What stands out/).first()).toBeVisible();
  const { searchParams } = new URL(page.url());
  const [from = NaN, to = NaN] = (searchParams.get('selected') ?? '').split(',').map(Number);
  expectPlace(from, 0.25);
  expectPlace(to, 0.75);
  expect(searchParams.get('from')).toBe(FIXED.from);
});

test('a point of a percentile leads to the requests that took longer', async ({ servicePage, page }) => {
  await servicePage.goto(PARAMS);
  const chart = new Chart(page, servicePage.panel(/^Latency$/));
  const { title, rows } = await chart.pointAt(0.5, 0.5);
  await page.mouse.down();
  await page.mouse.up();
  await page.getByTestId('chart-tooltip').getByRole('link', { name: 'Traces at this time' }).click();
  await expect(page).toHaveURL(/\/traces\?/);
  const { searchParams } = new URL(page.url());
  const [service, longest = ''] = searchParams.getAll('where');
  expect(service).toBe(`service=${PARAMS.service}`);
  const seconds = Number(/^duration=([\d.]+)\.\.$/.exec(longest)?.[1]);
  const shown = rows.map(({ value }) => parseShown(value)?.value ?? NaN);
  // The value of one of the lines, rounded down to two digits.
  expect(shown.some((value) => seconds <= value && seconds > value * 0.89)).toBe(true);
  expect(Math.abs(timeIn(searchParams, 'to') - Date.parse(`${title}Z`))).toBeLessThan(1_000);
});

test('an exemplar leads to its story', async ({ servicePage, page }) => {
  await servicePage.goto(PARAMS);
  const exemplar = servicePage
    .panel(/^Latency$/)
    .getByRole('link', { name: /^Exemplar/ })
    .first();
  const [, id = ''] = /trace_id: ([0-9a-f]+)/.exec((await exemplar.getAttribute('aria-label')) ?? '') ?? [];
  await exemplar.click();
  await expect(page).toHaveURL(new RegExp(`/traces/${id}\\?`));
  await expect(page.getByTestId('waterfall-span').first()).toBeVisible();
  expect(new URL(page.url()).searchParams.get('from')).toBe(FIXED.from);
});

test('a panel of what is not measured is left out', async ({ servicePage }) => {
  await servicePage.goto(PARAMS);
  await servicePage.panel('Memory').locator('canvas').waitFor();
  await expect(servicePage.panel('Low stock')).toHaveCount(0);
  await servicePage.goto({ ...FIXED, service: 'inventory' });
  await expect(servicePage.panel('Low stock')).toContainText(/\d/);
});

test('top errors are groups of its error lines, each a link to these in the logs', async ({ servicePage, page }) => {
  await servicePage.goto(PARAMS);
  const first = page.getByTestId(/^top-error-/).first();
  await first.getByRole('link').click();
  await expect(page).toHaveURL(/\/logs\?/);
  const { searchParams } = new URL(page.url());
  expect(searchParams.getAll('where')).toEqual([`service=${SERVICE}`]);
  expect(searchParams.get('tab')).toBe('errors');
  expect(searchParams.get('from')).toBe(FIXED.from);
});

test('the slowest traces are of its slowest requests, the slowest first', async ({ servicePage, page }) => {
  await servicePage.goto(PARAMS);
  const rows = page.getByTestId(/^slow-trace-/);
  await expect(rows).toHaveCount(5);
  const shown = await rows.evaluateAll((all) =>
    all.map((row) => ({ id: row.getAttribute('data-testid') ?? '', text: row.querySelector('td')?.textContent ?? '' }))
  );
  const slowest = served(ABOUT)
    .map(({ seconds }) => seconds)
    .sort((a, b) => b - a);
  for (const [at, { id, text }] of shown.entries()) {
    expectShown(text, slowest[at] ?? NaN);
    expect(served(ABOUT).map(({ traceId }) => `slow-trace-${traceId}`)).toContain(id);
  }
  await rows.first().getByRole('link').click();
  await expect(page).toHaveURL(new RegExp(`/traces/${(shown[0]?.id ?? '').slice('slow-trace-'.length)}\\?`));
});

test('CPU and memory are in percent', async ({ servicePage, page }) => {
  await servicePage.goto({ ...PARAMS, tab: 'resources' });
  for (const title of ['CPU by instance', 'Memory by instance']) {
    const { rows } = await new Chart(page, servicePage.panel(title)).pointAt(0.5);
    expect(rows.length).toBeGreaterThan(1);
    for (const { label, value } of rows) {
      expect(label).toMatch(/^payments(-staging)?-\d$/);
      expect(value).toMatch(/^\d+(\.\d+)?%$/);
    }
  }
});

test('a click on a name in the legend leaves its line alone', async ({ servicePage, page }) => {
  await servicePage.goto(PARAMS);
  const chart = new Chart(page, servicePage.panel('Error rate'));
  await chart.legend();
  // By its text: Grafana 13.2 names these buttons by what is chosen.
  await chart.panel
    .getByRole('button')
    .filter({ hasText: /^errors \(5xx\)$/ })
    .click();
  await expect.poll(async () => (await chart.pointAt(0.5)).rows.map(({ label }) => label)).toEqual(['errors (5xx)']);
});

test('a comparison adds dashed lines of the time before', async ({ servicePage, page }) => {
  await servicePage.goto({ ...PARAMS, 'var-compare': 'previous' });
  const legend = await new Chart(page, servicePage.panel('Error rate')).legend();
  expect(Object.keys(legend)).toContain('errors (5xx), previous 25 minutes');
});

test('routes: the figures of each, and a way to it', async ({ servicePage, routePage }) => {
  await servicePage.goto(PARAMS);
  await servicePage.tab('Routes').click();
  const routes = [...new Set(served(ABOUT).map(({ route }) => route))];
  await expect(servicePage.routes.rows).toHaveCount(routes.length);
  for (const route of routes) {
    const texts = await servicePage.routes.texts(route);
    expectShown(texts.rate, rate({ ...ABOUT, route }));
    expectShown(texts.errors, errorRatio({ ...ABOUT, route }));
    expectShown(texts.p95, quantile({ ...ABOUT, route }, 0.95));
  }
  await servicePage.routes.link('/charges').click();
  await expect(routePage.heading).toHaveText('/charges');
  expect(routePage.params.get('from')).toBe(FIXED.from);
});

test('errors: every route and status that failed, counted', async ({ servicePage }) => {
  await servicePage.goto({ ...PARAMS, tab: 'errors' });
  await servicePage.failures.first().waitFor();
  const failed = served({ ...ABOUT, status: /^[45]/ });
  const shown = await servicePage.failures.evaluateAll((rows) =>
    rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent ?? ''))
  );
  expect(shown.length).toBe(new Set(failed.map(({ route, status }) => `${route} ${status}`)).size);
  for (const [route = '', status, count = '', share = ''] of shown) {
    const own = failed.filter((one) => one.route === route && one.status === status);
    expectShown(count, own.length);
    expectShown(share, own.length / served({ ...ABOUT, route }).length);
  }
});

test('errors: the first line of those in logs says how many are back', async ({ servicePage }) => {
  await servicePage.goto({ ...latestOutage(), service: SERVICE, tab: 'errors' });
  const inLogs = servicePage.content.getByRole('region', { name: 'Errors in logs' });
  await expect(inLogs).toContainText(/\d+ (?:distinct errors|error) · .* · 1 back/);
  await expect(inLogs.getByTestId(/^error-/).first()).toContainText('Back in 5.');
});

test('the tab survives a reload and the way back', async ({ servicePage, page }) => {
  await servicePage.goto(PARAMS);
  await servicePage.tab('Errors').click();
  await expect(servicePage.tab('Errors')).toHaveAttribute('aria-selected', 'true');
  await page.reload();
  await expect(servicePage.tab('Errors')).toHaveAttribute('aria-selected', 'true');
  await page.goBack();
  await expect(servicePage.tab('Overview')).toHaveAttribute('aria-selected', 'true');
});

test('a panel’s menu copies a link with its moment', async ({ servicePage, page }) => {
  await servicePage.goto({ ...PARAMS, from: 'now-1h', to: 'now' });
  const panel = servicePage.panel('Error rate');
  await panel.getByRole('button', { name: /^Menu for panel/ }).click();
  await page.getByRole('menuitem', { name: 'Copy link' }).click();
  const copied = new URL(await page.evaluate(() => navigator.clipboard.readText()));
  expect(copied.searchParams.get('service')).toBe(SERVICE);
  expect(Number(copied.searchParams.get('to')) - Number(copied.searchParams.get('from'))).toBe(3_600_000);
});
