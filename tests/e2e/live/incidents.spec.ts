import { type Locator, type Page } from '@playwright/test';
import { type IncidentName, type IncidentTruth } from '../../../demo/shop/src/incidents/types';
import { PORTS } from '../../../demo/servers/site';
import { onPath } from '../../run/installed.mjs';
import { coreIf, expect, test } from '../fixtures';
import { lineOf, MOST_CLICKS, spanOf, Walk } from '../incidents/walk';
import { beginIncident, instanceOf, required, type RunningIncident, scrapesOf } from './incident';

// The shop is really broken, while shoppers are in it, and is looked at as somebody on call would: from a bare /health,
// the last hour, in which other incidents were and are. What is found is checked against the incident's own truth.

/** How often Prometheus looks at a broken service before somebody else does: by then enough requests were hit. */
const UNNOTICED = 4;

/** Seconds after which it ends at the latest, whatever becomes of the tests. */
const AT_MOST = 240;

/**
 * Those of a row are on at the same time, in different services, those of a later row with the earlier still in sight.
 */
const ROUNDS: ReadonlyArray<readonly IncidentName[]> = [
  ['memory-leak', 'slow-database', 'payment-outage', 'full-queue'],
  ['stock-out', 'bad-deploy', 'carrier-dns'],
  ['payment-unreachable'],
];

/** Those of the queue, which is there where Redis is. */
const NEED_REDIS: readonly IncidentName[] = ['full-queue', 'carrier-dns'];
const HAS_REDIS = onPath('redis-server') || Boolean(process.env.REDIS_URL);

type Look = (page: Page, truth: IncidentTruth) => Promise<void>;

/** The details of what a story begins with; they are closed until they are asked for. */
async function openDetails(page: Page): Promise<Locator> {
  await page.getByTestId('waterfall-rows').press('Enter');
  return page.getByTestId('waterfall-details');
}

const LOOKS: Record<IncidentName, { title: string; look: Look }> = {
  'slow-database': {
    title: `to the query that is slow in ${MOST_CLICKS} clicks or fewer`,
    look: async (page, { service, route, effect }) => {
      const walk = await Walk.fromHealth(page);
      await walk.click(walk.rowOf(service).getByRole('link', { name: `Slow requests of ${service}` }));
      await walk.clickFirstTrace();

      await expect(spanOf(page, service, route!)).toBeVisible();
      // What took the time is what one sees first, with the query that the truth names.
      const details = await openDetails(page);
      await expect(details.getByRole('heading', { name: 'SELECT products' })).toBeVisible();
      await expect(details.getByText(`${service} · client`)).toBeVisible();
      const [, query] = /^The query "(.*)" takes/.exec(effect.description) ?? [];
      await expect(details.getByText(query!, { exact: true })).toBeVisible();
      const said = await lineOf(page, 'info', `${route} 200 `).first().innerText();
      const [, milliseconds] = /200 ([\d.]+)ms/.exec(said) ?? [];
      expect(Number(milliseconds) / 1000, said).toBeGreaterThanOrEqual(effect.slower_by_seconds! * 0.8);
    },
  },
  'payment-outage': {
    title: `to the charge that fails in ${MOST_CLICKS} clicks`,
    look: async (page, { service, route, attribute }) => {
      const walk = await Walk.fromHealth(page);
      await walk.click(walk.rowOf(service).getByRole('link', { name: `Failed requests of ${service}` }));
      await walk.clickDifference(`shop.card.brand = ${attribute['shop.card.brand']}`);
      await walk.clickFirstTrace();

      await expect(spanOf(page, service, route!)).toBeVisible();
      const details = await openDetails(page);
      await expect(details.getByText(`${service} · client`)).toBeVisible();
      for (const [name, value] of Object.entries(attribute)) {
        await expect(details.getByRole('row', { name: new RegExp(`^${name} ${value}`) })).toBeVisible();
      }
      const { 'shop.card.brand': brand, 'shop.region': region } = attribute;
      await expect(lineOf(page, 'error', `Card network failed for ${brand} in ${region}`)).toBeVisible();
    },
  },
  'memory-leak': {
    title: 'to the instance whose memory grows in 2 clicks',
    look: async (page, { service, effect, from, to }) => {
      const walk = await Walk.fromHealth(page);
      await walk.click(walk.rowOf(service).getByRole('link', { name: service, exact: true }));
      const answer = page.waitForResponse(
        async (response) =>
          response.url().includes('/api/ds/query') && (response.request().postData() ?? '').includes(effect.metric!)
      );
      await walk.click(page.getByRole('tab', { name: 'Resources' }));
      const panel = page.locator('section').filter({ has: page.getByRole('heading', { name: /^Memory/ }) });
      await expect(panel).toContainText(instanceOf(service));
      await panel.locator('canvas').first().waitFor();
      // No request is hit, so there is no span and no line: the growth itself is what there is to see.
      const began = Date.parse(from);
      const progress = (Date.now() - began) / (Date.parse(to) - began);
      const grown = growthOf(await (await answer).json(), began);
      expect(grown).toBeGreaterThan(0.5 * progress * effect.grows_by_bytes!);
    },
  },
  'stock-out': {
    title: `to the reservation that is refused in ${MOST_CLICKS} clicks`,
    look: async (page, { service, route, attribute, effect, seen_at }) => {
      const category = attribute['shop.cart.categories']!;
      const walk = await Walk.fromHealth(page);
      await walk.click(walk.rowOf(service).getByRole('link', { name: `Logs of ${service}` }));
      await walk.clickWarnings();
      const missing = new RegExp(`Out of stock: .*(${(await productsOf(category)).map(escaped).join('|')})`);
      await walk.clickTraceOf(missing);

      await expect(spanOf(page, service, route!)).toBeVisible();
      await expect(lineOf(page, 'warn', missing).first()).toBeVisible();
      await expect(lineOf(page, 'info', `${route} ${effect.status} `)).toBeVisible();
      // The request that the truth says it is seen at says what was in the cart.
      const checkout = page.getByTestId('waterfall-span').first();
      const places = seen_at.map((at) => `${at.service} ${at.route}`);
      const label = await checkout.getAttribute('aria-label');
      expect(places.filter((place) => label?.startsWith(place))).toHaveLength(1);
      // The shop that speaks as FastAPI has a span of its own within the framework's.
      const within = label?.startsWith('fastapi-shop') ? 1 : 0;
      await page.getByTestId('waterfall-span').nth(within).click();
      const details = page.getByTestId('waterfall-details');
      await expect(details.getByRole('row', { name: /^shop\.cart\.categories / })).toContainText(category);
    },
  },
  'payment-unreachable': {
    title: `to the charge that is refused a connection in ${MOST_CLICKS} clicks`,
    look: async (page, { service, route, effect }) => {
      const [, address] = /at http:\/\/(\S+),/.exec(effect.description) ?? [];
      const refused = `ECONNREFUSED ${address}`;
      const walk = await Walk.fromHealth(page);
      await walk.click(walk.rowOf(service).getByRole('link', { name: `Logs of ${service}` }));
      await walk.clickErrors();
      await walk.clickTraceOf(refused);

      await expect(spanOf(page, service, route!)).toBeVisible();
      await expect(lineOf(page, 'error', refused).first()).toBeVisible();
      // The call is there, and nobody who took it.
      await expect(spanOf(page, service, 'POST /charges')).toBeVisible();
      await expect(spanOf(page, 'payments', 'POST /charges')).toHaveCount(0);
    },
  },
  'full-queue': {
    title: 'to an order that took its time, and from there to the checkout that sent it, in 2 clicks and one more',
    look: async (page, { service, route }) => {
      const walk = await Walk.fromHealth(page);
      await walk.click(walk.rowOf(service).getByRole('link', { name: `Slow requests of ${service}` }));
      await walk.clickFirstTrace();

      await expect(spanOf(page, service, `process ${route}`)).toBeVisible();
      const details = await openDetails(page);
      await expect(details.getByText(`${service} · consumer`)).toBeVisible();
      await expect(
        details.getByRole('row', { name: new RegExp(`^messaging.destination.name ${route}`) })
      ).toBeVisible();
      await walk.click(details.getByText('Linked trace').getByRole('link'));
      await expect(page.getByTestId('waterfall-span').first()).toHaveAttribute('aria-label', /POST \/checkout/);
    },
  },
  'carrier-dns': {
    title: `to the name that does not resolve in ${MOST_CLICKS} clicks or fewer`,
    look: async (page, { service, route }) => {
      const walk = await Walk.fromHealth(page);
      await walk.click(walk.rowOf(service).getByRole('link', { name: `Failed requests of ${service}` }));
      await walk.clickFirstTrace();

      await expect(spanOf(page, service, `process ${route}`)).toBeVisible();
      const details = await openDetails(page);
      await expect(details.getByRole('heading', { name: 'POST /labels' })).toBeVisible();
      await expect(details.getByRole('row', { name: /^exception\.type ENOTFOUND/ })).toBeVisible();
      const said = /not shipped, attempt \d of \d|set aside after \d attempts/;
      await expect(lineOf(page, 'warn', said).or(lineOf(page, 'error', said))).toBeVisible();
    },
  },
  'bad-deploy': {
    title: `to the error of the new version in ${MOST_CLICKS} clicks`,
    look: async (page, { service, route, attribute }) => {
      const walk = await Walk.fromHealth(page);
      await walk.click(walk.rowOf(service).getByRole('link', { name: `Failed requests of ${service}` }));
      await walk.clickDifference(`version = ${attribute['service.version']}`);
      await walk.clickFirstTrace();

      await expect(spanOf(page, service, route!)).toBeVisible();
      const details = await openDetails(page);
      await expect(details.getByRole('heading', { name: route! })).toBeVisible();
      await expect(details.getByText(`${service} · server`)).toBeVisible();
      await expect(details.getByRole('row', { name: `service.version ${attribute['service.version']}` })).toBeVisible();
      await expect(details.getByRole('row', { name: /^exception\.type TypeError/ })).toBeVisible();
      // The line says in a field which error it was.
      const line = lineOf(page, 'error', 'Unhandled error');
      await expect(line).toBeVisible();
      await line.click();
      await expect(details).toContainText('TypeError: ');
    },
  },
};

ROUNDS.forEach((all, index) => {
  const names = all.filter((name) => HAS_REDIS || !NEED_REDIS.includes(name));
  // The second round begins the same way with the others.
  test.describe(`round ${index + 1}`, coreIf(index === 0), () => {
    let running: Array<[IncidentName, RunningIncident]> = [];

    test.beforeAll(async () => {
      test.setTimeout(240_000);
      for (const name of names) {
        running.push([name, await beginIncident(name, AT_MOST)]);
      }
      for (const [, { truth }] of running) {
        await expect.poll(() => scrapesOf(truth), { timeout: 120_000 }).toBeGreaterThanOrEqual(UNNOTICED);
      }
    });

    test.afterAll(async () => {
      await Promise.all(running.map(([, incident]) => incident.end()));
      running = [];
    });

    for (const name of names) {
      test(`${name}: from a bare health page ${LOOKS[name].title}`, async ({ page }) => {
        const { truth } = running.find(([one]) => one === name)![1];
        expect(truth.incident).toBe(name);
        await LOOKS[name].look(page, truth);
      });
    }
  });
});

test('every incident that the shop knows is among them', { tag: '@core' }, () => {
  expect(ROUNDS.flat().sort()).toEqual(Object.keys(LOOKS).sort());
});

/** The shop's products of a category, by name. */
async function productsOf(category: string): Promise<string[]> {
  const answer = await fetch(`http://${instanceOf('shop-api')}/products?category=${category}&per_page=100`);
  const { items } = (await answer.json()) as { items: Array<{ name: string }> };
  return items.map(({ name }) => name);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

interface QueryAnswer {
  results: Record<string, { frames?: Array<{ data: { values: [number[], number[]] } }> }>;
}

/** By how much the memory that an answer tells is more at its end than just before a moment, in bytes. */
function growthOf({ results }: QueryAnswer, began: number): number {
  const [frame] = Object.values(results).find(
    ({ frames = [] }) => Math.max(...(frames[0]?.data.values[1] ?? [])) > 1e6
  )!.frames!;
  const [times, values] = frame!.data.values;
  const before = values[times.findLastIndex((time) => time <= began)];
  return values.at(-1)! - before!;
}
