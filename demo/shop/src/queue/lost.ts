import { context, ROOT_CONTEXT } from '@opentelemetry/api';
import { exceptionField } from '../telemetry/logging.ts';
import type { Logger } from '../telemetry/types.ts';

const EVERY_MS = 30_000;

/** Tells that the connection to Redis is lost: at once, then now and then while it stays so. */
export function tellLost(log: Logger): (error: Error) => void {
  let toldAt = -Infinity;
  return (error) => {
    if (performance.now() - toldAt >= EVERY_MS) {
      toldAt = performance.now();
      // A connection breaks on nobody's behalf, but in the context of whoever happened to open it.
      context.with(ROOT_CONTEXT, () => log.warn(exceptionField(error), 'No connection to Redis'));
    }
  };
}
