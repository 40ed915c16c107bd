import { trace } from '@opentelemetry/api';
import { ServiceUnavailable } from '../http/client.ts';
import { Problem } from '../http/problem.ts';
import type { Inventory } from '../inventory/types.ts';
import type { Brand, Currency, Payments, Region } from '../payments/types.ts';
import { exceptionField } from '../telemetry/logging.ts';
import type { BusinessInstruments, CheckoutFailure, Logger } from '../telemetry/types.ts';
import type { Cart, Carts } from './carts.ts';
import type { Dispatch } from './dispatch.ts';
import type { Order, Orders } from './orders.ts';
import type { Usage } from './usage.ts';

/** Who buys what, and pays with which card. */
export interface CheckoutRequest {
  readonly cart: Cart;
  readonly userId: string | undefined;
  /** Their pseudonym in usage events. */
  readonly visitor: string | undefined;
  readonly region: Region;
  readonly card: { readonly brand: Brand; readonly last4: string };
}

/** The accepted order, as the customer learns of it. */
export type Receipt = Pick<Order, 'id' | 'state' | 'currency' | 'amount_minor'>;

const CURRENCY: Readonly<Record<Region, Currency>> = { eu: 'EUR', uk: 'GBP', us: 'USD', apac: 'USD' };

/** Units of a currency for one EUR. A demo's rates do not move. */
const RATE: Readonly<Record<Currency, number>> = { EUR: 1, GBP: 0.86, USD: 1.1 };

/**
 * Turns a cart into an order: hold the stock, write the order down, charge the card, accept, send it
 * to be shipped. An order that was accepted is in the database before the customer hears of it; whatever fails before
 * that is undone.
 */
export class Checkout {
  readonly #carts: Carts;
  readonly #orders: Orders;
  readonly #inventory: Inventory;
  readonly #payments: Payments;
  readonly #dispatch: Dispatch;
  readonly #business: BusinessInstruments;
  readonly #usage: Usage;
  readonly #log: Logger;

  constructor(parts: {
    carts: Carts;
    orders: Orders;
    inventory: Inventory;
    payments: Payments;
    dispatch: Dispatch;
    business: BusinessInstruments;
    usage: Usage;
    log: Logger;
  }) {
    this.#carts = parts.carts;
    this.#orders = parts.orders;
    this.#inventory = parts.inventory;
    this.#payments = parts.payments;
    this.#dispatch = parts.dispatch;
    this.#business = parts.business;
    this.#usage = parts.usage;
    this.#log = parts.log;
  }

  /**
   * @throws Problem 409 (out of stock, or already being checked out), 402 (declined), 503 (something does not answer).
   */
  async run(request: CheckoutRequest): Promise<Receipt> {
    describe(request);
    if (!(await this.#carts.claim(request.cart.id))) {
      this.#usage.tell('checkout', request.visitor, 'refused', 'under_way');
      throw new Problem(409, { kind: 'checkout-under-way', detail: 'This cart is being checked out already.' });
    }
    try {
      return await this.#claimed(request);
    } catch (error) {
      await this.#attempt('reopen the cart', () => this.#carts.reopen(request.cart.id));
      throw error;
    }
  }

  async #claimed(request: CheckoutRequest): Promise<Receipt> {
    const reservation = await this.#reserve(request);
    try {
      const receipt = await this.#order(request);
      await this.#attempt('close the reservation', () => this.#inventory.sell(reservation));
      return receipt;
    } catch (error) {
      await this.#attempt('release the stock', () => this.#inventory.release(reservation));
      throw error;
    }
  }

  async #reserve({ cart, visitor }: CheckoutRequest): Promise<string> {
    const lines = cart.items.map(({ product_id, quantity }) => ({ product_id, quantity }));
    const result = await this.#inventory.reserve(lines).catch((error: unknown) => {
      const reason = error instanceof ServiceUnavailable ? 'inventory_unavailable' : 'error';
      this.#failed(reason);
      this.#usage.tell('checkout', visitor, 'failed', reason);
      throw error;
    });
    if ('id' in result) {
      this.#usage.tell('checkout', visitor, 'ok');
      return result.id;
    }
    const { shortages } = result;
    const names = shortages.map(({ name }) => name).join(', ');
    const categories = [...new Set(shortages.map(({ category }) => category))];
    trace.getActiveSpan()?.setAttribute('shop.out_of_stock.categories', categories);
    this.#failed('out_of_stock');
    this.#usage.tell('checkout', visitor, 'refused', 'out_of_stock');
    this.#log.warn({ reason: 'out_of_stock', categories }, `Checkout refused, out of stock: ${names}`);
    throw new Problem(409, {
      kind: 'out-of-stock',
      detail: `Not enough in stock: ${names}.`,
      extensions: { shortages },
    });
  }

  async #order({ cart, userId, visitor, region, card }: CheckoutRequest): Promise<Receipt> {
    const currency = CURRENCY[region];
    const amount_minor = Math.max(1, Math.round(cart.total_cents * RATE[currency]));
    const id = await this.#orders.open({ user_id: userId ?? null, region, currency, amount_minor, items: cart.items });
    trace.getActiveSpan()?.setAttribute('shop.order.id', id);
    const fields = { order_id: id, card_brand: card.brand, region };
    const charge = await this.#payments
      .charge({ order_id: id, amount_minor, currency, region, card })
      .catch(async (error) => {
        await this.#attempt('close the order', () => this.#orders.close(id, 'failed'));
        const reason = error instanceof ServiceUnavailable ? 'payment_unavailable' : 'error';
        this.#failed(reason, 'failed');
        this.#usage.tell('payment', visitor, 'failed', reason);
        this.#log.error(
          { ...fields, reason: 'payment_unavailable' },
          `Payment failed for ${card.brand} in ${region}: ${String(error)}`
        );
        throw error;
      });
    if ('declined' in charge) {
      await this.#orders.close(id, 'declined');
      this.#failed('card_declined', 'declined');
      this.#usage.tell('payment', visitor, 'refused', 'card_declined');
      this.#log.warn({ ...fields, reason: charge.declined }, `Order not paid: card declined (${charge.declined})`);
      throw new Problem(402, {
        kind: 'card-declined',
        detail: 'The card was declined.',
        extensions: { reason: charge.declined, order_id: id },
      });
    }
    this.#usage.tell('payment', visitor, 'ok');
    await this.#accept(id, charge.id, cart).catch((error: unknown) => {
      this.#usage.tell('order', visitor, 'failed', 'error');
      throw error;
    });
    this.#usage.tell('order', visitor, 'ok');
    this.#business.order('accepted');
    this.#business.orderValue(currency, amount_minor / 100);
    this.#business.cart('checked_out');
    this.#log.info(
      { ...fields, amount_minor, currency, items: cart.items.length },
      `Order ${id} accepted: ${(amount_minor / 100).toFixed(2)} ${currency}`
    );
    await this.#attempt('send the order to be shipped', () => this.#dispatch.send({ id, region, items: cart.items }));
    return { id, state: 'accepted', currency, amount_minor };
  }

  /** Money that was taken for an order that could not be written down is given back. */
  async #accept(order: string, charge: string, cart: Cart): Promise<void> {
    try {
      await this.#orders.accept(order, charge, cart, this.#dispatch.isOpen);
    } catch (error) {
      this.#failed('error', 'failed');
      await this.#attempt('refund the charge', () => this.#payments.refund(charge));
      throw error;
    }
  }

  #failed(reason: CheckoutFailure, outcome?: 'declined' | 'failed'): void {
    this.#business.checkoutFailed(reason);
    if (outcome) {
      this.#business.order(outcome);
    }
  }

  /** Clearing up must not hide why it was necessary; what it leaves behind, the upkeep finds. */
  async #attempt(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#log.error(exceptionField(error), `Could not ${what}`);
    }
  }
}

function describe({ cart, region, card }: CheckoutRequest): void {
  trace.getActiveSpan()?.setAttributes({
    'shop.cart.items': cart.items.length,
    'shop.cart.categories': [...new Set(cart.items.map(({ category }) => category))],
    'shop.card.brand': card.brand,
    'shop.region': region,
  });
}
