import { expect, type Locator, type Page } from '@playwright/test';

/** What a chart's tooltip says. */
export interface TooltipTexts {
  title: string;
  rows: Array<{ label: string; value: string; color: string }>;
}

/** Milliseconds after which a chart that did not answer the pointer is tried again. */
const AGAIN_MS = 5_000;

/** A chart in a panel: its plot, its legend, and what it says where one points at it. */
export class Chart {
  constructor(
    private readonly page: Page,
    readonly panel: Locator
  ) {}

  /** The area between the axes. */
  get plot(): Locator {
    return this.panel.locator('.u-over');
  }

  /** Points at a place of the plot; both shares of 0 to 1, from the left and from the top. */
  async pointAt(x: number, y = 0.5): Promise<TooltipTexts> {
    const tooltip = this.page.getByTestId('chart-tooltip');
    // What it said of another place, or of another chart, is not to be taken for what it says of this one.
    await this.page.mouse.move(0, 0);
    await expect(tooltip).toHaveCount(0);
    // A chart that is being drawn anew, or moves, does not notice.
    await expect(async () => {
      const { left, top } = await this.place(x, y);
      // A pointer that comes from somewhere: uPlot looks at moves.
      await this.page.mouse.move(left - 3, top);
      await this.page.mouse.move(left, top);
      await tooltip.waitFor({ timeout: AGAIN_MS });
    }).toPass();
    return tooltip.evaluate((element) => ({
      title: element.querySelector('[aria-label="Timestamp"]')?.textContent ?? '',
      rows: [...element.querySelectorAll('[data-testid="SeriesTableRow"]')].map((row) => {
        const icon = row.querySelector('[data-testid="series-icon"]');
        const [value, label] = [...row.children].reverse();
        return {
          label: label?.textContent ?? '',
          value: value?.textContent ?? '',
          color: icon ? getComputedStyle(icon).backgroundColor : '',
        };
      }),
    }));
  }

  /** Drags over the plot until its menu is there: a chart that is being drawn anew forgets what was begun on it. */
  async drag(from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
    await expect(async () => {
      const before = await this.restingBox();
      const [start, end] = [placeIn(before, from.x, from.y), placeIn(before, to.x, to.y)];
      await this.page.mouse.move(start.left, start.top);
      await this.page.mouse.down();
      await this.page.mouse.move((start.left + end.left) / 2, (start.top + end.top) / 2, { steps: 4 });
      await this.page.mouse.move(end.left, end.top, { steps: 4 });
      await this.page.mouse.up();
      await expect(this.page.getByRole('menuitem', { name: 'Zoom in' })).toBeVisible({ timeout: AGAIN_MS });
      if (!isSame(before, await this.plot.boundingBox())) {
        await this.page.keyboard.press('Escape');
        throw new Error('The chart moved while it was dragged over');
      }
    }).toPass();
  }

  /** Names in the legend with the colours of their lines. */
  async legend(): Promise<Record<string, string>> {
    const items = this.panel.locator('[data-testid^="data-testid VizLegend series "]');
    await items.first().waitFor();
    return Object.fromEntries(
      await items.evaluateAll((elements) =>
        elements.map((element) => {
          const icon = element.querySelector('[data-testid="series-icon"]');
          return [element.textContent?.trim() ?? '', icon ? getComputedStyle(icon).backgroundColor : ''];
        })
      )
    );
  }

  /** The colours that are drawn on the canvas, as `r,g,b`, with how many pixels have them. */
  async colors(): Promise<Map<string, number>> {
    const found = await this.panel
      .locator('canvas')
      .first()
      .evaluate((element) => {
        const canvas = element as HTMLCanvasElement;
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
        const counts: Record<string, number> = {};
        for (let at = 0; at < data.length; at += 4) {
          if (data[at + 3] === 255) {
            const key = `${data[at]},${data[at + 1]},${data[at + 2]}`;
            counts[key] = (counts[key] ?? 0) + 1;
          }
        }
        return Object.entries(counts);
      });
    return new Map(found);
  }

  private async place(x: number, y: number): Promise<Place> {
    return placeIn(await this.restingBox(), x, y);
  }

  /** Where the plot is once it stays there: where a panel beside it has no data and goes, the others take its room. */
  private async restingBox(): Promise<Box> {
    await this.plot.scrollIntoViewIfNeeded();
    let last = await this.plot.boundingBox();
    await expect(async () => {
      await this.page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
      const now = await this.plot.boundingBox();
      const isResting = isSame(last, now);
      last = now;
      expect(isResting).toBe(true);
    }).toPass();
    if (!last) {
      throw new Error('The plot is not on the screen');
    }
    return last;
  }
}

/** Pixels of the window. */
interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface Place {
  left: number;
  top: number;
}

/** A place in a box; both shares of 0 to 1, from the left and from the top. */
function placeIn(box: Box, x: number, y: number): Place {
  return { left: Math.round(box.x + box.width * x), top: Math.round(box.y + box.height * y) };
}

function isSame(one: Box | null, other: Box | null): boolean {
  return (
    one !== null &&
    other !== null &&
    one.x === other.x &&
    one.y === other.y &&
    one.width === other.width &&
    one.height === other.height
  );
}
