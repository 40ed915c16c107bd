import type { PaymentProcessor } from '../payments/processor.ts';
import type { Incident } from './types.ts';

const BRAND = 'amex';
const REGION = 'eu';
const SHARE = 0.9;
const TIMEOUT_MS = 1500;

/** One card brand cannot be charged in one region: its network times out. */
export class PaymentOutage implements Incident {
  readonly name = 'payment-outage';
  readonly #processor: PaymentProcessor;
  readonly #route: string;
  readonly #status: number;
  readonly #seenAt: readonly string[];

  /**
   * @param route the culprit's route that fails, with which status.
   * @param seenAt the services whose checkouts fail because of it.
   */
  constructor(processor: PaymentProcessor, at: { route: string; status: number }, seenAt: readonly string[]) {
    this.#processor = processor;
    this.#route = at.route;
    this.#status = at.status;
    this.#seenAt = seenAt;
  }

  async begin() {
    this.#processor.outage = ({ card, region }) =>
      card.brand === BRAND && region === REGION && Math.random() < SHARE ? { afterMs: TIMEOUT_MS } : undefined;
    return {
      effect: {
        route: this.#route,
        attribute: { 'shop.card.brand': BRAND, 'shop.region': REGION },
        effect: {
          description: `${SHARE * 100} % of charges to ${BRAND} cards in ${REGION} fail after ${TIMEOUT_MS} ms.`,
          share: SHARE,
          status: this.#status,
          slower_by_seconds: TIMEOUT_MS / 1000,
          metric: 'checkout_failures_total{reason="payment_unavailable"}',
        },
        seen_at: this.#seenAt.map((service) => ({ service, route: 'POST /checkout' })),
      },
      end: async () => {
        this.#processor.outage = undefined;
      },
    };
  }
}
