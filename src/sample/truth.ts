import { type Condition } from '../telemetry/questions/metric';
import { badDeployTruth } from './scenarios/bad-deploy/truth';
import { memoryLeakTruth } from './scenarios/memory-leak/truth';
import { paymentErrorsTruth } from './scenarios/payment-errors/truth';
import { type Requests } from './requests/find';
import { type Truth } from './scenarios/scenario';
import { slowQueryTruth } from './scenarios/slow-query/truth';
import { stockOutTruth } from './scenarios/stock-out/truth';

const TRUTHS = [slowQueryTruth, paymentErrorsTruth, stockOutTruth, memoryLeakTruth, badDeployTruth];

/** Everything that really happened between two moments (milliseconds since the epoch), the earliest first. */
export function truthBetween(from: number, to: number): Truth[] {
  return TRUTHS.flatMap((truth) => truth(from, to)).sort((a, b) => a.from - b.from);
}

/** Trace ids of requests that the incident hit where it really sits, the latest first; no later than `to`. */
export function tracesOf(
  requests: Requests,
  { scenario, culprit, from, to }: Truth,
  limit: number,
  until = to
): string[] {
  const where: Condition[] = [
    { field: 'service', op: 'in', values: [culprit.service] },
    { field: 'route', op: 'in', values: culprit.route === undefined ? [] : [culprit.route] },
  ];
  const found = requests.find({ from, to: Math.min(to, until), where, hitBy: scenario, limit });
  return found.requests.map(({ traceId }) => traceId);
}
