import { context, propagation, SpanKind } from '@opentelemetry/api';
import type { Telemetry } from '../telemetry/types.ts';
import { BULLMQ, ORDERS, type OrderMessage, type OrderQueue } from './types.ts';

/**
 * Sends orders to the queue, each with a span and the context of its trace, by OpenTelemetry's messaging conventions.
 */
export class OrderSender {
  readonly #queue: OrderQueue;
  readonly #telemetry: Pick<Telemetry, 'tracing' | 'messaging'>;

  constructor(queue: OrderQueue, telemetry: Pick<Telemetry, 'tracing' | 'messaging'>) {
    this.#queue = queue;
    this.#telemetry = telemetry;
  }

  /** @throws Error when the queue cannot be reached. */
  async send(message: OrderMessage): Promise<void> {
    const { tracing, messaging } = this.#telemetry;
    await tracing.inSpan(
      `send ${ORDERS}`,
      async () => {
        const headers: Record<string, string> = {};
        propagation.inject(context.active(), headers);
        try {
          await this.#queue.send(message, headers);
          messaging.sent(ORDERS);
        } catch (error) {
          messaging.sent(ORDERS, nameOf(error));
          throw error;
        }
      },
      {
        kind: SpanKind.PRODUCER,
        attributes: messageAttributes('send', message),
      }
    );
  }
}

/** What a span says of the message that it sends or processes. */
export function messageAttributes(operation: 'send' | 'process', { order_id }: OrderMessage) {
  return {
    'messaging.system': BULLMQ,
    'messaging.destination.name': ORDERS,
    'messaging.operation.type': operation,
    'messaging.operation.name': operation,
    'messaging.message.id': order_id,
    'shop.order.id': order_id,
  };
}

/** An error's class, for `error.type`. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'Error';
}
