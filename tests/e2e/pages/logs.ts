import { type Locator, type Page } from '@playwright/test';
import { windowOf } from '../data/explorer';
import { AppPage, type Params } from './appPage';

/** When the tests' Loki and Tempo were filled. The tests are listed before that; only while they run it is known. */
export const STARTED_AT = Number(process.env.TESTBED_STARTED_AT ?? 0);

/** The half hour of which every line and request is known, as it stands in the URL. */
export function knownRange(): Params {
  const { from, to } = windowOf(STARTED_AT);
  return { from: String(from), to: String(to), timezone: 'utc' };
}

/** /logs: the log explorer. */
export class LogsPage extends AppPage {
  constructor(page: Page) {
    super(page, '/logs');
  }

  /** Opens it at the known half hour. Conditions on fields are written as the address has them: `service=billing`. */
  async open(where: string[] = [], params: Params = {}): Promise<void> {
    await this.goto({ ...knownRange(), ...params }, [
      ...where.map((condition): [string, string] => ['where', condition]),
    ]);
  }

  get list(): Locator {
    return this.content.getByRole('list', { name: 'Log lines', exact: true });
  }

  /** Only those in view are in the page. */
  get lines(): Locator {
    return this.list.getByRole('listitem');
  }

  /** How much of all is here, and what it cost. */
  get facts(): Locator {
    return this.content.getByTestId('log-facts');
  }

  get cost(): Locator {
    return this.content.getByText(/^Scanned /);
  }

  get volume(): Locator {
    return this.content.getByTestId('log-volume');
  }

  /** The number that the chart's legend names for a level. */
  async levelCount(level: string): Promise<string> {
    const legend = this.content.getByTestId('log-volume-legend');
    const text = await legend.getByRole('button', { name: new RegExp(`^.\\s?${level} `) }).innerText();
    return text.slice(text.indexOf(level) + level.length);
  }

  /** A value among the facets, with its count and share: `billing 84 3.0%`. */
  facet(value: string): Locator {
    return this.content
      .getByRole('navigation', { name: 'Facets' })
      .getByRole('button', { name: new RegExp(`^${value} .*%$`) });
  }

  exclude(value: string): Locator {
    return this.content.getByRole('button', { name: `Exclude ${value}`, exact: true });
  }

  tab(name: 'Logs' | 'Patterns' | 'Errors'): Locator {
    return this.content.getByRole('tab', { name });
  }

  /** The details of the line that is open. */
  get details(): Locator {
    return this.content.getByRole('region', { name: /^Log line details/ });
  }

  button(name: string | RegExp): Locator {
    return this.content.getByRole('button', { name });
  }

  /** Adds a condition on the text of lines, as a user does. */
  async filterText(text: string, { isExcluded = false, isCase = false, isRegexp = false } = {}): Promise<void> {
    await this.content
      .getByRole('radio', { name: isExcluded ? 'Does not contain' : 'Contains', exact: true })
      .check({ force: true });
    for (const [name, isOn] of [
      ['Match case', isCase],
      ['Regular expression', isRegexp],
    ] as const) {
      const button = this.button(name);
      if ((await button.getAttribute('aria-pressed')) !== String(isOn)) {
        await button.click();
      }
    }
    const input = this.content.getByRole('textbox', { name: 'Search log lines' });
    await input.fill(text);
    await input.press('Enter');
  }
}
