import { propagation, ROOT_CONTEXT, SpanKind, trace } from '@opentelemetry/api';
import { messageAttributes, nameOf } from '../queue/sender.ts';
import { ORDERS, type Delivery } from '../queue/types.ts';
import type { Logger, Telemetry } from '../telemetry/types.ts';
import type { Carrier } from './carrier.ts';
import type { Packing } from './packing.ts';

/** What shipping an order needs. */
export interface ProcessingParts {
  readonly telemetry: Pick<Telemetry, 'tracing' | 'messaging'>;
  readonly packing: Packing;
  readonly carrier: Carrier;
  readonly log: Logger;
}

/**
 * Ships the order of a message: packs it and announces it to the carrier. It is a trace of its own with a link to the
 * one that the message was sent in: hours may lie between them, and one message may be processed several times.
 * @throws Error when it has to be tried again.
 */
export async function processOrder(delivery: Delivery, parts: ProcessingParts): Promise<void> {
  const { telemetry, log } = parts;
  const { message, headers, attempt } = delivery;
  const sentIn = trace.getSpanContext(propagation.extract(ROOT_CONTEXT, headers));
  const startedAt = performance.now();
  const done = (error?: string) => telemetry.messaging.processed(ORDERS, (performance.now() - startedAt) / 1000, error);
  await telemetry.tracing.inSpan(
    `process ${ORDERS}`,
    async () => {
      try {
        await parts.packing.pack();
        const label = await parts.carrier.announce(message);
        log.info({ ...fieldsOf(delivery), label }, `Order ${message.order_id} shipped: ${label}`);
      } catch (error) {
        done(nameOf(error));
        tellFailure(delivery, error, log);
        throw error;
      }
      done();
    },
    {
      kind: SpanKind.CONSUMER,
      root: true,
      ...(sentIn && { links: [{ context: sentIn }] }),
      attributes: {
        ...messageAttributes('process', message),
        'shop.region': message.region,
        'shop.name': message.shop,
        'shop.attempt': attempt,
      },
    }
  );
}

function tellFailure(delivery: Delivery, error: unknown, log: Logger): void {
  const { message, attempt, attempts } = delivery;
  const fields = { ...fieldsOf(delivery), reason: nameOf(error) };
  if (attempt < attempts) {
    log.warn(fields, `Order ${message.order_id} not shipped, attempt ${attempt} of ${attempts}: ${String(error)}`);
  } else {
    log.error(fields, `Order ${message.order_id} set aside after ${attempts} attempts: ${String(error)}`);
  }
}

function fieldsOf({ message: { order_id, shop, region }, attempt }: Delivery) {
  return { order_id, shop, region, attempt };
}
