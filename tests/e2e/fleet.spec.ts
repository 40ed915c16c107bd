import { type Page } from '@playwright/test';
import { FLEET, fleet, type FleetKind, fleetWindow } from './data/fleet';
import { coreIf, expect, test } from './fixtures';
import { STARTED_AT } from './pages/logs';
import { StoryPage } from './pages/story';

/**
 * From the row of a service to its page, its logs, its traces and the story of a request, on real servers: services
 * over RPC, in PHP, behind proxies that write metrics, lines and spans of the same requests, and under three names.
 */
test.skip(() => process.env.TESTBED_STARTED_AT === undefined, 'needs loki and tempo on the PATH');

/** What the others have it has too, and all its names are found out. */
const CORE: readonly FleetKind[] = ['three names'];
// The tests are listed before the servers start; only then is the time known.
const services = fleet(STARTED_AT);
const { from, to } = fleetWindow(STARTED_AT);
const RANGE = { from: String(from), to: String(to), timezone: 'utc' };
const allSpans = services.flatMap(({ spans }) => spans);
const allLines = services.flatMap(({ lines }) => lines);

for (const kind of FLEET) {
  test(
    `${kind}: health → service → logs → traces → story`,
    coreIf(CORE.includes(kind)),
    async ({ healthPage, servicePage, logsPage, tracesPage, page }) => {
      const service = services.find((one) => one.kind === kind);
      const { name, requests, edge } = service ?? { name: '', requests: [] };
      const count = requests.length.toLocaleString('en');
      const messages = requests.flatMap(({ message }) => message ?? []);

      await healthPage.goto(RANGE);
      await expect(healthPage.services.rows).toHaveCount(services.length);
      await healthPage.services.link(name).click();
      await expect(servicePage.facts).toContainText(` ${count} requests`);
      await expect(servicePage.facts.getByTestId('edge-facts')).toHaveCount(edge ? 1 : 0);
      if (edge) {
        await expect(servicePage.facts.getByTestId('edge-facts')).toContainText(`At ${edge.title} `);
      }

      await servicePage.facts.getByRole('link', { name: `Logs of ${name}` }).click();
      await expect(logsPage.facts).toHaveText(`All ${messages.length} log lines`);
      for (const message of messages) {
        await expect(logsPage.lines.filter({ hasText: message })).toHaveCount(1);
      }
      await page.goBack();

      await servicePage.facts.getByRole('link', { name: `Traces of ${name}` }).click();
      await expect(tracesPage.basis('Requests')).toHaveText(`${count} requests`);
      await expect(tracesPage.rows.first()).toBeVisible();
      const [traceId = ''] = await tracesPage.ids();
      expect(requests.map((one) => one.traceId)).toContain(traceId);
      await tracesPage.rows.first().getByRole('link').first().click();
      await expectStory(page, traceId);
    }
  );
}

test('service map: calls go by the names that pages use', async ({ tracesPage, page }) => {
  await tracesPage.goto({ ...RANGE, tab: 'map' });
  const map = page.getByRole('group', { name: 'Service map' });
  const called = map.getByRole('link', { name: /^webshop\/ledger, / });
  // Its own numbers, which metrics have by that name.
  await expect(called).toHaveAccessibleName(/req\/s/);
  await expect(map.getByRole('link', { name: /^ledger, / })).toHaveCount(0);
  await expect(map.getByRole('link', { name: /^boutique calls webshop\/ledger: / })).toBeVisible();
  await called.click();
  await expect(page).toHaveURL(/\/health\/service\?.*service=webshop(?:%2F|\/)ledger/);
  await expect(map.getByRole('link', { name: /^boutique, / })).toBeVisible();
});

/** All of one request, whoever wrote it, and nothing else. */
async function expectStory(page: Page, traceId: string): Promise<void> {
  const story = new StoryPage(page, traceId);
  await expect(story.row('span')).toHaveCount(allSpans.filter((span) => span.traceId === traceId).length);
  const lines = allLines.filter(({ text }) => text.includes(traceId));
  await expect(story.row('line')).toHaveCount(lines.length);
}
