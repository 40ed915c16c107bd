import { type IncidentName } from '../../../demo/shop/src/incidents/types';
import { onPath } from '../../run/installed.mjs';
import { expect, test } from '../fixtures';
import { beginIncident, type RunningIncident } from './incident';
import { type AlertName, arrived, stateOf } from './notifications';

// The shop is really broken, the rule sees it, Alertmanager notifies, the link of the notification leads to the alert,
// and all of it ends once the shop is mended. Rules look at five minutes: this takes its time.

test.skip(!onPath('alertmanager', 'prometheus-alertmanager'), 'Alertmanager is not installed');
test.describe.configure({ mode: 'serial' });

// Tests begin at Grafana's home; no page is to ask anything during the minutes that these wait.
test.beforeEach(async ({ page }) => {
  await page.goto('about:blank');
});

const MINUTES = 60_000;
/** After which a rule of five minutes has seen an incident, waited, and Alertmanager grouped. */
const FIRES_WITHIN = 7 * MINUTES;
/** Five minutes without a trace of it, and what each who passes it on waits. */
const RESOLVES_WITHIN = 12 * MINUTES;

/** What each incident sets off first. */
const ALERTS: Record<IncidentName, AlertName> = {
  'slow-database': { alert: 'LatencyHigh', service: 'inventory' },
  'payment-outage': { alert: 'ErrorRateHigh', service: 'payments' },
  'stock-out': { alert: 'LowStock', service: 'shop-api' },
  'memory-leak': { alert: 'ServiceMemoryHigh', service: 'shop-api' },
  'bad-deploy': { alert: 'ErrorRateHigh', service: 'shop-api' },
  'payment-unreachable': { alert: 'OrdersFail', service: 'shop-api' },
  'full-queue': { alert: 'QueueBacklog', service: 'fulfilment' },
  'carrier-dns': { alert: 'MessagesFail', service: 'fulfilment' },
};

/** Seconds an incident lasts at most. Memory is freed at the end, by when it must have been high for a while. */
const LASTS: Partial<Record<IncidentName, number>> = { 'memory-leak': 300 };

/** Those of a row are on at the same time. An outage of payments would hide that the shop itself fails. */
const ROUNDS: ReadonlyArray<readonly IncidentName[]> = [
  ['bad-deploy', 'memory-leak', 'slow-database', 'stock-out', 'full-queue'],
  ['payment-outage', 'carrier-dns'],
  // Were it on with a bad deploy, either would set off what the other does.
  ['payment-unreachable'],
];

/** Those of the queue, which is there where Redis is. */
const NEED_REDIS: readonly IncidentName[] = ['full-queue', 'carrier-dns'];
const HAS_REDIS = onPath('redis-server') || Boolean(process.env.REDIS_URL);

ROUNDS.forEach((all, index) => {
  const names = all.filter((name) => HAS_REDIS || !NEED_REDIS.includes(name));
  test.describe(`notifications, round ${index + 1}`, () => {
    const running = new Map<IncidentName, RunningIncident>();
    let began = 0;

    test.beforeAll(async () => {
      test.setTimeout(RESOLVES_WITHIN + MINUTES);
      // Of incidents of other tests, and of the round before.
      for (const alert of [...names.map((name) => ALERTS[name]), ALERTS['payment-outage']]) {
        await expect.poll(() => stateOf(alert), { timeout: RESOLVES_WITHIN, intervals: [2000] }).toBe('none');
      }
      began = Date.now();
      for (const name of names) {
        running.set(name, await beginIncident(name, LASTS[name] ?? 900));
      }
    });

    test.afterAll(async () => {
      await Promise.all([...running.values()].map((incident) => incident.end()));
    });

    for (const name of names) {
      const { alert, service } = ALERTS[name];

      test(`${name}: ${alert} at ${service} is told of by webhook and mail, whose link leads to it`, async ({
        page,
        alertsPage,
        alertPage,
      }) => {
        test.setTimeout(FIRES_WITHIN + 3 * MINUTES);
        const isTold = async (by: string) =>
          (await arrived(ALERTS[name], began)).filter((one) => one.by === by && one.status === 'firing').length;
        // Once by each: Grafana tells Alertmanager every minute, and it passes that on once.
        await expect.poll(() => isTold('mail'), { timeout: FIRES_WITHIN, intervals: [2000] }).toBe(1);
        await expect.poll(() => isTold('webhook'), { timeout: MINUTES }).toBe(1);
        const told = (await arrived(ALERTS[name], began)).find(({ by }) => by === 'mail')!;
        await page.goto(told.links[0]!, { waitUntil: 'domcontentloaded' });
        await expect(alertPage.heading).toHaveText(alert);
        await expect(alertPage.facts).toContainText('Firing');
        await alertsPage.goto({ from: 'now-1h', to: 'now' });
        await expect(alertsPage.row(alert, service)).toHaveCount(1);
      });
    }

    test(`round ${index + 1}: all are told of as resolved once the shop is mended`, async () => {
      test.setTimeout(RESOLVES_WITHIN + 2 * MINUTES);
      await Promise.all([...running.values()].map((incident) => incident.end()));
      const missing = async () => {
        const open: string[] = [];
        for (const name of names) {
          const told = await arrived(ALERTS[name], began);
          for (const by of ['webhook', 'mail']) {
            if (!told.some((one) => one.by === by && one.status === 'resolved')) {
              open.push(`${name} by ${by}`);
            }
          }
        }
        return open;
      };
      await expect.poll(missing, { timeout: RESOLVES_WITHIN, intervals: [5000] }).toEqual([]);
    });
  });
});
