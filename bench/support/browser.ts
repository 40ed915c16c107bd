import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { ADMIN } from '../../tests/e2e/testbed/grafana';
import { chromium as installedChromium } from '../../tests/run/installed.mjs';

/** The Chromium of this machine, whose garbage can be collected when asked. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: installedChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--js-flags=--expose-gc'],
  });
}

/** A browser that is signed in to a Grafana. */
export async function signedIn(browser: Browser, grafana: string): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: `${grafana}/`, viewport: { width: 1400, height: 900 } });
  await context.request.post('login', { data: ADMIN });
  return context;
}

/**
 * Milliseconds from the start of the navigation to the frame in which something is on the screen, by the page's own
 * clock.
 */
export async function timeTo(page: Page, url: string, selector: string): Promise<number> {
  await page.goto('about:blank');
  await page.goto(url, { waitUntil: 'commit' });
  const seen = await page.waitForFunction(
    (wanted) => {
      const element = document.querySelector(wanted);
      return element && element.getBoundingClientRect().height > 0 ? performance.now() : undefined;
    },
    selector,
    { polling: 'raf', timeout: 300_000 }
  );
  return (await seen.jsonValue()) ?? NaN;
}

/**
 * Milliseconds between frames, while what an element scrolls in is scrolled so many pixels a frame.
 * @param selector an element within what is scrolled
 */
export function framesWhileScrolling(page: Page, selector: string, pixels: number, count = 120): Promise<number[]> {
  return page.evaluate(
    async ([wanted, by, frames]) => {
      let box = document.querySelector(wanted);
      while (box && !(box.scrollHeight > box.clientHeight && /auto|scroll/.test(getComputedStyle(box).overflowY))) {
        box = box.parentElement;
      }
      const scrolled = box ?? document.scrollingElement;
      const before = scrolled?.scrollTop ?? 0;
      const times: number[] = [];
      let last = performance.now();
      for (let i = 0; i < frames; i++) {
        scrolled?.scrollBy(0, by);
        await new Promise(requestAnimationFrame);
        const now = performance.now();
        times.push(now - last);
        last = now;
      }
      if (by > 0 && (scrolled?.scrollTop ?? 0) - before < (frames * by) / 2) {
        throw new Error(`Nothing scrolls around ${wanted}`);
      }
      return times;
    },
    [selector, pixels, count] as const
  );
}
