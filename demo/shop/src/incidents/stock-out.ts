import type { InventoryStore } from '../inventory/store.ts';
import type { Incident } from './types.ts';

const CATEGORY = 'coffee';

/**
 * A whole category is sold out and no delivery comes. Stock is really taken out of the database, and put back at the
 * end.
 */
export class StockOut implements Incident {
  readonly name = 'stock-out';
  readonly #store: InventoryStore;
  readonly #route: string;
  readonly #seenAt: readonly string[];

  constructor(store: InventoryStore, route: string, seenAt: readonly string[]) {
    this.#store = store;
    this.#route = route;
    this.#seenAt = seenAt;
  }

  async begin() {
    const end = await this.#store.empty(CATEGORY);
    return {
      effect: {
        route: this.#route,
        attribute: { 'shop.cart.categories': CATEGORY },
        effect: {
          description: `Every product of the category ${CATEGORY} is out of stock; checkouts with one of them are refused.`,
          share: 1,
          status: 409,
          metric: 'products_low_stock_total',
        },
        seen_at: this.#seenAt.map((service) => ({ service, route: 'POST /checkout' })),
      },
      end,
    };
  }
}
