import { createHmac, randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { ServiceUnavailable } from '../http/client.ts';
import { Problem } from '../http/problem.ts';
import type { Logger } from '../telemetry/types.ts';

/** The steps of a purchase, in their order. */
export const USAGE_FEATURES = ['browse', 'cart', 'checkout', 'payment', 'order'] as const;
export type UsageFeature = (typeof USAGE_FEATURES)[number];

/** How a step ended: `refused` is a no to the customer (sold out, declined), `failed` is our own fault. */
export type UsageOutcome = 'ok' | 'refused' | 'failed';

/**
 * Tells who uses what, one log line an event. The text is the same in every dialect, so that one query finds all;
 * dialects with fields carry them as fields, too.
 */
export class Usage {
  readonly #log: Logger;
  readonly #key: string;

  /** @param key of the pseudonyms; with another key everybody is somebody else. */
  constructor(log: Logger, key: string) {
    this.#log = log;
    this.#key = key;
  }

  /**
   * The pseudonym of whoever sends a request: of what their browser calls itself (`x-visitor-id`), else of their cart.
   * It is a keyed hash: the same for the same visitor, and nobody without the key can tell whose it is.
   * @returns `undefined` for those who name neither: nobody can tell two of them apart.
   */
  visitorOf({ headers }: Pick<FastifyRequest, 'headers'>, cart?: string): string | undefined {
    const visitor = headers['x-visitor-id'];
    const given = typeof visitor === 'string' && visitor !== '' ? visitor : (headers['x-cart-id'] ?? cart);
    return given === undefined
      ? undefined
      : createHmac('sha256', this.#key).update(String(given)).digest('hex').slice(0, 16);
  }

  /** @param reason why it is not `ok`, as one word. */
  tell(feature: UsageFeature, user: string | undefined, outcome: UsageOutcome, reason?: string): void {
    const event = {
      feature,
      ...(user !== undefined && { user }),
      outcome,
      ...(reason !== undefined && { reason }),
      // Whoever ships lines may ship one twice, with another time.
      event_id: randomBytes(12).toString('base64url'),
    };
    const pairs = Object.entries(event).map(([name, value]) => `${name}=${value}`);
    this.#log.info({ usage: true, ...event }, `usage=true ${pairs.join(' ')}`);
  }

  /**
   * Does a step and tells how it ended.
   * @param user who did it, from what came of it: a first article is in no cart before.
   */
  async during<T>(feature: UsageFeature, user: (result?: T) => string | undefined, work: () => Promise<T>): Promise<T> {
    let result: T;
    try {
      result = await work();
    } catch (error) {
      const refused = error instanceof Problem && error.status < 500;
      this.tell(feature, user(), refused ? 'refused' : 'failed', reasonOf(error));
      throw error;
    }
    this.tell(feature, user(result), 'ok');
    return result;
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof ServiceUnavailable) {
    return `${error.service}_unavailable`;
  }
  return error instanceof Problem ? (error.options.kind ?? String(error.status)).replaceAll('-', '_') : 'error';
}
