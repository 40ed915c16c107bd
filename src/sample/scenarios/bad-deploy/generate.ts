import { type Call, changeCall, failing } from '../../calls';
import { type Scenario } from '../scenario';

export const DEPLOYED_SERVICE = 'shop-api';
export const DEPLOYED_SITE = 'production-1';
export const BROKEN_ROUTE = { service: DEPLOYED_SERVICE, method: 'GET', route: '/orders/:id' } as const;
export const BUG_LINE = {
  level: 'error',
  logger: 'http',
  message: "TypeError: Cannot read properties of undefined (reading 'discounts')",
} as const;

/** A new version on one of two instances cannot show orders without a discount; it is rolled back in the end. */
export const badDeploy: Scenario = {
  name: 'bad-deploy',
  grades: [25],
  effects: [
    {
      grade: 0,
      site: DEPLOYED_SITE,
      share: 0.55,
      change: (call: Call) => changeCall(call, BROKEN_ROUTE, failing(500, BUG_LINE)),
    },
  ],
  deploy: { service: DEPLOYED_SERVICE, site: DEPLOYED_SITE },
};
