import { type Page, type Request } from '@playwright/test';

/** What a page has asked for and has not got yet. */
export class Traffic {
  private static readonly ofPages = new WeakMap<Page, Traffic>();
  private readonly pending = new Set<Request>();
  private asked = 0;

  /** The one of this page, which is to be had before the page asks for anything. */
  static of(page: Page): Traffic {
    const traffic = this.ofPages.get(page) ?? new Traffic(page);
    this.ofPages.set(page, traffic);
    return traffic;
  }

  private constructor(private readonly page: Page) {
    page.on('request', (request) => {
      this.asked += 1;
      this.pending.add(request);
    });
    // What a page that is left has asked for fails.
    page.on('requestfinished', (request) => this.pending.delete(request));
    page.on('requestfailed', (request) => this.pending.delete(request));
  }

  /**
   * Waits until everything is answered and the page, having read it all, asks for nothing more.
   * @throws Error with what is still open after so many milliseconds
   */
  async settled({ timeout = 30_000 } = {}): Promise<void> {
    const deadline = Date.now() + timeout;
    for (;;) {
      const before = this.asked;
      await idle(this.page);
      if (this.pending.size === 0 && this.asked === before) {
        return;
      }
      if (Date.now() > deadline) {
        throw new Error(`not settled: ${[...this.pending].map((request) => request.url()).join('\n') || 'asks on'}`);
      }
    }
  }
}

/**
 * Until the page has nothing to do, twice: what the first time has been done may ask for more. Neither a frame nor an
 * idle period is waited for: a browser without a screen may give neither for minutes to a page that rests.
 */
async function idle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let times = 0; times < 2; times += 1) {
      await window.scheduler.postTask(() => undefined, { priority: 'background' });
    }
  });
}

declare global {
  interface Window {
    /** https://wicg.github.io/scheduling-apis/#dom-scheduler-posttask, of which TypeScript knows nothing yet. */
    scheduler: { postTask(task: () => void, options: { priority: 'background' }): Promise<void> };
  }
}
