import { type Coverage } from './coverage';
import { twoProportionZ } from './proportions';

/** Requests of a service as they were counted at one place. Undefined: not measured there. */
export interface CountedAt {
  requests?: number;
  /** Share of requests that failed, 0 to 1. */
  errorRatio?: number;
  /** 95th percentile of latency, seconds. */
  p95?: number;
  /** There is data of a part of the time only: how many requests there were cannot be compared. */
  coverage?: Coverage;
}

/**
 * What the numbers of a proxy before a service say that its own do not.
 * `fails-before`: more fail at the proxy than the service answers with an error. `fails-behind`: the service fails
 * requests that the proxy does not count as failed, because they do not pass there or are retried. `slow-before`: time
 * is lost before the service. `passed-by`: the service serves requests that do not pass the proxy. `turned-away`:
 * requests reach the proxy, and not the service.
 */
export type EdgeFinding = 'fails-before' | 'fails-behind' | 'slow-before' | 'passed-by' | 'turned-away';

/** z beyond which a difference of shares is not chance: one-sided p < 0.001. */
const CLEAR_Z = 3.09;
/** Shares and latencies that differ by less are alike. */
const CLEARLY_MORE = 1.5;
/** Seconds of latency that are noticed. */
const NOTABLE_SECONDS = 0.05;
/** Two servers are scraped at different moments: counts that differ by less are the same requests. */
const NOTABLE_SHARE = 0.1;

/** Compares what a proxy counts of a service with what the service counts itself; the two are never added. */
export function compareWithEdge(edge: CountedAt, own: CountedAt): EdgeFinding[] {
  return [...failures(edge, own), ...latency(edge, own), ...traffic(edge, own)];
}

function failures(edge: CountedAt, own: CountedAt): EdgeFinding[] {
  if (isMoreOften(edge, own)) {
    return ['fails-before'];
  }
  return isMoreOften(own, edge) ? ['fails-behind'] : [];
}

function isMoreOften(one: CountedAt, other: CountedAt): boolean {
  const [more, less] = [one, other].map(({ requests = 0, errorRatio }) =>
    errorRatio === undefined ? undefined : { hits: errorRatio * requests, total: requests, share: errorRatio }
  );
  return (
    more !== undefined &&
    less !== undefined &&
    twoProportionZ(more, less) >= CLEAR_Z &&
    more.share >= CLEARLY_MORE * less.share
  );
}

function latency(edge: CountedAt, own: CountedAt): EdgeFinding[] {
  if (edge.p95 === undefined || own.p95 === undefined) {
    return [];
  }
  const isSlower = edge.p95 - own.p95 >= NOTABLE_SECONDS && edge.p95 >= CLEARLY_MORE * own.p95;
  return isSlower ? ['slow-before'] : [];
}

function traffic(edge: CountedAt, own: CountedAt): EdgeFinding[] {
  const [passed, served] = [edge.requests ?? 0, own.requests ?? 0];
  if (passed <= 0 || served <= 0 || edge.coverage || own.coverage) {
    return [];
  }
  const difference = (served - passed) / Math.max(served, passed);
  if (Math.abs(difference) <= NOTABLE_SHARE) {
    return [];
  }
  return [difference > 0 ? 'passed-by' : 'turned-away'];
}
