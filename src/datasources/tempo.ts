import { type DataSourceInstanceSettings } from '@grafana/data';
import { array, nullish, object, string } from 'valibot';
import {
  SPAN_FIELDS,
  type AttributeCounts,
  type LinkingSpansAnswer,
  type ServiceEdgesAnswer,
  type Span,
  type SpanCondition,
  type SpanField,
  type SpanSampleAnswer,
  type SpanSampleQuestion,
  type SpanSelection,
  type SpanSeriesAnswer,
  type SpanSeriesQuestion,
  type Trace,
  type TraceSearchAnswer,
  type TraceSearchQuestion,
  type TraceSource,
  type WholeTracesAnswer,
  type WholeTracesQuestion,
} from '../telemetry/questions/traces';
import { t } from '../i18n/t';
import { fieldOf, requestOfName, sourcesOf } from '../telemetry/conventions/spans';
import { sourceText } from '../telemetry/dialects/traceql/conditions';
import { METRICS_BODY, SEARCH_BODY } from '../telemetry/dialects/traceql/bodies';
import { hasMoreSpans, readSearch, readSpans } from '../telemetry/dialects/traceql/read';
import { readSeries } from '../telemetry/dialects/traceql/readMetrics';
import { renderSample, renderSearch, renderSeries } from '../telemetry/dialects/traceql/render';
import { normalizeTraceId } from '../telemetry/traceId';
import { TelemetryError } from './failure';
import { TAGS_BODY } from './serverBody';
import { isWithoutMetrics, notCounted, secondsAround, TempoApi } from './tempoApi';
import { compareSpans } from './tempoCompare';
import { fetchTrace } from './tempoTrace';
import { wholeTraces } from './tempoWhole';
import { type TimeSpan } from '../telemetry/timeSpan';

/** How far around the time where a trace should be it is looked for first: it may have begun before and go on after. */
const AROUND_MS = 60 * 60 * 1000;

/** Spans of one trace that a sample takes at most: those of many traces say more than many of one. */
const SPANS_PER_TRACE = 10;

const TAG_VALUES_BODY = object({ tagValues: nullish(array(object({ value: string() }))) });

/** How many traces stand for a series. */
const EXEMPLARS = 100;

/**
 * A user's Tempo data source as a source of traces.
 * @param environments to keep; empty for all. A trace asked for by its id is not filtered
 * @param serviceGraph the Prometheus that holds what Tempo's metrics generator counts; by default the one that the data
 *   source names
 */
export async function openTempo(
  dataSource: DataSourceInstanceSettings,
  environments: string[],
  serviceGraph?: DataSourceInstanceSettings
): Promise<TraceSource> {
  return new Tempo(new TempoApi(dataSource), environments, serviceGraph?.uid ?? serviceMapUid(dataSource));
}

function serviceMapUid({ jsonData }: DataSourceInstanceSettings): string | undefined {
  return (jsonData as { serviceMap?: { datasourceUid?: string } } | undefined)?.serviceMap?.datasourceUid;
}

class Tempo implements TraceSource {
  private readonly everywhere: SpanCondition[];

  constructor(
    private api: TempoApi,
    environments: string[],
    private serviceGraphUid: string | undefined
  ) {
    this.everywhere = environments.length > 0 ? [{ field: 'environment', op: 'in', values: environments }] : [];
  }

  async trace(traceId: string, near?: TimeSpan, signal?: AbortSignal): Promise<Trace | undefined> {
    const id = normalizeTraceId(traceId);
    if (id === undefined) {
      return undefined;
    }
    const around = near && secondsAround({ from: near.from - AROUND_MS, to: near.to + AROUND_MS });
    const found =
      (around && (await fetchTrace(this.api, id, around, signal))) ?? (await fetchTrace(this.api, id, {}, signal));
    return found && { traceId: id, ...found, sent: this.api.sent(id) };
  }

  async search(question: TraceSearchQuestion, span: TimeSpan, signal?: AbortSignal): Promise<TraceSearchAnswer> {
    const text = renderSearch(this.kept(question));
    const { limit, spansOfEach = 1 } = question;
    const body = await this.api.get(
      'api/search',
      { q: text, limit, spss: spansOfEach, ...secondsAround(span) },
      SEARCH_BODY,
      signal
    );
    const traces = readSearch(body);
    const bytes = Number(body.metrics?.inspectedBytes ?? 0);
    return {
      traces: traces.slice(0, limit),
      isCut: traces.length >= limit || (spansOfEach > 1 && hasMoreSpans(body)),
      ...(bytes > 0 ? { cost: { bytes } } : {}),
      sent: this.api.sent(text),
    };
  }

  async sample(question: SpanSampleQuestion, span: TimeSpan, signal?: AbortSignal): Promise<SpanSampleAnswer> {
    const fields = await this.attributes(span, signal);
    const ask = (text: string) => ({
      q: text,
      limit: question.limit,
      spss: Math.min(question.limit, SPANS_PER_TRACE),
      ...secondsAround(span),
    });
    let text = renderSample(this.kept(question), fields);
    let body = await this.api.find('api/search', ask(text), SEARCH_BODY, (status) => status === 400, signal);
    if (!body) {
      text = renderSample(this.kept(question), fields, false);
      body = await this.api.get('api/search', ask(text), SEARCH_BODY, signal);
    }
    const spans = acrossTraces(readSpans(body, fields));
    const isCut = spans.length > question.limit || (body.traces ?? []).length >= question.limit || hasMoreSpans(body);
    return { spans: spans.slice(0, question.limit), isCut, sent: this.api.sent(text) };
  }

  wholeTraces(question: WholeTracesQuestion, span: TimeSpan, signal?: AbortSignal): Promise<WholeTracesAnswer> {
    return wholeTraces(this.api, question, this.everywhere, span, signal);
  }

  async series(
    question: SpanSeriesQuestion,
    span: TimeSpan,
    step: number | 'whole',
    signal?: AbortSignal
  ): Promise<SpanSeriesAnswer> {
    const rendered = renderSeries(this.kept(question));
    if ('notSupported' in rendered) {
      throw new TelemetryError({
        kind: 'failed',
        message: rendered.notSupported,
        advice: t('traces.failure.fewer-attributes', 'Group by fewer attributes'),
      });
    }
    const asked = { q: rendered.text, ...(step === 'whole' ? secondsAround(span) : wholeSteps(span, step)) };
    const exemplars = step !== 'whole' && question.exemplars ? EXEMPLARS : 0;
    const body = await this.api.find(
      step === 'whole' ? 'api/metrics/query' : 'api/metrics/query_range',
      step === 'whole' ? asked : { ...asked, exemplars },
      METRICS_BODY,
      isWithoutMetrics,
      signal
    );
    if (!body) {
      throw notCounted(this.api.dataSource.name);
    }
    const answer = readSeries(body, question, rendered.reading, { from: asked.start * 1000, to: asked.end * 1000 });
    return { ...answer, sent: this.api.sent(rendered.text) };
  }

  compare(
    base: SpanSelection,
    selection: { where: SpanCondition[]; span: TimeSpan },
    span: TimeSpan,
    signal?: AbortSignal
  ): Promise<AttributeCounts> {
    return compareSpans(this.api, this, this.kept(base), selection, span, signal);
  }

  async attributeNames(span: TimeSpan, signal?: AbortSignal): Promise<SpanField[]> {
    const attributes = new Set(await this.attributes(span, signal));
    const said = (field: SpanField) =>
      sourcesOf(field).some((source) => source.kind === 'intrinsic' || attributes.has(sourceField(source)));
    const words = SPAN_FIELDS.filter(said);
    const others = [...attributes].filter((attribute) => {
      const [, scope, name] = /^(span|resource)\.(.*)$/s.exec(attribute) ?? [];
      return fieldOf(scope as 'span' | 'resource', name ?? '') === attribute;
    });
    return [...words, ...others.sort()];
  }

  async attributeValues(field: SpanField, span: TimeSpan, signal?: AbortSignal): Promise<string[]> {
    const lists = await Promise.all(
      sourcesOf(field).map(async (source) => {
        const { tagValues } = await this.api.get(
          `api/v2/search/tag/${encodeURIComponent(sourceText(source))}/values`,
          secondsAround(span),
          TAG_VALUES_BODY,
          signal
        );
        const values = (tagValues ?? []).map(({ value }) => value);
        return source.kind === 'intrinsic' && field === 'route'
          ? values.flatMap((name) => requestOfName(name)?.route ?? [])
          : values;
      })
    );
    return [...new Set(lists.flat())].sort();
  }

  async serviceEdges(span: TimeSpan, signal?: AbortSignal): Promise<ServiceEdgesAnswer> {
    const { serviceEdges } = await import(/* webpackChunkName: "service-edges" */ './tempoEdges');
    signal?.throwIfAborted();
    // The generator's metrics do not say in which environment a call was.
    const uid = this.everywhere.length === 0 ? this.serviceGraphUid : undefined;
    return serviceEdges(this.api, uid, this.everywhere, span, signal);
  }

  async linkingSpans(traceId: string, span: TimeSpan, signal?: AbortSignal): Promise<LinkingSpansAnswer | undefined> {
    const { linkingSpans } = await import(/* webpackChunkName: "linking-traces" */ './tempoLinks');
    signal?.throwIfAborted();
    return linkingSpans(this.api, traceId, span, signal);
  }

  /** All attributes of spans and of their resources that occurred, each by its own name. */
  private async attributes(span: TimeSpan, signal?: AbortSignal): Promise<SpanField[]> {
    const { scopes } = await this.api.get('api/v2/search/tags', secondsAround(span), TAGS_BODY, signal);
    return (scopes ?? []).flatMap(({ name, tags }) =>
      name === 'span' || name === 'resource' ? (tags ?? []).map((tag): SpanField => `${name}.${tag}`) : []
    );
  }

  private kept<Q extends SpanSelection>(question: Q): Q {
    return { ...question, where: [...question.where, ...this.everywhere] };
  }
}

/** Tempo would leave out the last step if it were not a whole one. In seconds. */
function wholeSteps({ from, to }: TimeSpan, step: number): { start: number; end: number; step: string } {
  const seconds = Math.max(1, Math.round(step / 1000));
  const start = Math.floor(from / 1000 / seconds) * seconds;
  const end = Math.ceil(to / 1000 / seconds) * seconds;
  return { start, end: Math.max(end, start + seconds), step: `${seconds}s` };
}

/** The first span of each trace, then the second of each, and so on. */
function acrossTraces(spans: readonly Span[]): Span[] {
  const seen = new Map<string, number>();
  const ranked = spans.map((span) => {
    const rank = seen.get(span.traceId) ?? 0;
    seen.set(span.traceId, rank + 1);
    return { span, rank };
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ span }) => span);
}

function sourceField({ scope, name }: { scope: 'span' | 'resource'; name: string }): SpanField {
  return `${scope}.${name}`;
}
