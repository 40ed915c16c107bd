import { type Locator } from '@playwright/test';

/** The figures of a row, as texts on the screen. */
export interface RowTexts {
  state: string;
  name: string;
  rate: string;
  errors: string;
  p50: string;
  p95: string;
  p99: string;
  timeShare: string;
  version?: string;
}

/** A table of services or routes. */
export class HealthTable {
  constructor(private readonly root: Locator) {}

  /** The rows, once all is known of them: first they are shown with their requests and error rates alone. */
  get rows(): Locator {
    return this.root.getByTestId(/^health-row-/).and(this.root.locator('tr:not([aria-busy="true"] tr)'));
  }

  row(name: string): Locator {
    return this.rows.and(this.root.getByTestId(`health-row-${name}`));
  }

  /** The line below a row that is not well. */
  reason(name: string): Locator {
    return this.row(name).locator('xpath=following-sibling::tr[1][not(@data-testid)]');
  }

  /** The way on to the service or route itself. */
  link(name: string): Locator {
    return this.row(name).getByRole('link', { name, exact: true });
  }

  get filter(): Locator {
    return this.root.getByRole('textbox', { name: /^Filter / });
  }

  /** The button in a column's head. */
  sortButton(title: string): Locator {
    return this.root.getByRole('columnheader', { name: title }).getByRole('button');
  }

  columnHeader(title: string): Locator {
    return this.root.getByRole('columnheader', { name: title });
  }

  /** Names in the order of the screen. */
  async names(): Promise<string[]> {
    return this.rows.locator('td:nth-child(2)').getByRole('link').allInnerTexts();
  }

  async texts(name: string): Promise<RowTexts> {
    const row = this.row(name);
    // Waits until the row is there; then its cells are read at once.
    await row.waitFor();
    const cells = await row.evaluate((element) =>
      [...element.querySelectorAll('td')].map((cell) => ({
        first: cell.querySelector('span, a:not(:has(span))')?.textContent?.trim() ?? '',
        all: cell.textContent?.trim() ?? '',
      }))
    );
    const [state, shownName, rate, errors, durations, timeShare, version] = cells;
    const [p50 = '', p95 = '', p99 = ''] = durations?.first.split(' · ') ?? [];
    return {
      state: state?.all ?? '',
      name: shownName?.all ?? '',
      rate: rate?.first ?? '',
      errors: errors?.first ?? '',
      p50,
      p95,
      p99,
      timeShare: timeShare?.first ?? '',
      version: version?.all,
    };
  }
}
