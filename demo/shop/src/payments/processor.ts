import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { SpanKind, trace } from '@opentelemetry/api';
import { ServiceUnavailable } from '../http/client.ts';
import type { Logger, Tracing } from '../telemetry/types.ts';
import { declineReason, networkDelay } from './rules.ts';
import type { ChargeRequest, ChargeResult, Payments } from './types.ts';

/** The card network could not be reached or broke off; nothing was charged. */
export class CardNetworkError extends ServiceUnavailable {
  /** ISO 8583 response code. */
  readonly code: string;

  constructor(code: string, detail: string) {
    super('card network', `${detail} (code ${code})`);
    this.code = code;
  }
}

/** What an outage does to one charge: `undefined` leaves it alone. */
export type Outage = (request: ChargeRequest) => { readonly afterMs: number } | undefined;

/** Decides charges, after the time that a card network takes. The network itself is simulated. */
export class PaymentProcessor implements Payments {
  readonly #tracing: Tracing;
  readonly #log: Logger;
  /** Set while an incident is on. */
  outage: Outage | undefined;

  constructor(tracing: Tracing, log: Logger) {
    this.#tracing = tracing;
    this.#log = log;
  }

  /** @throws CardNetworkError when the network does not answer. */
  async charge(request: ChargeRequest): Promise<ChargeResult> {
    const { card, region, amount_minor, currency, order_id } = request;
    trace.getActiveSpan()?.setAttributes({
      'shop.card.brand': card.brand,
      'shop.region': region,
      'shop.currency': currency,
      'shop.order.id': order_id,
    });
    const fields = { order_id, card_brand: card.brand, region, amount_minor, currency };
    try {
      await this.#askNetwork(request);
    } catch (error) {
      if (error instanceof CardNetworkError) {
        this.#log.error(
          { ...fields, code: error.code },
          `Card network failed for ${card.brand} in ${region}: ${error.message}`
        );
      }
      throw error;
    }
    const declined = declineReason(request);
    if (declined) {
      this.#log.warn({ ...fields, reason: declined }, `Card declined: ${declined}`);
      return { declined };
    }
    const id = randomUUID();
    this.#log.info({ ...fields, charge_id: id }, `Charge accepted: ${(amount_minor / 100).toFixed(2)} ${currency}`);
    return { id };
  }

  async refund(charge: string): Promise<void> {
    this.#log.info({ charge_id: charge }, 'Charge refunded');
  }

  #askNetwork(request: ChargeRequest): Promise<void> {
    const { brand } = request.card;
    return this.#tracing.inSpan(
      'POST /authorize',
      async () => {
        const outage = this.outage?.(request);
        await sleep(outage?.afterMs ?? networkDelay(request));
        if (outage) {
          throw new CardNetworkError('91', 'issuer or switch inoperative');
        }
      },
      {
        kind: SpanKind.CLIENT,
        attributes: {
          'http.request.method': 'POST',
          'url.template': '/authorize',
          'peer.service': `${brand}-network`,
          'server.address': `${brand}.cards.example`,
          'shop.card.brand': brand,
          'shop.region': request.region,
        },
      }
    );
  }
}
