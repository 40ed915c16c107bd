import { type TraceAnalysis } from '../../analysis/trace/timeline';
import { t } from '../../i18n/t';
import { instanceOf, methodOf, routeOf, statusOf } from '../../telemetry/conventions/spans';
import { type Span } from '../../telemetry/questions/traces';
import { formatDuration } from '../../ui/format';
import { type MarkedRequest } from './requestMarks';
import { printable } from './waterfall/printable';

/** What the heading of a story says. */
export interface RequestSummary {
  /** The span that stands for the request. */
  span: Span;
  /** `POST /checkout`, or what the span is called. */
  title: string;
  service: string;
  /** HTTP status code. */
  status?: number;
  isFailed: boolean;
  /** Milliseconds; since the epoch, clocks put right. */
  duration: number;
  start: number;
  marked: MarkedRequest;
}

/** What a request was and how it went: `POST /checkout · 503 · 1.58 s`. */
export function requestTitle({ title, status, isFailed, duration }: RequestSummary): string {
  return [title, ...outcomeOf({ status, isFailed }), formatDuration(duration / 1000)].map(printable).join(' · ');
}

function outcomeOf({ status, isFailed }: Pick<RequestSummary, 'status' | 'isFailed'>): string[] {
  return status === undefined ? (isFailed ? [t('trace.header.failed', 'failed')] : []) : [String(status)];
}

/**
 * The request that a trace is about: its main span, or the first one below that serves a route, where the main one is
 * that of a caller outside the shop (a browser, a job).
 */
export function summarize({ tree, errors }: TraceAnalysis): RequestSummary | undefined {
  const main = tree.nodes[tree.main];
  if (!main) {
    return undefined;
  }
  const serving = tree.nodes
    .slice(main.index, main.until)
    .find(({ span }) => span.kind === 'server' && routeOf(span) !== undefined);
  const { span } = main;
  const [method, route] = [methodOf(span), routeOf(span)];
  const status = statusOf(span);
  const measured = serving ?? main;
  const measuredRoute = routeOf(measured.span);
  const instance = instanceOf(measured.span);
  return {
    span,
    title: method && route ? `${method} ${route}` : span.name,
    service: span.service,
    ...(status !== undefined && { status }),
    isFailed: errors.failed[main.index] === 1,
    duration: span.duration,
    start: tree.from + main.start,
    marked: {
      traceId: span.traceId,
      service: measured.span.service,
      ...(measuredRoute !== undefined && { route: measuredRoute }),
      ...(instance !== undefined && { instance }),
      time: tree.from + measured.end,
      duration: measured.span.duration / 1000,
    },
  };
}
