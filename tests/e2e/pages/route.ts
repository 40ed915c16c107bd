import { type Locator, type Page } from '@playwright/test';
import { AppPage } from './appPage';

/** /health/route: one route of one service. */
export class RoutePage extends AppPage {
  constructor(page: Page) {
    super(page, '/health/route');
  }

  /** How the route is doing, in a line. */
  get facts(): Locator {
    return this.content.getByTestId('facts-header');
  }
}
