import { changeCall, failing } from '../../calls';
import { type Scenario } from '../scenario';

export const RESERVATIONS = { service: 'inventory', method: 'POST', route: '/reservations' } as const;
export const SOLD_OUT = { sku: 'SKU-1042' } as const;
export const STOCK_LINE = { level: 'warn', logger: 'stock', message: 'not enough of {sku} in stock' } as const;

/** The best seller is sold out, but the catalogue still offers it: all who try to buy it are turned away. */
export const stockOut: Scenario = {
  name: 'stock-out',
  grades: [30],
  effects: [
    {
      grade: 0,
      among: SOLD_OUT,
      share: 1,
      failure: 'out_of_stock',
      change: (call) => changeCall(call, RESERVATIONS, failing(409, STOCK_LINE)),
    },
  ],
  gauges: { lowStock: (progress) => 4 + Math.floor(progress * 5) },
};
