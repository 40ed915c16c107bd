import { createHash } from 'node:crypto';
import type { Resolver } from 'node:dns/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { SpanKind } from '@opentelemetry/api';
import type { OrderMessage } from '../queue/types.ts';
import type { Tracing } from '../telemetry/types.ts';

/** Where parcels are announced. Nobody listens there: the carrier is simulated, its name is not. */
export const CARRIER_HOST = 'api.parcels.example';

/** Median of the carrier's answers, in ms, and the spread of their logarithm. */
const MEDIAN_MS = 60;
const SIGMA = 0.3;

/** The carrier could not be asked; nothing was announced. `name` is the resolver's code, such as `ENOTFOUND`. */
export class CarrierUnreachable extends Error {
  constructor(cause: NodeJS.ErrnoException) {
    super(`${CARRIER_HOST} is unreachable: ${cause.message}`, { cause });
    this.name = cause.code ?? new.target.name;
  }
}

/** The company that fetches parcels. Its name is really looked up, at each call; its answer is simulated. */
export class Carrier {
  readonly #tracing: Tracing;
  readonly #resolver: Pick<Resolver, 'resolve4'>;

  constructor(tracing: Tracing, resolver: Pick<Resolver, 'resolve4'>) {
    this.#tracing = tracing;
    this.#resolver = resolver;
  }

  /**
   * Announces a parcel.
   * @returns the number on its label. It follows from the order, so that asking again makes no second parcel.
   * @throws CarrierUnreachable
   */
  announce({ order_id }: OrderMessage): Promise<string> {
    return this.#tracing.inSpan(
      'POST /labels',
      async () => {
        await this.#resolver.resolve4(CARRIER_HOST).catch((error: NodeJS.ErrnoException) => {
          throw new CarrierUnreachable(error);
        });
        await sleep(MEDIAN_MS * Math.exp(SIGMA * (Math.random() * 2 - 1)));
        return `TW${createHash('sha256').update(order_id).digest('hex').slice(0, 12).toUpperCase()}`;
      },
      {
        kind: SpanKind.CLIENT,
        attributes: {
          'http.request.method': 'POST',
          'url.template': '/labels',
          'peer.service': 'carrier',
          'server.address': CARRIER_HOST,
        },
      }
    );
  }
}
