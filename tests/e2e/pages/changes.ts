import { type Locator, type Page } from '@playwright/test';
import { AppPage } from './appPage';

/** /changes: what changed between two times. */
export class ChangesPage extends AppPage {
  constructor(page: Page) {
    super(page, '/changes');
  }

  /** What changed of one signal: `Metrics`, `Calls`, `Log patterns`, `Versions`. */
  table(signal: string): Locator {
    return this.content.getByRole('table', { name: signal, exact: true });
  }

  get lookedAt(): Locator {
    return this.content.getByRole('region', { name: 'What was looked at' });
  }
}
