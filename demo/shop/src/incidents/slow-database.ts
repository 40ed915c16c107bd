import type { Delay } from '../db/traced.ts';
import type { Statement } from '../db/types.ts';
import type { Incident } from './types.ts';

const SHORTEST_MS = 600;
const LONGEST_MS = 900;

/** One statement becomes slow, as after an index was dropped. The time is spent inside the statement's own span. */
export class SlowDatabase implements Incident {
  readonly name = 'slow-database';
  readonly #victim: Statement;
  readonly #route: string;
  readonly #seenAt: readonly string[];
  #on = false;

  /**
   * @param victim the statement to slow down.
   * @param route the route that runs it.
   * @param seenAt the services whose customers wait for it.
   */
  constructor(victim: Statement, route: string, seenAt: readonly string[]) {
    this.#victim = victim;
    this.#route = route;
    this.#seenAt = seenAt;
  }

  readonly delay: Delay = (statement) =>
    this.#on && statement === this.#victim ? SHORTEST_MS + Math.random() * (LONGEST_MS - SHORTEST_MS) : 0;

  async begin() {
    this.#on = true;
    return {
      effect: {
        route: this.#route,
        attribute: {},
        effect: {
          description: `The query "${this.#victim.text}" takes ${SHORTEST_MS} to ${LONGEST_MS} ms longer.`,
          share: 1,
          slower_by_seconds: (SHORTEST_MS + LONGEST_MS) / 2 / 1000,
        },
        seen_at: this.#seenAt.map((service) => ({ service, route: 'GET /products' })),
      },
      end: async () => {
        this.#on = false;
      },
    };
  }
}
