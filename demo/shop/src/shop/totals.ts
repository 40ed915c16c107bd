import type { BusinessInstruments, HttpInstruments, Telemetry } from '../telemetry/types.ts';

/** Counts since the start of the process, kept apart from any dialect. */
export interface Totals {
  requests: number;
  errors: number;
  durationSeconds: number;
  orders: number;
  lowStock: number | undefined;
}

/**
 * Lets a shop know its own numbers, whatever its dialect tells Prometheus.
 * @returns the same telemetry, which counts along.
 */
export function countAlong(telemetry: Telemetry): { telemetry: Telemetry; totals: Readonly<Totals> } {
  const totals: Totals = { requests: 0, errors: 0, durationSeconds: 0, orders: 0, lowStock: undefined };
  const http: HttpInstruments = {
    started: (method) => telemetry.http.started(method),
    finished: (request) => {
      totals.requests += 1;
      totals.errors += request.status >= 500 ? 1 : 0;
      totals.durationSeconds += request.durationSeconds;
      telemetry.http.finished(request);
    },
  };
  const business: BusinessInstruments = {
    order: (outcome) => {
      totals.orders += outcome === 'accepted' ? 1 : 0;
      telemetry.business.order(outcome);
    },
    orderValue: (currency, amount) => telemetry.business.orderValue(currency, amount),
    checkoutFailed: (reason) => telemetry.business.checkoutFailed(reason),
    cart: (event, count) => telemetry.business.cart(event, count),
    lowStock: (count) => {
      totals.lowStock = count;
      telemetry.business.lowStock(count);
    },
  };
  return {
    // Not a spread: `version` is a getter and changes with a deployment.
    telemetry: Object.create(telemetry, { http: { value: http }, business: { value: business } }) as Telemetry,
    totals,
  };
}
