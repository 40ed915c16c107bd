import { timesOf } from '../../schedule';
import { instanceOf, siteById } from '../../sites';
import { PROCESSOR, CHARGES } from '../payment-errors/generate';
import { type RehearsedName, type Truth } from '../scenario';
import { BROKEN_PRODUCT, CART_ITEMS, CART_LINE, PRODUCT, PRODUCT_LINE, UNREACHABLE_LINE } from './failing';
import {
  CERTIFICATE_LINE,
  ME,
  ORDERS,
  SESSION_LINE,
  SLOW_ORDERS,
  SLOW_ORDERS_LINE,
  SLOW_USERS,
  SLOW_USERS_LINE,
} from './several';
import { HOG_LINE, HOGGED, PAUSE_LINE, PAUSING, SESSIONS } from './strain';

type What = Pick<Truth, 'symptoms' | 'culprit' | 'others' | 'innocents'>;

const STOREFRONT = { service: 'storefront', method: 'POST', route: '/checkout' } as const;
const SHOP_API = { service: 'shop-api', method: 'POST', route: '/checkout' } as const;

/** What each of them really is. */
const WHAT: Record<RehearsedName, What> = {
  'cart-failure': {
    symptoms: ['errors'],
    culprit: { ...CART_ITEMS, attributes: {}, span: 'POST /carts/:id/items', line: CART_LINE },
    innocents: [
      { service: 'storefront', method: 'POST', route: '/cart/items' },
      { service: 'shop-api', method: 'POST', route: '/cart/items' },
    ],
  },
  'payment-unreachable': {
    symptoms: ['errors'],
    // It has neither spans nor lines then: these are its caller's.
    culprit: { service: 'payments', attributes: {}, span: 'POST payments', line: UNREACHABLE_LINE },
    innocents: [SHOP_API, STOREFRONT],
  },
  'product-failure': {
    symptoms: ['errors'],
    culprit: { ...PRODUCT, attributes: BROKEN_PRODUCT, span: 'GET /products/:id', line: PRODUCT_LINE },
    innocents: [
      { service: 'storefront', method: 'GET', route: '/product/:id' },
      { service: 'shop-api', method: 'GET', route: '/products/:id' },
    ],
  },
  'cpu-hog': {
    symptoms: ['duration'],
    culprit: {
      ...SESSIONS,
      instance: instanceOf(HOGGED.service, siteById(HOGGED.site)),
      attributes: {},
      span: 'POST /sessions',
      line: HOG_LINE,
    },
    innocents: [
      { service: 'storefront', method: 'POST', route: '/login' },
      { service: 'shop-api', method: 'POST', route: '/login' },
    ],
  },
  'long-pauses': {
    symptoms: ['duration'],
    culprit: {
      service: PAUSING.service,
      instance: instanceOf(PAUSING.service, siteById(PAUSING.site)),
      attributes: {},
      span: 'GET /products',
      line: PAUSE_LINE,
    },
    innocents: [
      { service: 'storefront', method: 'GET', route: '/category/:slug' },
      { service: 'storefront', method: 'GET', route: '/search' },
    ],
  },
  flood: {
    symptoms: ['requests'],
    culprit: {
      service: 'shop-api',
      attributes: {},
      span: 'GET /products',
      line: { level: 'info', logger: 'http.request', message: 'GET /products 200' },
    },
    innocents: [
      { service: 'catalog', method: 'GET', route: '/products' },
      { service: 'inventory', method: 'GET', route: '/stock/:sku' },
    ],
  },
  certificate: {
    symptoms: ['errors'],
    culprit: { ...CHARGES, attributes: {}, span: `POST ${PROCESSOR}`, line: CERTIFICATE_LINE },
    innocents: [SHOP_API, STOREFRONT],
  },
  timeouts: {
    symptoms: ['duration'],
    culprit: { ...ME, attributes: {}, span: SLOW_USERS, line: SLOW_USERS_LINE },
    innocents: [
      { service: 'storefront', method: 'GET', route: '/account' },
      { service: 'shop-api', method: 'GET', route: '/users/me' },
    ],
  },
  'sessions-and-orders': {
    symptoms: ['errors', 'duration'],
    culprit: { ...SESSIONS, attributes: {}, span: 'POST /sessions', line: SESSION_LINE },
    others: [{ ...ORDERS, attributes: {}, span: SLOW_ORDERS, line: SLOW_ORDERS_LINE }],
    innocents: [
      { service: 'storefront', method: 'POST', route: '/login' },
      { service: 'storefront', method: 'GET', route: '/orders' },
    ],
  },
};

/** The rehearsals within a range, in milliseconds since the epoch. */
export function rehearsedTruth(from: number, to: number): Truth[] {
  return (Object.keys(WHAT) as RehearsedName[]).flatMap((scenario) =>
    timesOf(scenario, from, to).map((times) => ({ scenario, ...times, ...WHAT[scenario] }))
  );
}
