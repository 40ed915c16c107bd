import { expect, type Locator, type Page } from '@playwright/test';
import { HealthPage } from '../pages/health';

/** From the health of the shop to what is wrong, with nothing but the mouse, and no more of it than this. */
export const MOST_CLICKS = 3;

/** The way of somebody on call through the pages. Counts the clicks, and fails at one too many. */
export class Walk {
  private clicks = 0;

  private constructor(private readonly health: HealthPage) {}

  /** Begins at the health of the shop, opened without any parameter. */
  static async fromHealth(page: Page): Promise<Walk> {
    const health = new HealthPage(page);
    await health.gotoBare();
    return new Walk(health);
  }

  private get page(): Page {
    return this.health.page;
  }

  /** What the health of the shop says of a service. */
  rowOf(service: string): Locator {
    return this.health.services.row(service);
  }

  async click(target: Locator): Promise<void> {
    await target.click();
    this.clicks += 1;
    expect(this.clicks, 'clicks').toBeLessThanOrEqual(MOST_CLICKS);
  }

  /** What sets the requests that are looked at apart from the others, as the page of traces tells it. */
  async clickDifference(words: string): Promise<void> {
    const difference = this.page.getByRole('link', { name: `Only ${words}`, exact: true });
    await this.click(difference.first());
    // What all requests have in common now is no difference any more.
    await expect(difference).toHaveCount(0);
  }

  /** The first of the traces that are listed. */
  async clickFirstTrace(): Promise<void> {
    const traces = this.page.getByTestId(/^trace-/);
    await traces.first().waitFor();
    // A picture that is dimmed is the one before.
    const list = this.page.locator('section[aria-busy]').filter({ has: traces });
    await expect(list).toHaveAttribute('aria-busy', 'false');
    await this.click(traces.first().getByRole('link'));
  }

  /** Warnings of the lines that are looked at. */
  async clickWarnings(): Promise<void> {
    const facets = this.page.getByRole('navigation', { name: 'Facets' });
    await this.click(facets.getByRole('button', { name: /^warn / }));
  }

  /** Errors among the lines that are looked at. */
  async clickErrors(): Promise<void> {
    const facets = this.page.getByRole('navigation', { name: 'Facets' });
    await this.click(facets.getByRole('button', { name: /^error / }));
  }

  /** The trace of the first line that holds this text. */
  async clickTraceOf(text: string | RegExp): Promise<void> {
    const lines = this.page.getByRole('list', { name: 'Log lines' }).getByRole('listitem');
    await this.click(
      lines
        .filter({ hasText: text })
        .first()
        .getByRole('link', { name: /^trace / })
    );
  }
}

/** A span of the story that is shown. */
export function spanOf(page: Page, service: string, name: string): Locator {
  return page.getByTestId('waterfall-span').and(labelled(page, `${service} ${name}`));
}

/** A log line of the story that is shown, at its place among the spans. */
export function lineOf(page: Page, level: string, text: string | RegExp): Locator {
  return page
    .getByTestId('waterfall-line')
    .and(labelled(page, `${level} log line`))
    .filter({ hasText: text });
}

function labelled(page: Page, start: string): Locator {
  return page.locator(`[aria-label^=${JSON.stringify(start)}]`);
}
