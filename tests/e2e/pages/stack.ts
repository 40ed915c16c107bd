import { type Locator, type Page } from '@playwright/test';
import { AppPage } from './appPage';

/** /stack: the monitoring servers themselves, and what logs cost. */
export class StackPage extends AppPage {
  constructor(page: Page) {
    super(page, '/stack');
  }

  /** Whether the other pages can be trusted: what is worst, in a sentence. */
  get verdict(): Locator {
    return this.content.getByTestId('stack-verdict');
  }

  /** How one signal is doing. */
  signal(name: 'metrics' | 'logs' | 'traces'): Locator {
    return this.content.getByTestId(`stack-${name}`);
  }

  /** The row of a server by its name (`Loki`, `Loki distributor`). */
  server(name: string): Locator {
    return this.content.getByTestId(`server-${name}`);
  }

  /** What Grafana's test of a data source said. */
  source(name: string): Locator {
    return this.content.getByTestId(`stack-source-${name}`);
  }

  /** A part of the page by its heading. */
  section(name: string): Locator {
    return this.content.getByRole('region', { name });
  }

  /** Services by what their logs cost. */
  get costs(): Locator {
    return this.content.getByTestId(/^log-cost-/);
  }
}
