import { changeCall, external, failing, type LineSpec, queryNamed, slowed } from '../../calls';
import { type Scenario } from '../scenario';
import { SESSIONS } from './strain';
import { CHARGES, PROCESSOR } from '../payment-errors/generate';

export const CERTIFICATE_LINE = {
  level: 'error',
  logger: 'charges',
  message: `certificate of ${PROCESSOR} has expired`,
} as const;

/** The processor's certificate has run out: no charge goes through, whatever the card. */
export const certificate: Scenario = {
  name: 'certificate',
  grades: [25],
  effects: [
    {
      grade: 0,
      share: 1,
      failure: 'payment_error',
      change: (call) =>
        changeCall(
          call,
          CHARGES,
          failing(502, CERTIFICATE_LINE, () => [external(PROCESSOR, 'POST', 9, 503)])
        ),
    },
  ],
};

export const ME = { service: 'accounts', method: 'GET', route: '/users/me' } as const;
export const SLOW_USERS = 'SELECT users';
export const SLOW_USERS_LINE = {
  level: 'warn',
  logger: 'db',
  message: `slow query: ${SLOW_USERS} waits for a lock`,
} as const;
const GAVE_UP: LineSpec = { level: 'error', logger: 'http', message: 'accounts did not answer in time' };

/** A query is slow, which nobody counts as a failure but those who wait for it and give up: they are louder. */
export const timeouts: Scenario = {
  name: 'timeouts',
  grades: [25],
  effects: [
    {
      grade: 0,
      share: 0.6,
      change: (call) => {
        const slow = changeCall(call, ME, slowed(120, SLOW_USERS_LINE, queryNamed(SLOW_USERS)));
        return slow && { ...slow, status: 504, lines: [GAVE_UP] };
      },
    },
  ],
};

export const ORDERS = { service: 'shop-api', method: 'GET', route: '/orders' } as const;
export const SLOW_ORDERS = 'SELECT orders';
export const SLOW_ORDERS_LINE = {
  level: 'warn',
  logger: 'db',
  message: `slow query: ${SLOW_ORDERS} reads the whole table`,
} as const;
export const SESSION_LINE = { level: 'error', logger: 'auth', message: 'session store is read-only' } as const;

/** Two incidents that have nothing to do with each other begin at once. */
export const sessionsAndOrders: Scenario = {
  name: 'sessions-and-orders',
  grades: [25],
  effects: [
    {
      grade: 0,
      share: 0.8,
      change: (call) => changeCall(call, ORDERS, slowed(30, SLOW_ORDERS_LINE, queryNamed(SLOW_ORDERS))),
    },
    { grade: 0, share: 0.5, change: (call) => changeCall(call, SESSIONS, failing(500, SESSION_LINE)) },
  ],
};
