import { type Locator, type Page } from '@playwright/test';
import { AppPage } from './appPage';

/** /objectives: all objectives, and what sets them. */
export class ObjectivesPage extends AppPage {
  constructor(page: Page, path = '/objectives') {
    super(page, path);
  }

  /** How all objectives are doing, in a sentence. */
  get verdict(): Locator {
    return this.content.getByTestId('objectives-verdict');
  }

  get rows(): Locator {
    return this.content.getByTestId(/^objective-.*:/);
  }

  /** The row of an objective by its id. */
  row(id: string): Locator {
    return this.content.getByTestId(`objective-${id}`);
  }

  /** The burn rate of an objective within a window (`1 h`), as its picture tells. */
  async burnRate(id: string, window: string): Promise<number> {
    const words =
      (await this.row(id)
        .getByRole('img', { name: `${window}: ` })
        .getAttribute('aria-label')) ?? '';
    const told = words.split(', ').find((part) => part.startsWith(`${window}: `));
    return parseFloat(told?.slice(window.length + 2) ?? '');
  }
}
