import { expect, type Locator, type Page } from '@playwright/test';
import { AppPage } from './appPage';
import { Traffic } from './traffic';

/** /setup: what was detected and why. */
export class SetupPage extends AppPage {
  private readonly traffic: Traffic;

  constructor(page: Page) {
    super(page, '/setup');
    this.traffic = Traffic.of(page);
  }

  /** What there is and what is missing. */
  get checklist(): Locator {
    return this.content.getByRole('region', { name: 'Checklist' });
  }

  /** What keeps correlation from working. */
  get blindSpots(): Locator {
    return this.content.getByRole('region', { name: 'Blind spots' });
  }

  /** The switch that is always offered. */
  get sampleSwitch(): Locator {
    return this.content.getByRole('switch', { name: 'Show sample data' });
  }

  /** Turns sample data on where it is always offered, and leaves the time range as it is. */
  async turnOnSampleData(): Promise<void> {
    await this.gotoBare();
    // By a key: sections above that are still filled move the switch away from a pointer.
    await this.sampleSwitch.press('Space');
    await expect(this.sampleBanner).toBeVisible();
    // Grafana complains when it is left while it still starts.
    await this.traffic.settled();
  }
}
