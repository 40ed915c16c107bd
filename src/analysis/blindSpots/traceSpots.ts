import { isFailed, peerOf, statusOf, valueOf } from '../../telemetry/conventions/spans';
import { type Span, type SpanField } from '../../telemetry/questions/traces';
import { liesOutsideBy } from '../trace/clockSkew';
import { findParents, type Parents } from '../trace/parents';
import { type BlindSpot, type BlindSpotKind, measured, type Observation } from './blindSpot';
import { type Language, languageOf, type Platform } from './platform';

/** What whole traces tell: calls that lose the trace, orphans, services without version or environment, clocks. */
export function traceSpots(traces: ReadonlyArray<readonly Span[]>): BlindSpot[] {
  const found = traces.map(findParents);
  const spans = found.flatMap((one) => one.spans);
  const calls = found.flatMap(callsOf);
  return [
    lostContext(calls, servicesThatServe(spans)),
    measured('orphans', found.flatMap(orphans)),
    without('no-version', 'version', spans),
    without('no-environment', 'environment', spans),
    clocks(calls),
  ].filter((spot) => spot !== undefined);
}

/** The language of each service, as far as its spans tell. */
export function languagesOf(spans: readonly Span[]): Map<string, Language> {
  return new Map(
    spans.flatMap((span): Array<[string, Language]> => {
      const language = languageOf(span);
      return language ? [[span.service, language]] : [];
    })
  );
}

/** A client span, with the server span that answers it where there is one. */
interface Call {
  caller: Span;
  served?: Span;
}

function callsOf({ spans, parents }: Parents): Call[] {
  const served = new Map<number, Span>();
  spans.forEach((span, index) => {
    const parent = parents[index] ?? -1;
    if (span.kind === 'server' && parent >= 0 && !served.has(parent)) {
      served.set(parent, span);
    }
  });
  return spans.flatMap((caller, index) => (caller.kind === 'client' ? [{ caller, served: served.get(index) }] : []));
}

/** Who of the services has spans of requests that it serves, by names that may stand in an address. */
function servicesThatServe(spans: readonly Span[]): Map<string, string> {
  return new Map(
    spans.flatMap(({ kind, service }): Array<[string, string]> =>
      kind === 'server' ? [[service.toLowerCase(), service]] : []
    )
  );
}

/**
 * Calls of a service that has spans itself, and has none of this call: its part of the request is in another trace.
 * Whom a call was for stands in its peer; one that never arrived (it failed without a status) proves nothing.
 */
function lostContext(calls: readonly Call[], services: ReadonlyMap<string, string>): BlindSpot | undefined {
  const observations = calls.flatMap(({ caller, served }): Observation[] => {
    const callee = served?.service ?? calledService(caller, services);
    const hasNotArrived = served === undefined && isFailed(caller) && statusOf(caller) === undefined;
    return callee === undefined || callee === caller.service || hasNotArrived
      ? []
      : [
          {
            place: `${caller.service} → ${callee}`,
            isAffected: served === undefined,
            example: exampleOf(caller),
            platform: platformOf(caller),
          },
        ];
  });
  return measured('lost-context', observations);
}

/** `payments`, `payments:8080` and `payments.shop.svc.cluster.local` are the service `payments`. */
function calledService(caller: Span, services: ReadonlyMap<string, string>): string | undefined {
  const peer = peerOf(caller);
  if (!peer || peer.kind === 'database' || peer.kind === 'messaging') {
    return undefined;
  }
  const name = peer.name.toLowerCase();
  return services.get(name) ?? services.get(/^[^.:]+/.exec(name)?.[0] ?? '');
}

function orphans({ spans, detached }: Parents): Observation[] {
  return spans.flatMap((span, index): Observation[] =>
    span.parentSpanId === undefined
      ? []
      : [
          {
            place: span.service,
            isAffected: detached.get(index) === 'missing-parent',
            example: exampleOf(span),
            platform: platformOf(span),
          },
        ]
  );
}

/** Services of which no span says a field of its resource. */
function without(kind: BlindSpotKind, field: SpanField, spans: readonly Span[]): BlindSpot | undefined {
  const services = new Map<string, { span: Span; isSaid: boolean }>();
  for (const span of spans) {
    const isSaid = valueOf(span, field) !== undefined || services.get(span.service)?.isSaid === true;
    services.set(span.service, { span, isSaid });
  }
  return measured(
    kind,
    [...services].map(([service, { span, isSaid }]) => ({
      place: service,
      isAffected: !isSaid,
      example: { kind: 'service', service },
      platform: platformOf(span),
    }))
  );
}

function clocks(calls: readonly Call[]): BlindSpot | undefined {
  let worstMs = 0;
  const observations = calls.flatMap(({ caller, served }): Observation[] => {
    if (!served || served.service === caller.service) {
      return [];
    }
    const outside = liesOutsideBy(served, { start: caller.start, end: caller.start + caller.duration });
    worstMs = Math.max(worstMs, outside);
    return [
      {
        place: `${caller.service} → ${served.service}`,
        isAffected: outside > 0,
        example: exampleOf(served),
        platform: platformOf(served),
      },
    ];
  });
  const spot = measured('clocks', observations);
  return spot && (worstMs > 0 ? { ...spot, worstMs } : spot);
}

function exampleOf({ traceId, spanId, start }: Span) {
  return { kind: 'trace' as const, traceId, spanId, time: start };
}

function platformOf(span: Span): Platform {
  const language = languageOf(span);
  return language ? { language } : {};
}
