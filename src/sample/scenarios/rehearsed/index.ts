import { type Scenario } from '../scenario';
import { cartFailure, paymentUnreachable, productFailure } from './failing';
import { certificate, sessionsAndOrders, timeouts } from './several';
import { cpuHog, flood, longPauses } from './strain';

/**
 * Rarer incidents, which the shop rehearsed in years past (see `schedule.ts`): after the faults that
 * open-telemetry/opentelemetry-demo can be told to have, one whose victim is louder, and two at once.
 */
export const REHEARSED: readonly Scenario[] = [
  cartFailure,
  paymentUnreachable,
  productFailure,
  cpuHog,
  longPauses,
  flood,
  certificate,
  timeouts,
  sessionsAndOrders,
];
