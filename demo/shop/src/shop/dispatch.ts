import type { OrderSender } from '../queue/sender.ts';
import type { Order, Orders } from './orders.ts';

type Sendable = Pick<Order, 'id' | 'region' | 'items'>;

/**
 * Sends accepted orders to be shipped. That an order is to be sent is written down in the transaction that accepts it
 * (transactional outbox), and it is sent until the queue has taken it: none is lost, whatever dies in between.
 */
export class Dispatch {
  readonly #shop: string;
  readonly #orders: Pick<Orders, 'sent' | 'unsent'>;
  readonly #sender: OrderSender | undefined;

  constructor(shop: string, orders: Pick<Orders, 'sent' | 'unsent'>, sender: OrderSender | undefined) {
    this.#shop = shop;
    this.#orders = orders;
    this.#sender = sender;
  }

  /** Whether there is a queue to send orders to. */
  get isOpen(): boolean {
    return this.#sender !== undefined;
  }

  /** @throws Error when the queue does not take it; it is sent later then. */
  async send({ id, region, items }: Sendable): Promise<void> {
    if (this.#sender) {
      await this.#sender.send({ order_id: id, shop: this.#shop, region, items: items.length });
      await this.#orders.sent(id);
    }
  }

  /**
   * Sends what its checkout could not send.
   * @returns how many were sent, and what kept the next one from it.
   */
  async sendLeftOver(): Promise<{ sent: number; error?: unknown }> {
    let sent = 0;
    if (this.#sender) {
      for (const order of await this.#orders.unsent()) {
        try {
          await this.send(order);
        } catch (error) {
          return { sent, error };
        }
        sent += 1;
      }
    }
    return { sent };
  }
}
