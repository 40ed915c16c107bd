import { type Locator, type Page } from '@playwright/test';
import { AppPage } from './appPage';
import { HealthTable } from './healthTable';

/** /health/service: one service. */
export class ServicePage extends AppPage {
  readonly routes: HealthTable;

  constructor(page: Page) {
    super(page, '/health/service');
    this.routes = new HealthTable(this.content);
  }

  /** How the service is doing, in a line. */
  get facts(): Locator {
    return this.content.getByTestId('facts-header');
  }

  tab(name: 'Overview' | 'Routes' | 'Errors' | 'Resources'): Locator {
    return this.content.getByRole('tab', { name });
  }

  /** The rows of the table of failures: route, status, count, share. */
  get failures(): Locator {
    return this.content.getByRole('table', { name: 'Failed requests by route and status' }).locator('tbody tr');
  }
}
