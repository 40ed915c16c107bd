import { type Locator } from '@playwright/test';

/** What changed, as a part of a page: the likely causes with what speaks for them. */
export class WhatChanged {
  readonly block: Locator;

  constructor(content: Locator) {
    this.block = content.getByTestId('what-changed');
  }

  /** Where a cause is, the likeliest being the first. */
  cause(place: number): Locator {
    return this.block.getByTestId(`cause-${place}`);
  }

  /** The causes with all that speaks for them, where the block is open. */
  get causes(): Locator {
    return this.block.locator('li[data-cause]');
  }

  get evidence(): Locator {
    return this.block.getByRole('button', { name: 'Evidence' });
  }

  get allChanges(): Locator {
    return this.block.getByRole('link', { name: 'All changes' });
  }
}
