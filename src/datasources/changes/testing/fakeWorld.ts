import { type DataQueryRequest, type DataQueryResponse, LoadingState } from '@grafana/data';
import { defer, type Observable } from 'rxjs';
import { toFrames } from '../../../telemetry/dialects/promql/read';
import { type LogEndsAnswer, type LogLine } from '../../../telemetry/questions/logs';
import { type Span } from '../../../telemetry/questions/traces';
import { type Labels } from '../../../telemetry/vocabulary';
import { fakeClient } from '../../testing/fakeClient';
import { type QuestionQuery } from '../../question';
import { type ResolvedQuery } from '../../resolve';
import { type ChangesSignal } from '../question';

const MINUTE = 60_000;
export const BEFORE = { from: 0, to: 30 * MINUTE };
export const DURING = { from: 30 * MINUTE, to: 60 * MINUTE };
/** When the incident begins. */
const BEGINS = 40 * MINUTE;

/** How each of the three back ends does: `well` if nothing is said; else what it throws, or waits for. */
export type Fates = Partial<Record<ChangesSignal, () => Promise<void>>>;

/** A shop of two services, of which one fails, and a client that counts what it asks of three back ends. */
export class FakeWorld {
  /** Requests for data. */
  asked: ChangesSignal[] = [];
  /** The times that traces were asked of. */
  spans: Array<{ from: number; to: number }> = [];

  /** @param since when metrics and traces begin */
  constructor(
    private readonly isQuiet = false,
    private readonly fates: Fates = {},
    private readonly since = 0
  ) {}

  client() {
    return fakeClient({
      metrics: { query: (request, queries) => this.query(request, queries), services: async () => [] },
      identities: { onPages: async () => new Map(), logsOnPages: async () => new Map() },
      traces: {
        open: async () =>
          ({
            wholeTraces: async (_: unknown, span: { from: number; to: number }) => {
              this.spans.push(span);
              await this.ask('traces');
              return { spans: this.traces(span), isCut: false, sent: [] };
            },
          }) as never,
      },
      logs: {
        open: async () =>
          ({
            ends: async (): Promise<LogEndsAnswer> => {
              await this.ask('logs');
              const lines = this.lines();
              return { oldest: lines, newest: [...lines].reverse(), isCut: false, sent: [] };
            },
          }) as never,
      },
    });
  }

  private async ask(signal: ChangesSignal): Promise<void> {
    this.asked.push(signal);
    await this.fates[signal]?.();
  }

  private query(
    { range, intervalMs }: DataQueryRequest<QuestionQuery>,
    queries: readonly ResolvedQuery[]
  ): Observable<DataQueryResponse> {
    return defer(async () => {
      await this.ask('metrics');
      const ends: number[] = [];
      for (let end = range.from.valueOf(); end <= range.to.valueOf(); end += intervalMs) {
        ends.push(end);
      }
      const data = queries.flatMap(({ refId, question }) => {
        const isOfServices =
          question.by.join() === 'service' && question.where.every(({ field }) => field !== 'service');
        const services = isOfServices ? ['shop', 'pay'] : [];
        const series = services.flatMap((service) => {
          const at = (end: number) => this.valueOf(question.measure, service, end);
          const values = ends.map(at);
          return values.every((value) => value === null)
            ? []
            : [{ labels: { service } as Labels, times: ends, values }];
        });
        return toFrames(series, { refId, unit: 'count', executed: [], notices: [] });
      });
      return { data, state: LoadingState.Done };
    });
  }

  /** Ten requests a second, of which a few in a thousand fail; from some time on a fifth, of both services. */
  private valueOf(measure: string, service: string, end: number): number | null {
    if (end <= this.since) {
      return null;
    }
    const isBad = !this.isQuiet && end > BEGINS;
    const wobble = Math.sin(end / MINUTE + service.length);
    switch (measure) {
      case 'requests':
        return 10 + 0.2 * wobble;
      case 'errors':
        return isBad ? 2 : 0.02 + 0.01 * wobble;
      case 'duration':
        return 0.1 + 0.005 * wobble;
      default:
        return null;
    }
  }

  private traces({ from, to }: { from: number; to: number }): Span[] {
    const starts = Array.from({ length: 40 }, (_, i) => from + ((to - from) * i) / 40);
    return starts.flatMap((start, i) => {
      if (start < this.since) {
        return [];
      }
      const isBad = !this.isQuiet && start > BEGINS && i % 5 === 0;
      const status = isBad ? ('error' as const) : ('unset' as const);
      const base = {
        traceId: `${from}-${i}`,
        name: 'GET',
        start,
        events: [],
        links: [],
        attributes: {},
        resource: {},
        status,
      };
      return [
        { ...base, spanId: 'a', service: 'shop', kind: 'server' as const, duration: 100 },
        { ...base, spanId: 'b', parentSpanId: 'a', service: 'shop', kind: 'client' as const, duration: 80 },
        { ...base, spanId: 'c', parentSpanId: 'b', service: 'pay', kind: 'server' as const, duration: 70 },
      ];
    });
  }

  private lines(): LogLine[] {
    return Array.from({ length: 60 }, (_, i): LogLine => {
      const time = BEGINS + i * 1000;
      return {
        id: String(i),
        time: this.isQuiet ? BEFORE.from + i * MINUTE : time,
        nanoseconds: `${time}000000`,
        body: `no answer from bank ${i}`,
        labels: {},
        metadata: {},
        reading: { format: 'text', level: 'error', message: `no answer from bank ${i}`, service: 'pay', fields: {} },
      };
    });
  }
}
