import { type Condition } from '../telemetry/questions/metric';
import { badDeployTruth } from './scenarios/bad-deploy/truth';
import { memoryLeakTruth } from './scenarios/memory-leak/truth';
import { paymentErrorsTruth } from './scenarios/payment-errors/truth';
import { type Requests } from './requests/find';
import { rehearsedTruth } from './scenarios/rehearsed/truth';
import { type Truth } from './scenarios/scenario';
import { slowQueryTruth } from './scenarios/slow-query/truth';
import { stockOutTruth } from './scenarios/stock-out/truth';

const TRUTHS = [slowQueryTruth, paymentErrorsTruth, stockOutTruth, memoryLeakTruth, badDeployTruth, rehearsedTruth];

/** Everything that really happened between two moments (milliseconds since the epoch), the earliest first. */
export function truthBetween(from: number, to: number): Truth[] {
  return TRUTHS.flatMap((truth) => truth(from, to)).sort((a, b) => a.from - b.from);
}

/** Requests that are looked through for traces. */
const LOOKED_THROUGH = 1000;

/**
 * Trace ids of requests that show the incident: they have the culprit's span and line. The latest first, none after
 * `until` (milliseconds since the epoch).
 */
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
  return requests
    .find({ from, to: Math.min(to, until), where, hitBy: scenario, limit: LOOKED_THROUGH })
    .requests.filter(
      ({ spans, lines }) =>
        spans.some(({ service, name }) => service === culprit.service && name === culprit.span) &&
        lines.some(({ service, logger }) => service === culprit.service && logger === culprit.line.logger)
    )
    .slice(0, limit)
    .map(({ traceId }) => traceId);
}
