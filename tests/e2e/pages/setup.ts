import { type Page } from '@playwright/test';
import { AppPage } from './appPage';

/** /setup: what was found and why. */
export class SetupPage extends AppPage {
  constructor(page: Page) {
    super(page, '/setup');
  }
}
