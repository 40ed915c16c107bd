import { type Locator, type Page } from '@playwright/test';
import { AppPage } from './appPage';

/** The list of alerts. */
export class AlertsPage extends AppPage {
  constructor(page: Page) {
    super(page, '/alerts');
  }

  /** The sentence on top. */
  get verdict(): Locator {
    return this.content.getByTestId('alerts-verdict');
  }

  /** The row of an alert of a service. */
  row(name: string, service: string): Locator {
    return this.content.getByTestId(`alert-${name} ${service}`);
  }
}

/** One alert. */
export class AlertPage extends AppPage {
  constructor(page: Page) {
    super(page, '/alerts/alert');
  }

  get facts(): Locator {
    return this.content.getByTestId('alert-facts');
  }

  section(name: string): Locator {
    return this.content.getByRole('region', { name });
  }
}
