import type { FastifyInstance } from 'fastify';
import type { Database } from '../db/types.ts';
import { noBug, type Bugs } from '../incidents/bad-deploy.ts';
import type { Inventory } from '../inventory/types.ts';
import type { Payments } from '../payments/types.ts';
import type { OrderSender } from '../queue/sender.ts';
import type { Telemetry } from '../telemetry/types.ts';
import { Accounts } from './accounts.ts';
import { Carts } from './carts.ts';
import { Checkout } from './checkout.ts';
import { Dispatch } from './dispatch.ts';
import { History } from './history.ts';
import { Orders } from './orders.ts';
import { accountRoutes } from './routes/accounts.ts';
import { buyingRoutes } from './routes/buying.ts';
import { catalogueRoutes } from './routes/catalogue.ts';
import { grafanaRoutes } from './routes/grafana.ts';
import type { Totals } from './totals.ts';
import { startShopUpkeep } from './upkeep.ts';
import { Usage } from './usage.ts';

export interface ShopParts {
  readonly app: FastifyInstance;
  readonly db: Database;
  readonly telemetry: Telemetry;
  readonly inventory: Inventory;
  readonly payments: Payments;
  /** Sends accepted orders to be shipped; without it the shop ships them itself. */
  readonly sender: OrderSender | undefined;
  /** Makes the pseudonyms of usage events. */
  readonly usageKey: string;
  /** The shop's own counts, from which it remembers its history. */
  readonly totals: Readonly<Totals>;
}

/** Puts a shop together: all four dialects run this very code. */
export function composeShop({ app, db, telemetry, inventory, payments, sender, usageKey, totals }: ShopParts) {
  const { business, tracing } = telemetry;
  const accounts = new Accounts(db);
  const carts = new Carts(db);
  const orders = new Orders(db);
  const log = telemetry.logger('checkout');
  const dispatch = new Dispatch(telemetry.service, orders, sender);
  const usage = new Usage(telemetry.logger('usage'), usageKey);
  const checkout = new Checkout({ carts, orders, inventory, payments, dispatch, business, usage, log });
  const bugs: Bugs = { beforeCartChange: noBug };
  const history = new History(totals);

  catalogueRoutes(app, { telemetry, inventory, usage, log: telemetry.logger('catalogue') });
  accountRoutes(app, accounts, telemetry.logger('accounts'));
  buyingRoutes(app, { accounts, carts, orders, checkout, inventory, business, usage, bugs });
  grafanaRoutes(app, telemetry, history, inventory);

  return {
    bugs,
    /** A version was rolled out or back. */
    onDeploy: (version: string) =>
      history.note({ time: Date.now(), title: `Deployed ${version}`, text: telemetry.service, tags: ['deploy'] }),
    /** Begins what runs in the background; returns how to end it. */
    background: () => {
      history.start();
      history.note({
        time: Date.now(),
        title: `Started ${telemetry.version}`,
        text: telemetry.service,
        tags: ['deploy'],
      });
      const upkeepLog = telemetry.logger('upkeep');
      const endUpkeep = startShopUpkeep({
        ...{ accounts, carts, orders, dispatch, inventory, business, tracing },
        log: upkeepLog,
      });
      return async () => {
        history.stop();
        await endUpkeep();
      };
    },
  };
}
