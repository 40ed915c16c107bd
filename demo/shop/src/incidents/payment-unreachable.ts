import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import type { ServiceClient } from '../http/client.ts';
import type { Incident } from './types.ts';

/** A shop looks for payments at an address where nobody listens: it is refused a connection, and hears no status. */
export class PaymentUnreachable implements Incident {
  readonly name = 'payment-unreachable';
  readonly #client: ServiceClient;

  constructor(client: ServiceClient) {
    this.#client = client;
  }

  async begin() {
    const address = `http://127.0.0.1:${await deafPort()}`;
    const goBack = this.#client.moveTo(address);
    return {
      effect: {
        route: 'POST /checkout',
        attribute: {},
        effect: {
          description: `Payments are looked for at ${address}, where nobody listens: each charge is refused a connection.`,
          share: 1,
          status: 503,
          metric: 'checkout_failures_total{reason="payment_unavailable"}',
        },
        seen_at: [],
      },
      end: async () => goBack(),
    };
  }
}

/** A port that somebody listened on a moment ago. */
async function deafPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
