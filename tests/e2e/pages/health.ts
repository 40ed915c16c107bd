import { type Locator, type Page } from '@playwright/test';
import { AppPage } from './appPage';
import { HealthTable } from './healthTable';

/** /health: every service, worst first. */
export class HealthPage extends AppPage {
  readonly services: HealthTable;

  constructor(page: Page) {
    super(page, '/health');
    this.services = new HealthTable(this.content);
  }

  /** How all services are doing, in a sentence. */
  get verdict(): Locator {
    return this.content.getByTestId('health-verdict');
  }

  /** One of the numbers on top: `requests`, `errors`, `p95`, `orders`, `revenue`, `lowStock`. */
  tile(key: string): Locator {
    return this.content.getByTestId(`glance-${key}`);
  }

  /** The number of a tile as it is shown. */
  tileValue(key: string): Locator {
    return this.tile(key).locator('span span').first();
  }
}
