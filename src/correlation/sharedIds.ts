import { type SeenExemplar, type SeenInLogs, type SeenInMetrics, type SeenSpan } from './seenNames';

/** Fewer that agree may be chance. */
const LEAST_AGREEING = 2;
/** Lines of other services in the same moment of the same trace are a minority. */
const LEAST_SHARE = 0.6;
/** Clocks differ by some milliseconds. */
const CLOCK_SLACK = 50;
/** A metric and a span measure one request at different places: by so many milliseconds, or this part of it. */
const DURATION_SLACK = 2;
const DURATION_PART = 0.05;

/** How many of so many that could be placed are inside spans of one service. */
export interface Placed {
  service: string;
  agree: number;
  of: number;
}

/** The service inside whose spans the lines of a name were written, if they agree. */
export function whoWrote({ lines }: SeenInLogs, spans: readonly SeenSpan[]): Placed | undefined {
  return agreed(lines.map((line) => writerOf(line, ofTrace(spans, line.traceId))));
}

/** The service whose spans are the requests that exemplars of a name stand for, if they agree. */
export function whoServed({ exemplars = [] }: SeenInMetrics, spans: readonly SeenSpan[]): Placed | undefined {
  return agreed(exemplars.map((exemplar) => serverOf(exemplar, ofTrace(spans, exemplar.traceId))));
}

/**
 * The share that agrees, to be expected of more: two of two say less than 19 of 20.
 * Rule of succession: https://en.wikipedia.org/wiki/Rule_of_succession
 */
export function sureness({ agree, of }: Pick<Placed, 'agree' | 'of'>): number {
  return (agree + 1) / (of + 2);
}

function agreed(services: ReadonlyArray<string | undefined>): Placed | undefined {
  const placed = services.filter((service) => service !== undefined);
  const votes = new Map<string, number>();
  placed.forEach((service) => votes.set(service, (votes.get(service) ?? 0) + 1));
  const [best] = [...votes].sort(([, a], [, b]) => b - a);
  return best && best[1] >= LEAST_AGREEING && best[1] / placed.length >= LEAST_SHARE
    ? { service: best[0], agree: best[1], of: placed.length }
    : undefined;
}

function ofTrace(spans: readonly SeenSpan[], id: string): SeenSpan[] {
  return spans.filter(({ traceId }) => traceId === id);
}

/** The span id says it; without one the only service that was running then. */
function writerOf(line: SeenInLogs['lines'][number], spans: readonly SeenSpan[]): string | undefined {
  return line.spanId !== undefined
    ? spans.find(({ spanId }) => spanId === line.spanId)?.service
    : onlyService(
        spans.filter(
          ({ start, duration }) => line.time >= start - CLOCK_SLACK && line.time <= start + duration + CLOCK_SLACK
        )
      );
}

/** The span id says it; without one the only service that took as long. */
function serverOf({ spanId: id, duration: seconds }: SeenExemplar, spans: readonly SeenSpan[]): string | undefined {
  if (id !== undefined || seconds === undefined) {
    return spans.find(({ spanId }) => spanId === id)?.service;
  }
  const slack = Math.max(DURATION_SLACK, seconds * 1000 * DURATION_PART);
  return onlyService(spans.filter(({ duration }) => Math.abs(duration - seconds * 1000) <= slack));
}

function onlyService(spans: readonly SeenSpan[]): string | undefined {
  const services = new Set(spans.map(({ service }) => service));
  return services.size === 1 ? [...services][0] : undefined;
}
