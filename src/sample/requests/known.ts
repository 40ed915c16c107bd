import { type Attributes } from '../attributes';
import { type ServiceName } from '../calls';

/** What a service knows of a request that it serves, and records with its spans and lines. */
const KNOWN_TO: Record<ServiceName, readonly string[]> = {
  storefront: ['region', 'client', 'user_id', 'request_id'],
  'shop-api': ['region', 'client', 'user_id', 'request_id'],
  catalog: ['region', 'request_id'],
  cart: ['user_id', 'request_id'],
  inventory: ['sku', 'request_id'],
  payments: ['region', 'card_brand', 'currency', 'amount', 'request_id'],
  accounts: ['user_id', 'request_id'],
  notifications: ['user_id', 'request_id'],
};

/** What a service knows of what a request is about. */
export function knownTo(service: ServiceName, about: Attributes): Attributes {
  return Object.fromEntries(KNOWN_TO[service].map((name) => [name, about[name] ?? '']));
}
