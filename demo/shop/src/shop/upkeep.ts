import type { Inventory } from '../inventory/types.ts';
import { exceptionField } from '../telemetry/logging.ts';
import type { BusinessInstruments, Logger, Tracing } from '../telemetry/types.ts';
import type { Accounts } from './accounts.ts';
import type { Carts } from './carts.ts';
import type { Dispatch } from './dispatch.ts';
import type { Orders } from './orders.ts';

const EVERY_MS = 10_000;

/**
 * What a shop does now and then: throw away abandoned carts and old sessions, end orders whose checkout died, send
 * those that could not be sent to be shipped, ask the inventory how many products run low.
 * @returns how to end it; resolves when a run under way is over.
 */
export function startShopUpkeep(parts: {
  accounts: Accounts;
  carts: Carts;
  orders: Orders;
  dispatch: Dispatch;
  inventory: Inventory;
  business: BusinessInstruments;
  tracing: Tracing;
  log: Logger;
}): () => Promise<void> {
  const { accounts, carts, orders, dispatch, inventory, business, tracing, log } = parts;
  const clean = async () => {
    const abandoned = await carts.cleanUp();
    if (abandoned > 0) {
      business.cart('abandoned', abandoned);
      log.info({ carts: abandoned }, 'Abandoned carts thrown away');
    }
    await orders.cleanUp();
    await accounts.forgetOldSessions();
  };
  const watchStock = async () => {
    const low = await inventory.lowStock().catch(() => undefined);
    business.lowStock(low?.count);
  };
  const sendLeftOver = async () => {
    const { sent, error } = await dispatch.sendLeftOver();
    if (sent > 0) {
      log.info({ orders: sent }, 'Orders sent to be shipped that could not be sent before');
    }
    if (error !== undefined) {
      log.warn(exceptionField(error), 'Orders cannot be sent to be shipped; they wait in the database');
    }
  };
  const run = () =>
    tracing
      .inSpan('upkeep', async () => {
        await watchStock();
        await clean();
        await sendLeftOver();
      })
      .catch((error: unknown) => log.error(exceptionField(error), 'Upkeep failed'));
  let running = run();
  const timer = setInterval(() => {
    running = run();
  }, EVERY_MS);
  return async () => {
    clearInterval(timer);
    await running;
  };
}
