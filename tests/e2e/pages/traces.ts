import { type Locator, type Page } from '@playwright/test';
import { AppPage, type Params } from './appPage';
import { knownRange } from './logs';

/** The numbers above the heatmap. */
type Figure = 'Requests' | 'Error rate' | 'Latency p50 · p95 · p99';

/** /traces: search and analysis. */
export class TracesPage extends AppPage {
  constructor(page: Page) {
    super(page, '/traces');
  }

  /** Opens it at the known half hour. Conditions are written as the address has them: `service=storefront`. */
  async open(where: string[] = [], params: Params = {}): Promise<void> {
    await this.goto(
      { ...knownRange(), ...params },
      where.map((condition): [string, string] => ['where', condition])
    );
  }

  get heatmap(): Locator {
    return this.content.getByTestId('duration-heatmap');
  }

  /** What is under the pointer, or selected, in words. */
  get heatmapWords(): Locator {
    return this.content.getByTestId('duration-heatmap-words');
  }

  /** One of the numbers above the heatmap. */
  figure(name: Figure): Locator {
    return this.content.locator('dl > div').filter({ hasText: name }).locator('dd').first();
  }

  /** What such a number rests on. */
  basis(name: Figure): Locator {
    return this.content.locator('dl > div').filter({ hasText: name }).locator('dd').nth(1);
  }

  get rows(): Locator {
    return this.content.getByTestId(/^trace-/);
  }

  /** Ids of the traces in the table, in their order. */
  async ids(): Promise<string[]> {
    return this.rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-testid')!.slice('trace-'.length)));
  }

  /** What stands out in some: `Failed requests`. */
  differences(title: RegExp): Locator {
    return this.content.locator('section').filter({ has: this.page.getByRole('heading', { name: title }) });
  }

  /** Drags over a part of the heatmap; places are shares of its width and height, from the top left. */
  async dragOver(from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
    const { x, y, width, height } = (await this.heatmap.boundingBox())!;
    await this.page.mouse.move(x + width * from.x, y + height * from.y);
    await this.page.mouse.down();
    await this.page.mouse.move(x + (width * (from.x + to.x)) / 2, y + (height * (from.y + to.y)) / 2, { steps: 3 });
    await this.page.mouse.move(x + width * to.x, y + height * to.y, { steps: 3 });
  }
}
