import { type Locator, type Page } from '@playwright/test';
import { AppPage } from './appPage';

/** /infrastructure: hosts, containers, databases and caches, the worst first. */
export class InfrastructurePage extends AppPage {
  constructor(page: Page) {
    super(page, '/infrastructure');
  }

  /** How everything is doing, in a sentence. */
  get verdict(): Locator {
    return this.content.getByTestId('infra-verdict');
  }

  /** How the host or container is doing that its own page is of. */
  get entityVerdict(): Locator {
    return this.content.getByTestId('infra-entity-verdict');
  }

  /** The rows of all hosts. */
  get hosts(): Locator {
    return this.content.getByTestId(/^host-/);
  }

  host(name: string): Locator {
    return this.content.getByTestId(`host-${name}`);
  }

  /** The row of a container by its pod, or by its name where it has none. */
  container(name: string): Locator {
    return this.content.getByTestId(`container-${name}`);
  }

  database(name: string): Locator {
    return this.content.getByTestId(`database-${name}`);
  }

  /** A part of the page by its heading. */
  section(name: string): Locator {
    return this.content.getByRole('region', { name });
  }

  /** The scrape job that makes a kind known. */
  scrapeJob(kind: 'Hosts' | 'Containers' | 'Databases and caches'): Locator {
    return this.content.getByLabel(`Scrape configuration: ${kind}`);
  }
}
