import { type Locator, type Page } from '@playwright/test';
import { RANGE } from '../data/shop.data';
import { WhatChanged } from './whatChanged';

const APP = '/a/tillwatch-shop-app';

/** The time range of the known data, as it stands in the URL. */
export const FIXED_RANGE = { from: String(RANGE.from), to: String(RANGE.to), timezone: 'utc' } as const;

export type Params = Record<string, string | undefined>;

/** What every page of the app has. */
export class AppPage {
  constructor(
    readonly page: Page,
    private readonly path: string
  ) {}

  /** The page's own part, without Grafana's frame. */
  get content(): Locator {
    return this.page.locator('#pageContent');
  }

  /** What changed, where the page has a block of it. */
  get whatChanged(): WhatChanged {
    return new WhatChanged(this.content);
  }

  get heading(): Locator {
    return this.page.getByRole('heading', { level: 1 });
  }

  /**
   * Opens the page at the known data, or wherever the parameters say.
   * @param repeated parameters that may stand there several times
   */
  async goto(params: Params = {}, repeated: Array<[string, string]> = []): Promise<void> {
    await this.page.goto(this.url({ ...FIXED_RANGE, ...params }, repeated), { waitUntil: 'domcontentloaded' });
  }

  /** Opens the page without any parameter, as Grafana's own navigation does. */
  async gotoBare(): Promise<void> {
    await this.page.goto(this.url({}), { waitUntil: 'domcontentloaded' });
  }

  /** Parameters of the URL that the browser shows. */
  get params(): URLSearchParams {
    return new URL(this.page.url()).searchParams;
  }

  /** The views that say why there is nothing to see, of one kind or of all. */
  absence(kind?: 'empty' | 'not-supported' | 'absent' | 'forbidden' | 'failed'): Locator {
    return kind ? this.content.getByTestId(`absence-${kind}`) : this.absenceIn(this.content);
  }

  /** The same in a part of the page. */
  absenceIn(part: Locator): Locator {
    return part.getByTestId(/^absence-/);
  }

  /** What says that the data is made up. */
  get sampleBanner(): Locator {
    return this.page.getByTestId('sample-banner');
  }

  /** A panel by its title. */
  panel(title: string | RegExp): Locator {
    return this.content.locator('section').filter({ has: this.page.getByRole('heading', { name: title }) });
  }

  /** How many pixels the page is wider than the window. */
  async overflow(): Promise<number> {
    return this.page.evaluate(() => {
      const { documentElement } = document;
      return documentElement.scrollWidth - documentElement.clientWidth;
    });
  }

  private url(params: Params, repeated: Array<[string, string]> = []): string {
    const once = Object.entries(params).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]));
    const search = new URLSearchParams([...once, ...repeated]).toString();
    // Relative, so that it works under a sub-path too.
    return `.${APP}${this.path}${search === '' ? '' : `?${search}`}`;
  }
}
