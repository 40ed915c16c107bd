import { type Locator, type Page } from '@playwright/test';
import { AppPage, type Params } from './appPage';
import { knownRange } from './logs';

/** /traces/:traceId: the story of one request. */
export class StoryPage extends AppPage {
  constructor(page: Page, traceId: string) {
    super(page, `/traces/${traceId}`);
  }

  async open(params: Params = {}): Promise<void> {
    await this.goto({ ...knownRange(), ...params });
  }

  get story(): Locator {
    return this.content.getByTestId('request-story');
  }

  get rows(): Locator {
    return this.content.getByTestId('waterfall-rows');
  }

  row(kind: 'span' | 'line' | 'event' | 'missing', text?: string): Locator {
    return this.content.getByTestId(`waterfall-${kind}`).filter({ hasText: text });
  }

  get selected(): Locator {
    return this.rows.locator('[aria-selected="true"]');
  }

  get details(): Locator {
    return this.content.getByTestId('waterfall-details');
  }

  get search(): Locator {
    return this.content.getByRole('textbox', { name: 'Search spans and logs' });
  }

  get minimap(): Locator {
    return this.content.getByTestId('waterfall-minimap');
  }

  get notices(): Locator {
    return this.content.getByTestId('story-notices');
  }
}
