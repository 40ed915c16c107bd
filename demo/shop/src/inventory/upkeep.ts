import { exceptionField } from '../telemetry/logging.ts';
import type { Logger, Tracing } from '../telemetry/types.ts';
import type { InventoryStore } from './store.ts';

/** Suppliers are not prompt: stock stays low for a while, as in life. */
const EVERY_MS = 15_000;

/**
 * Deliveries and the release of forgotten reservations, for as long as the service runs.
 * @returns how to end it; resolves when a run under way is over.
 */
export function startStockUpkeep(store: InventoryStore, tracing: Tracing, log: Logger): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  const run = () =>
    tracing
      .inSpan('stock upkeep', async () => {
        await store.cleanUp();
        const delivered = await store.restockOne();
        if (delivered) {
          log.info({ product_id: delivered.id, stock: delivered.stock }, `Restocked ${delivered.name}`);
        }
      })
      .catch((error: unknown) => log.error(exceptionField(error), 'Stock upkeep failed'));
  const timer = setInterval(() => {
    running = run();
  }, EVERY_MS);
  return async () => {
    clearInterval(timer);
    await running;
  };
}
