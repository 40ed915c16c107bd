import { type DataSourceInstanceSettings } from '@grafana/data';
import { type SeenSpan } from '../correlation/seenNames';
import { RESOURCE_NAMES, renderTraces, renderResources } from '../telemetry/dialects/traceql/lookup';
import { SEARCH_BODY } from '../telemetry/dialects/traceql/bodies';
import { hasMoreSpans, readSpans } from '../telemetry/dialects/traceql/read';
import { type Attributes, type Span, type SpanField } from '../telemetry/questions/traces';
import { type TimeSpan } from '../telemetry/timeSpan';
import { secondsAround, TempoApi } from './tempoApi';

/** Spans of a trace that are looked at: Tempo refuses to tell more unless told otherwise. */
const SPANS_PER_TRACE = 100;
/** Traces that stand for what services say of themselves. */
const RESOURCE_TRACES = 60;

/** What is looked up of spans to find out whose they are. Each asks one request. */
export interface SpanLookup {
  /**
   * The spans of traces, but for those with very many: of a part nobody knows who else was running.
   * @param traceIds normalised, at least one
   * @returns undefined where Tempo finds no traces by their ids in a search: older ones do not
   */
  ofTraces(traceIds: readonly string[], span: TimeSpan, signal?: AbortSignal): Promise<SeenSpan[] | undefined>;
  /**
   * What resources of services say, by service.
   * @param services at least one
   */
  resources(services: readonly string[], span: TimeSpan, signal?: AbortSignal): Promise<Map<string, Attributes[]>>;
}

/** Looks spans up in a user's Tempo. */
export function lookupIn(dataSource: DataSourceInstanceSettings): SpanLookup {
  const api = new TempoApi(dataSource);
  return {
    ofTraces: async (traceIds, span, signal) => {
      const params = {
        q: renderTraces(traceIds),
        limit: traceIds.length,
        spss: SPANS_PER_TRACE,
        ...secondsAround(span),
      };
      const body = await api.find('api/search', params, SEARCH_BODY, (status) => status === 400, signal);
      const whole = (body?.traces ?? []).filter((trace) => !hasMoreSpans({ traces: [trace] }));
      return body && readSpans({ traces: whole }).map(seenSpan);
    },
    resources: async (services, span, signal) => {
      const params = { q: renderResources(services), limit: RESOURCE_TRACES, spss: 10, ...secondsAround(span) };
      const fields = RESOURCE_NAMES.map((name): SpanField => `resource.${name}`);
      const found = new Map<string, Attributes[]>();
      for (const { service, resource } of readSpans(await api.get('api/search', params, SEARCH_BODY, signal), fields)) {
        found.set(service, [...(found.get(service) ?? []), resource]);
      }
      return found;
    },
  };
}

/** What tells whose a span is. */
export function seenSpan({ traceId, spanId, service, start, duration }: Span): SeenSpan {
  return { traceId, spanId, service, start, duration };
}
