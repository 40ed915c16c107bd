import {
  type AttributeCounts,
  type FoundTrace,
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
} from '../../../telemetry/questions/traces';
import { normalizeTraceId } from '../../../telemetry/traceId';
import { type SampleSpan } from '../../requests/request';
import { readTraceId } from '../../requests/traceId';
import { type SampleShop } from '../../shop';
import { type Found, inOrder, MOST_EXPANDED, drawRequests, until } from '../events';
import { attributeNames, attributeValues } from './attributeValues';
import { compare } from './compare';
import { serviceEdges } from './edges';
import { mayMeet } from './remains';
import { spanTest } from './select';
import { series } from './series';
import { toSpan, toTrace } from './span';
import { type TimeSpan } from '../../../telemetry/timeSpan';

/** The sample shop's traces, of all environments or of some. Nothing is known after `now`. */
export class SampleTraces implements TraceSource {
  constructor(
    private shop: SampleShop,
    private environments: readonly string[],
    private now: () => number = Date.now
  ) {}

  trace(id: string): Promise<Trace | undefined> {
    const traceId = normalizeTraceId(id);
    const request = traceId === undefined ? undefined : this.shop.requests.byTraceId(traceId, this.now());
    const key = request && readTraceId(this.shop.seed, request.traceId);
    const stream = key && this.shop.streams[key.stream];
    return Promise.resolve(request && stream ? toTrace({ request, stream }) : undefined);
  }

  async search(question: TraceSearchQuestion, span: TimeSpan, signal?: AbortSignal): Promise<TraceSearchAnswer> {
    const asked = until(span, this.now());
    const test = spanTest(question, this.environments);
    const isMeant = (one: SampleSpan, found: Found) => isWithin(one, asked) && test.meets(one, found);
    const traces: FoundTrace[] = [];
    let looked = 0;
    let isCut = false;
    const streams = mayMeet(this.shop, test, asked);
    for await (const { found, cost } of inOrder(this.shop, streams, asked, 'newest', { signal })) {
      const own = found.flatMap((one): FoundTrace[] => {
        const matched = one.request.spans.find((each) => isMeant(each, one));
        return matched ? [toFound(one, matched)] : [];
      });
      traces.push(...own.sort((a, b) => b.start - a.start || (a.traceId < b.traceId ? -1 : 1)));
      looked += cost;
      if (traces.length > question.limit || looked > MOST_LOOKED_THROUGH) {
        isCut = true;
        break;
      }
    }
    return { traces: traces.slice(0, question.limit), isCut, sent: [] };
  }

  async sample(question: SpanSampleQuestion, span: TimeSpan, signal?: AbortSignal): Promise<SpanSampleAnswer> {
    const { limit } = question;
    const asked = until(span, this.now());
    const test = spanTest(question, this.environments);
    const most = Math.min(limit, MOST_EXPANDED);
    const { found, weight } = drawRequests(this.shop, mayMeet(this.shop, test, asked), asked, most, signal);
    const spans: Span[] = [];
    for await (const one of found) {
      const meant = one.request.spans.filter((each) => isWithin(each, asked) && test.meets(each, one));
      spans.push(...meant.map((each) => toSpan(each, one)));
    }
    const every = Math.max(1, spans.length / limit);
    const kept = spans.filter((_, i) => Math.floor(i / every) !== Math.floor((i - 1) / every));
    return { spans: kept, isCut: weight > 1 || every > 1, sent: [] };
  }

  async wholeTraces(question: WholeTracesQuestion, span: TimeSpan, signal?: AbortSignal): Promise<WholeTracesAnswer> {
    const asked = until(span, this.now());
    const test = spanTest(question, this.environments);
    const traces: Trace[] = [];
    let looked = 0;
    const streams = mayMeet(this.shop, test, asked);
    for await (const { found, cost } of inOrder(this.shop, streams, asked, 'newest', { signal })) {
      const meant = found.filter((one) =>
        one.request.spans.some((each) => isWithin(each, asked) && test.meets(each, one))
      );
      traces.push(...meant.sort((a, b) => b.request.start - a.request.start).map(toTrace));
      looked += cost;
      if (traces.length > question.limit || looked > MOST_LOOKED_THROUGH) {
        break;
      }
    }
    const kept = traces.slice(0, question.limit);
    return { spans: kept.flatMap(({ spans }) => spans), isCut: kept.length < traces.length, sent: [] };
  }

  series(
    question: SpanSeriesQuestion,
    span: TimeSpan,
    step: number | 'whole',
    signal?: AbortSignal
  ): Promise<SpanSeriesAnswer> {
    const test = spanTest(question, this.environments);
    return series(this.shop, question, test, until(span, this.now()), step, signal);
  }

  compare(
    base: SpanSelection,
    selection: { where: SpanCondition[]; span: TimeSpan },
    span: TimeSpan,
    signal?: AbortSignal
  ): Promise<AttributeCounts> {
    const selected = { ...base, where: [...base.where, ...selection.where] };
    return compare(
      this.shop,
      { test: spanTest(base, this.environments), span: until(span, this.now()) },
      { test: spanTest(selected, this.environments), span: until(selection.span, this.now()) },
      signal
    );
  }

  attributeNames(): Promise<SpanField[]> {
    return Promise.resolve(attributeNames(this.shop));
  }

  attributeValues(field: SpanField, span: TimeSpan, signal?: AbortSignal): Promise<string[]> {
    const test = spanTest({ where: [], spans: 'all' }, this.environments);
    return attributeValues(this.shop, field, test, until(span, this.now()), signal);
  }

  serviceEdges(span: TimeSpan, signal?: AbortSignal): Promise<ServiceEdgesAnswer> {
    const test = spanTest({ where: [], spans: 'all' }, this.environments);
    return serviceEdges(this.shop, test, until(span, this.now()), signal);
  }

  /** The shop has no queue: no trace of it is linked to another. */
  linkingSpans(): Promise<LinkingSpansAnswer> {
    return Promise.resolve({ spans: [], isCut: false });
  }
}

/** Requests made while looking for spans of which only they can tell. */
const MOST_LOOKED_THROUGH = 3 * MOST_EXPANDED;

function isWithin({ start }: SampleSpan, { from, to }: TimeSpan): boolean {
  return start >= from && start < to;
}

function toFound(found: Found, matched: SampleSpan): FoundTrace {
  const { request } = found;
  const root = request.spans[0];
  const services = new Map<string, { spanCount: number; errorCount: number }>();
  for (const { service, isError } of request.spans) {
    const own = services.get(service) ?? { spanCount: 0, errorCount: 0 };
    services.set(service, { spanCount: own.spanCount + 1, errorCount: own.errorCount + (isError ? 1 : 0) });
  }
  const { spanId, service, name, start, duration, status, attributes } = toSpan(matched, found);
  return {
    traceId: request.traceId,
    rootService: request.service,
    rootName: root?.name ?? '',
    start: request.start,
    duration: request.duration,
    spanCount: request.spans.length,
    errorCount: request.spans.filter(({ isError }) => isError).length,
    services: [...services].map(([name, own]) => ({ service: name, ...own })),
    matched: { spanId, service, name, start, duration, status, attributes },
  };
}
