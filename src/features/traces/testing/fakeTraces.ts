import {
  type AttributeCounts,
  type FoundTrace,
  type ServiceEdgesAnswer,
  type SpanCondition,
  type SpanField,
  type SpanSelection,
  type SpanSeriesAnswer,
  type SpanSeriesQuestion,
  type TraceSearchQuestion,
  type TraceSource,
} from '../../../telemetry/questions/traces';
import { type TimeSpan } from '../../../telemetry/timeSpan';

type Method = 'series' | 'compare' | 'search' | 'serviceEdges' | 'attributeNames' | 'attributeValues';

/** A source of traces that notes what it is asked, and fails where it is told to. */
export class FakeTraces implements Pick<TraceSource, Method> {
  asked: Array<{ method: Method; about: unknown }> = [];
  failing = new Map<Method, unknown>();
  note: string | undefined = 'sampled';
  /** Whether a search has found only some. */
  isCut = false;
  /** Requests per bucket and step; the upper bounds are in seconds. */
  counts: Record<string, number> = { '0.1': 90, '0.2': 8, '1.6': 2 };
  failed: Record<string, number> = { '1.6': 1 };
  edges: ServiceEdgesAnswer = { edges: [], basis: 'metrics', sent: [] };

  of(method: Method): unknown[] {
    return this.asked.filter((one) => one.method === method).map(({ about }) => about);
  }

  series(question: SpanSeriesQuestion, span: TimeSpan, step: number): Promise<SpanSeriesAnswer> {
    const isFailed = question.where.some(({ op }) => op === 'is');
    const times = Array.from({ length: 10 }, (_, i) => span.from + (i + 1) * step);
    return this.answer('series', question, {
      series: Object.entries(isFailed ? this.failed : this.counts).map(([le, count]) => ({
        labels: { le },
        times,
        values: times.map(() => count),
      })),
      exemplars: [],
      note: this.note,
      sent: [],
    });
  }

  compare(
    base: SpanSelection,
    selection: { where: SpanCondition[]; span: TimeSpan },
    span: TimeSpan
  ): Promise<AttributeCounts> {
    return this.answer(
      'compare',
      { base, selection, span },
      {
        selection: { spans: 100, values: counted({ 'span.shop.region': { uk: 70 }, 'span.plan': { free: 51 } }) },
        rest: { spans: 900, values: counted({ 'span.shop.region': { uk: 180 }, 'span.plan': { free: 450 } }) },
        basis: 'sample',
        sent: [],
      }
    );
  }

  search(question: TraceSearchQuestion, span: TimeSpan) {
    const trace = (n: number, duration: number): FoundTrace => ({
      traceId: String(n).padStart(32, '0'),
      rootService: 'shop-api',
      rootName: `POST /checkout/${n}`,
      start: span.from + n,
      duration,
      spanCount: 10 * n,
      errorCount: n === 2 ? 3 : 0,
      services: [{ service: 'shop-api' }, { service: 'payments' }],
    });
    return this.answer(
      'search',
      { question, span },
      {
        traces: [trace(1, 800), trace(2, 1500), trace(3, 1200)],
        isCut: this.isCut,
        sent: [],
      }
    );
  }

  serviceEdges(span: TimeSpan): Promise<ServiceEdgesAnswer> {
    return this.answer('serviceEdges', span, this.edges);
  }

  attributeNames(): Promise<SpanField[]> {
    return this.answer('attributeNames', undefined, ['span.plan', 'resource.host.name']);
  }

  attributeValues(field: SpanField): Promise<string[]> {
    return this.answer('attributeValues', field, field === 'service' ? ['cart', 'payments'] : ['x']);
  }

  private answer<T>(method: Method, about: unknown, value: T): Promise<T> {
    this.asked.push({ method, about });
    return this.failing.has(method) ? Promise.reject(this.failing.get(method)) : Promise.resolve(value);
  }
}

function counted(values: Record<string, Record<string, number>>) {
  return new Map(
    Object.entries(values).map(([field, of]) => [field as SpanField, new Map(Object.entries(of))] as const)
  );
}
