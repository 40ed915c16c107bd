import { isFailed, peerOf, statusOf } from '../../telemetry/conventions/spans';
import { groupBy } from '../groupBy';
import { median } from '../median';
import { sum } from '../sum';
import { type CaseSpan, type ChangeCase } from './case';
import { rankZ } from './rankTest';

/** What whole traces tell of one service. */
export interface TraceFacts {
  /** Share of the failed traces in which the first failure was here, later minus earlier, -1 to 1. */
  origins: number;
  /** Seconds of its own, beyond what was usual, of all its spans that were looked at; 0 where chance explains it. */
  selfSeconds: number;
  /** The operation that took most of these. */
  slowOperation?: string;
}

/** Fewer spans of an operation at either time say nothing. */
const LEAST_SPANS = 5;
/** Standard deviations of the rank test beyond which self time is longer: one-sided p < 0.001. */
const CLEAR_Z = 3.09;

/** What the traces of a case say of each service. */
export function traceFactsOf({ traces, before, during }: ChangeCase): Map<string, TraceFacts> {
  const facts = new Map<string, TraceFacts>();
  const of = (service: string): TraceFacts => {
    const known = facts.get(service) ?? { origins: 0, selfSeconds: 0 };
    facts.set(service, known);
    return known;
  };
  const within = (spans: readonly CaseSpan[], { from, to }: ChangeCase['before']) =>
    spans.filter(({ start }) => start >= from && start < to);
  const [failedBefore, failed] = [before, during].map((span) => originsOf(within(traces?.failed ?? [], span)));
  failed?.shares.forEach((share, service) => (of(service).origins += share));
  failedBefore?.shares.forEach((share, service) => (of(service).origins -= failed && failed.traces > 0 ? share : 0));
  const [usual, now] = [before, during].map((span) => selfTimesOf(within(traces?.any ?? [], span)));
  const most = new Map<string, number>();
  now?.forEach((times, key) => {
    const past = usual?.get(key) ?? [];
    if (Math.min(past.length, times.length) < LEAST_SPANS || rankZ(times, past) < CLEAR_Z) {
      return;
    }
    const [service = '', operation = ''] = JSON.parse(key) as string[];
    const seconds = (times.length * (mean(times) - median(past))) / 1000;
    if (seconds > 0) {
      const fact = of(service);
      fact.selfSeconds += seconds;
      if (seconds > (most.get(service) ?? 0)) {
        most.set(service, seconds);
        fact.slowOperation = operation;
      }
    }
  });
  return facts;
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

/**
 * In which service the first failure of each trace was: a span that failed, or answered with an error, without one
 * below it that did. A trace with several counts for each by its part.
 */
function originsOf(spans: readonly CaseSpan[]): { traces: number; shares: Map<string, number> } {
  const shares = new Map<string, number>();
  const traces = byTrace(spans);
  traces.forEach((own) => {
    const bad = own.filter(isBad);
    const above = new Set(bad.map(({ parentSpanId }) => parentSpanId));
    const origins = bad.filter(({ spanId }) => !above.has(spanId));
    const parents = new Set(own.map(({ parentSpanId }) => parentSpanId));
    origins.forEach((span) => {
      // Nobody traced under a call that failed: where it goes to is where it began.
      const peer = parents.has(span.spanId) ? undefined : peerOf(span);
      const service = peer?.name ?? span.service;
      shares.set(service, (shares.get(service) ?? 0) + 1 / origins.length / traces.size);
    });
  });
  return { traces: traces.size, shares };
}

/** Whether a span failed, or answered with an error: to OpenTelemetry a 4xx is no failure of whoever answers it. */
export function isBad(span: CaseSpan): boolean {
  return isFailed(span) || (statusOf(span) ?? 0) >= 400;
}

/** Milliseconds that spans took without those below them, by service and operation. */
function selfTimesOf(spans: readonly CaseSpan[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  byTrace(spans).forEach((own) => {
    const children = groupBy(own, ({ parentSpanId }) => parentSpanId ?? '');
    own.forEach((span) => {
      const inside = children.get(span.spanId) ?? [];
      const key = JSON.stringify([span.service, span.name]);
      const times = found.get(key) ?? [];
      times.push(selfTime(span, inside));
      found.set(key, times);
    });
  });
  return found;
}

function selfTime({ start, duration }: CaseSpan, inside: readonly CaseSpan[]): number {
  const end = start + duration;
  let [at, own] = [start, 0];
  for (const child of [...inside].sort((a, b) => a.start - b.start)) {
    own += Math.max(0, Math.min(child.start, end) - at);
    at = Math.max(at, child.start + child.duration);
  }
  return own + Math.max(0, end - at);
}

function byTrace(spans: readonly CaseSpan[]): Map<string, CaseSpan[]> {
  return groupBy(spans, ({ traceId }) => traceId);
}
