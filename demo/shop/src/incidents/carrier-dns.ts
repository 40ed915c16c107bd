import { CARRIER_HOST } from '../fulfilment/carrier.ts';
import type { NameServer } from '../fulfilment/name-server.ts';
import { ORDERS, type OrderQueue } from '../queue/types.ts';
import type { Incident } from './types.ts';

/**
 * The name of a service outside is gone from the name server. Orders fail, are tried again and set aside in the end;
 * once the name is back, all of them are shipped.
 */
export class CarrierDns implements Incident {
  readonly name = 'carrier-dns';
  readonly #names: NameServer;
  readonly #queue: OrderQueue;

  constructor(names: NameServer, queue: OrderQueue) {
    this.#names = names;
    this.#queue = queue;
  }

  async begin() {
    this.#names.remove(CARRIER_HOST);
    return {
      effect: {
        route: ORDERS,
        attribute: {},
        effect: {
          description: `${CARRIER_HOST} does not resolve: no order can be announced to the carrier (ENOTFOUND).`,
          share: 1,
          metric: 'messaging_process_duration_seconds_count{error_type="ENOTFOUND"}',
        },
        seen_at: [],
      },
      end: async () => {
        this.#names.add(CARRIER_HOST);
        await this.#queue.retrySetAside();
      },
    };
  }
}
