import { type DataSourceInstanceSettings } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { type LogBinding } from '../telemetry/conventions/logs/binding';
import { byTime, idsOf } from '../telemetry/dialects/logql/read';
import { type RenderedLines, renderLines } from '../telemetry/dialects/logql/render';
import { streamSelector } from '../telemetry/dialects/logql/selector';
import { millisecondOf } from '../telemetry/nanoseconds';
import {
  type LogCountAnswer,
  type LogCountQuestion,
  type LogEndsAnswer,
  type LogEndsQuestion,
  type LogFieldInfo,
  type LogLine,
  type LogLinesAnswer,
  type LogLinesQuestion,
  type LogSelection,
  type LogSource,
  type SentQuery,
  type ServerPattern,
} from '../telemetry/questions/logs';
import { explainFailure } from './explain';
import { notSupported, TelemetryError } from './failure';
import { countLines, countOwnLines } from './lokiCounts';
import { LokiDetections } from './lokiDetection';
import { fieldsOf } from './lokiFields';
import { findEnds, findLines, linesWithIds, toLogLines } from './lokiLines';
import { patternsOf } from './lokiPatterns';
import { tailLoki } from './lokiTail';
import { type ResourceDataSource } from './runQueries';
import { type TimeSpan } from '../telemetry/timeSpan';

/** How far around a line its neighbours are looked for. */
const CONTEXT_MS = 2 * 3600_000;
/** Lines of the same millisecond that may lie between a line and what is asked for. */
const SAME_MOMENT = 200;

/**
 * Log lines of one Loki, asked through Grafana as the signed-in user.
 * @param environments the environments to keep; empty for all
 * @param detections what is known of its streams
 */
export async function openLoki(
  settings: DataSourceInstanceSettings,
  environments: string[],
  detections = new LokiDetections()
): Promise<LogSource> {
  try {
    const dataSource = (await getDataSourceSrv().get(settings.uid)) as ResourceDataSource;
    return new LokiLogs(dataSource, settings, environments, detections);
  } catch (error) {
    throw new TelemetryError(await explainFailure(error, settings));
  }
}

/**
 * Services as the streams of a Loki name them around a time, the most talkative ones: what was found out about it
 * anyway says so, and nothing more is asked.
 */
export async function servicesOfStreams(
  { uid }: DataSourceInstanceSettings,
  span: TimeSpan,
  detections: LokiDetections
): Promise<string[]> {
  const dataSource = (await getDataSourceSrv().get(uid)) as ResourceDataSource;
  return [...(await detections.at(dataSource, span)).services.keys()];
}

class LokiLogs implements LogSource {
  constructor(
    private readonly dataSource: ResourceDataSource,
    private readonly settings: DataSourceInstanceSettings,
    private readonly environments: readonly string[],
    private readonly detections: LokiDetections
  ) {}

  lines(question: LogLinesQuestion, span: TimeSpan, signal?: AbortSignal): Promise<LogLinesAnswer> {
    return this.explained(signal, async () => {
      const { binding, rendered } = await this.render(question, span);
      const { lines, isCut, cost } = await findLines(this.dataSource, rendered, question, binding, span, signal);
      return { lines, isCut, cost, sent: rendered.queries.map(({ expr }) => this.sent(expr)) };
    });
  }

  ends(question: LogEndsQuestion, span: TimeSpan, signal?: AbortSignal): Promise<LogEndsAnswer> {
    return this.explained(signal, async () => {
      const { binding, rendered } = await this.render(question, span);
      const { oldest, newest } = await findEnds(this.dataSource, rendered, question.limit, binding, span, signal);
      return {
        oldest: oldest.lines,
        newest: newest.lines,
        isCut: oldest.isCut || newest.isCut,
        sent: rendered.queries.map(({ expr }) => this.sent(expr)),
      };
    });
  }

  count(question: LogCountQuestion, span: TimeSpan, step?: number, signal?: AbortSignal): Promise<LogCountAnswer> {
    return this.explained(signal, async () => {
      const { binding, rendered } = await this.render(question, span);
      const asked = { ...question, ...this.within(question) };
      const own = rendered.ids.some(({ op }) => op === 'in')
        ? await countOwnLines(this.dataSource, asked, rendered, binding, span, step, signal)
        : undefined;
      const counted = own ?? (await countLines(this.dataSource, asked, binding, span, step, signal));
      const { texts, ...answer } = counted;
      return { ...answer, sent: texts.map((text) => this.sent(text)) };
    });
  }

  fields(selection: LogSelection, span: TimeSpan, signal?: AbortSignal): Promise<LogFieldInfo[]> {
    return this.explained(signal, async () => {
      const { binding, rendered } = await this.render(selection, span);
      return fieldsOf(this.dataSource, rendered.queries, binding, span, signal);
    });
  }

  patterns(selection: LogSelection, span: TimeSpan, signal?: AbortSignal): Promise<ServerPattern[] | undefined> {
    return this.explained(signal, async () => {
      const binding = await this.detections.at(this.dataSource, span);
      return patternsOf(this.dataSource, this.within(selection), binding, span, signal);
    });
  }

  context(line: LogLine, each: number, signal?: AbortSignal): Promise<{ before: LogLine[]; after: LogLine[] }> {
    return this.explained(signal, async () => {
      const binding = await this.detections.at(this.dataSource, {
        from: line.time - CONTEXT_MS,
        to: line.time + CONTEXT_MS,
      });
      const rendered = { queries: [{ expr: streamSelector(line.labels) }] };
      const limit = each + SAME_MOMENT;
      const at = millisecondOf(line.nanoseconds);
      const ask = (order: LogLinesQuestion['order'], span: TimeSpan) =>
        findLines(this.dataSource, rendered, { limit, order }, binding, span, signal);
      const [older, newer] = await Promise.all([
        ask('newest', { from: at - CONTEXT_MS, to: at + 1 }),
        ask('oldest', { from: at, to: at + CONTEXT_MS }),
      ]);
      const isNeighbour = (other: LogLine) => sameLabels(other, line);
      return {
        before: following(older.lines.filter(isNeighbour), line, -1).slice(0, each).reverse(),
        after: following(newer.lines.filter(isNeighbour), line, 1).slice(0, each),
      };
    });
  }

  tail(
    selection: LogSelection,
    onLines: (lines: LogLine[]) => void,
    onState: (state: 'open' | 'closed' | 'failed', message?: string) => void,
    signal: AbortSignal
  ): void {
    const fail = (error: unknown) => {
      explainFailure(error, this.settings).then(
        ({ message }) => signal.aborted || onState('failed', message),
        () => onState('failed')
      );
    };
    const now = Date.now();
    this.render(selection, { from: now, to: now }).then(({ binding, rendered }) => {
      const listener = {
        onLines: (raw: Parameters<typeof toLogLines>[0]) => {
          const own = linesWithIds(toLogLines([...raw].sort(byTime)), rendered);
          if (own.length > 0) {
            onLines(own);
          }
        },
        onState: (state: 'open' | 'closed' | 'failed', error?: unknown) =>
          state === 'failed' ? fail(error) : onState(state),
      };
      tailLoki(
        this.dataSource,
        rendered.queries.map(({ expr }) => expr),
        binding,
        listener,
        signal
      );
    }, fail);
  }

  /** A selection, and only in the environments that the page shows. */
  private within({ where, lines }: LogSelection): LogSelection {
    const values = [...this.environments];
    return {
      where: values.length === 0 ? where : [...where, { field: 'environment', op: 'in', values }],
      lines,
    };
  }

  private async render(
    selection: LogSelection,
    span: TimeSpan
  ): Promise<{ binding: LogBinding; rendered: RenderedLines }> {
    const binding = await this.detections.at(this.dataSource, span);
    const rendered = renderLines(this.within(selection), binding);
    if ('notSupported' in rendered) {
      throw notSupported(rendered.notSupported);
    }
    return { binding, rendered };
  }

  private sent(text: string): SentQuery {
    const { uid, name, type } = this.settings;
    return { text, dataSource: { uid, name, type } };
  }

  /** Says what failed in our words; what was cancelled stays that. */
  private async explained<T>(signal: AbortSignal | undefined, answer: () => Promise<T>): Promise<T> {
    try {
      return await answer();
    } catch (error) {
      signal?.throwIfAborted();
      throw error instanceof TelemetryError ? error : new TelemetryError(await explainFailure(error, this.settings));
    }
  }
}

function sameLabels(a: LogLine, b: LogLine): boolean {
  const names = Object.keys(a.labels);
  return names.length === Object.keys(b.labels).length && names.every((name) => a.labels[name] === b.labels[name]);
}

/**
 * The lines that come after one in an order of lines, be it forward or backward; the line itself is where it stands in
 * Loki's answer.
 */
function following(lines: readonly LogLine[], line: LogLine, direction: 1 | -1): LogLine[] {
  const own = idsOf([line])[0];
  const at = lines.findIndex(
    ({ id, nanoseconds }) => id === line.id || (nanoseconds === line.nanoseconds && id === own)
  );
  return at >= 0 ? lines.slice(at + 1) : lines.filter((other) => direction * byTime(other, line) > 0);
}
