import { t } from '../i18n/t';
import { type LogLine } from '../telemetry/questions/logs';
import { pathFitsRoute } from './routeTemplate';

/** A span that a line without a trace id may belong to. */
export interface CandidateSpan {
  /** Normalised: 32 digits. */
  traceId: string;
  service: string;
  /** Milliseconds since the epoch, and milliseconds. */
  start: number;
  duration: number;
  method?: string;
  route?: string;
  path?: string;
  status?: number;
  requestId?: string;
}

/** Why a trace is likely, the surest first. */
export const RULES = ['request-id', 'duration', 'outcome', 'route', 'moment'] as const;
export type Rule = (typeof RULES)[number];

export interface LikelyTrace {
  traceId: string;
  rule: Rule;
  /** In words, for the user. */
  reason: string;
  /** Estimated probability that it is the trace, 0 to 1. */
  sure: number;
}

/**
 * How often the traces that a rule names have the right one among them. Measured on 1,000 requests of the sample shop
 * whose ids were removed and whose last lines were written up to 10 ms late. The first one named was the right one of
 * 994 (duration), 966 (outcome), 965 (route) and 871 (moment); src/sample/likelyTraces.test.ts fails where more is
 * claimed than holds.
 */
export const PRECISION: Readonly<Record<Rule, number>> = {
  'request-id': 1,
  duration: 0.99,
  outcome: 0.97,
  route: 0.96,
  moment: 0.85,
};

function reasonOf(rule: Rule): string {
  switch (rule) {
    case 'request-id':
      return t('logs.likely.same-request-id', 'same request ID');
    case 'duration':
      return t('logs.likely.same-latency', 'same service, request, status code and latency, ended at that time');
    case 'outcome':
      return t('logs.likely.same-outcome', 'same service, request and status code, ended at that time');
    case 'route':
      return t('logs.likely.same-request', 'same service and request, running at that time');
    case 'moment':
      return t('logs.likely.same-service', 'same service, running at that time');
  }
}

/**
 * A line that ends a request is written this shortly after its span, or before, in milliseconds: clocks and buffers.
 */
const END_SLACK = 25;
/** Lines are seldom written outside of their span by more. */
const RUN_SLACK = 5;
/** Lines round what spans measure, which lies a little within or around it. */
const DURATION_SLACK = 1.5;
const DURATION_SHARE = 0.02;

/**
 * How much of its sureness a rule keeps where not all requests could be looked at: the right one may be one of the
 * others.
 */
const SURENESS_OF_A_PART = 0.5;

/**
 * Ranks the traces that a line without a trace id may belong to. Only the surest rule that finds any speaks; where it
 * finds several they share its precision, the one that ended nearest to the line having the most of it, so that the
 * sum never says more than the rule is worth.
 * @param sameRequest lines with the line's request id that do have a trace id
 * @param spans of the line's service around its time
 * @param isCut there were more spans than these
 */
export function likelyTraces(
  line: Pick<LogLine, 'time' | 'reading'>,
  sameRequest: ReadonlyArray<Pick<LogLine, 'reading'>>,
  spans: readonly CandidateSpan[],
  isCut = false
): LikelyTrace[] {
  const { reading } = line;
  const byId = [
    ...sameRequest
      .filter(({ reading: { requestId } }) => requestId === reading.requestId)
      .map((one) => one.reading.traceId),
    ...spans.filter(({ requestId }) => requestId === reading.requestId).map(({ traceId }) => traceId),
  ].filter((id) => id !== undefined);
  if (reading.requestId !== undefined && byId.length > 0) {
    return ranked(
      'request-id',
      byId.map((traceId) => ({ traceId, distance: 0 }))
    );
  }
  const running = spans.filter((span) => span.service === reading.service && isDuring(line.time, span));
  const sameRoute = running.filter((span) => isSameRequest(reading, span));
  const ended = sameRoute.filter(
    (span) =>
      reading.status !== undefined &&
      span.status === reading.status &&
      Math.abs(span.start + span.duration - line.time) <= END_SLACK
  );
  const timed = ended.filter((span) => isAsLong(reading.duration, span));
  const found: Array<[Rule, CandidateSpan[]]> = [
    ['duration', timed],
    ['outcome', ended],
    ['route', sameRoute],
    ['moment', running],
  ];
  const [rule, chosen] = found.find(([, some]) => some.length > 0) ?? [];
  if (!rule || !chosen) {
    return [];
  }
  const likely = ranked(
    rule,
    chosen.map(({ traceId, start, duration }) => ({ traceId, distance: Math.abs(start + duration - line.time) }))
  );
  return isCut
    ? likely.map((one) => ({
        ...one,
        reason: t('logs.likely.of-part', '{{reason}}; not all requests were checked', { reason: one.reason }),
        sure: one.sure * SURENESS_OF_A_PART,
      }))
    : likely;
}

/** Lines are written this much after the end of their span, in milliseconds: likelihood falls with the distance. */
const USUAL_DELAY = 5;

function ranked(rule: Rule, candidates: ReadonlyArray<{ traceId: string; distance: number }>): LikelyTrace[] {
  const weights = new Map<string, number>();
  for (const { traceId, distance } of candidates) {
    weights.set(traceId, Math.max(weights.get(traceId) ?? 0, Math.exp(-distance / USUAL_DELAY)));
  }
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  return [...weights]
    .map(([traceId, weight]) => ({
      traceId,
      rule,
      reason: reasonOf(rule),
      // Where all are too far away to tell, none is likelier than another.
      sure: PRECISION[rule] * (total > 0 ? weight / total : 1 / weights.size),
    }))
    .sort((a, b) => b.sure - a.sure);
}

function isDuring(time: number, { start, duration }: CandidateSpan): boolean {
  return time >= start - RUN_SLACK && time <= start + duration + END_SLACK;
}

/** Whether a line names the method and the route or path of a span, and nothing that speaks against it. */
function isSameRequest({ method, route, path }: LogLine['reading'], span: CandidateSpan): boolean {
  const place = route ?? path;
  const spanPlace = span.route ?? span.path;
  return (
    place !== undefined &&
    spanPlace !== undefined &&
    (place === spanPlace || pathFitsRoute(path ?? place, spanPlace)) &&
    (method === undefined || span.method === undefined || method === span.method)
  );
}

function isAsLong(seconds: number | undefined, { duration }: CandidateSpan): boolean {
  return (
    seconds !== undefined && Math.abs(seconds * 1000 - duration) <= Math.max(DURATION_SLACK, duration * DURATION_SHARE)
  );
}
