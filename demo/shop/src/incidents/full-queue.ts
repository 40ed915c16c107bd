import type { Packing } from '../fulfilment/packing.ts';
import { ORDERS } from '../queue/types.ts';
import type { Incident } from './types.ts';

const SHORTEST_MS = 15_000;
const LONGEST_MS = 25_000;

/** The worker takes its time with each order, more come than it ships, and the queue grows until it is over. */
export class FullQueue implements Incident {
  readonly name = 'full-queue';
  readonly #packing: Packing;

  constructor(packing: Packing) {
    this.#packing = packing;
  }

  async begin() {
    const end = this.#packing.slowDown([SHORTEST_MS, LONGEST_MS]);
    return {
      effect: {
        route: ORDERS,
        attribute: {},
        effect: {
          description: `Packing an order takes ${SHORTEST_MS / 1000} to ${LONGEST_MS / 1000} s: more orders come than are shipped.`,
          share: 1,
          slower_by_seconds: (SHORTEST_MS + LONGEST_MS) / 2 / 1000,
          metric: `bullmq_job_oldest_waiting_seconds{queue="${ORDERS}"}`,
        },
        seen_at: [],
      },
      end: async () => end(),
    };
  }
}
