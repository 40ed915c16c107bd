import { type DataFrame } from '@grafana/data';
import { type LogBinding } from '../telemetry/conventions/logs/binding';
import { belongsTo } from '../telemetry/dialects/logql/ids';
import { byTime, idsOf, type RawLine, readCost, readLines } from '../telemetry/dialects/logql/read';
import { type RenderedLines } from '../telemetry/dialects/logql/render';
import { parseLogLine } from '../telemetry/logLine/parseLogLine';
import { millisecondsOf } from '../telemetry/nanoseconds';
import { type LogLine, type LogLinesQuestion, type QueryCost } from '../telemetry/questions/logs';
import { askLoki, type LokiQuery } from './lokiQueries';
import { type ResourceDataSource } from './runQueries';
import { type TimeSpan } from '../telemetry/timeSpan';

/** Loki lets no more lines through in one query, unless told otherwise. */
export const MAX_LINES = 5000;

/** Makes lines of what Loki has, in the order that they have. */
export function toLogLines(raw: readonly RawLine[]): LogLine[] {
  const ids = idsOf(raw);
  return raw.map((line, at) => ({
    id: ids[at] ?? '',
    time: millisecondsOf(line.nanoseconds),
    nanoseconds: line.nanoseconds,
    body: line.body,
    labels: line.labels,
    metadata: line.metadata,
    reading: parseLogLine(line.body, line.labels, line.metadata),
    ...(line.links && { links: line.links }),
  }));
}

/** Those that bear the ids that were asked for: Loki also finds lines that only mention one. */
export function linesWithIds(lines: readonly LogLine[], { ids = [], idLabels }: Partial<RenderedLines>): LogLine[] {
  const wanted = ids.filter(({ op }) => op === 'in');
  return lines.filter((line) =>
    wanted.every((condition) =>
      belongsTo(condition, { ...line, stated: line.reading[condition.field] }, idLabels?.[condition.field] ?? [])
    )
  );
}

export interface FoundLines {
  lines: LogLine[];
  isCut: boolean;
  cost?: QueryCost;
}

/** Asks for the lines of queries that have none in common, and puts them together. */
export async function findLines(
  dataSource: ResourceDataSource,
  { queries, ids, idLabels }: Pick<RenderedLines, 'queries'> & Partial<RenderedLines>,
  { limit, order }: Pick<LogLinesQuestion, 'limit' | 'order'>,
  binding: LogBinding,
  span: TimeSpan,
  signal?: AbortSignal
): Promise<FoundLines> {
  const wanted = Math.min(Math.max(1, Math.floor(limit)), MAX_LINES);
  const ask = (maxLines: number) =>
    askLoki(
      dataSource,
      queries.map(({ expr }, at) => linesQuery(expr, at, maxLines, order)),
      span,
      signal
    );
  // One more than wanted tells whether there are more.
  let asked = Math.min(wanted + 1, MAX_LINES);
  let frames: DataFrame[];
  try {
    frames = await ask(asked);
  } catch (error) {
    const allowed = allowedLines(error);
    if (allowed === undefined || allowed >= asked) {
      throw error;
    }
    asked = allowed;
    frames = await ask(asked);
  }
  const streamLabels = new Set(binding.streamLabels);
  const perQuery = queries.map((_, at) =>
    readLines(
      frames.filter(({ refId }) => refId === refIdOf(at)),
      streamLabels
    )
  );
  const isFull = perQuery.some((lines) => lines.length >= asked);
  const direction = order === 'newest' ? -1 : 1;
  const all = perQuery.flat().sort((a, b) => direction * byTime(a, b));
  const own = linesWithIds(toLogLines(all), { ids, idLabels });
  return { lines: own.slice(0, wanted), isCut: isFull || own.length > wanted, cost: readCost(frames) };
}

const refIdOf = (at: number) => `Lines${at}`;

function linesQuery(expr: string, at: number, maxLines: number, order: LogLinesQuestion['order']): LokiQuery {
  return {
    refId: refIdOf(at),
    expr,
    queryType: 'range',
    maxLines,
    direction: order === 'newest' ? 'backward' : 'forward',
  };
}

/** How many lines a server allows that refused more. */
function allowedLines(error: unknown): number | undefined {
  const { message, data } = error as { message?: string; data?: { message?: string; error?: string } };
  const text = [message, data?.message, data?.error].join(' ');
  const found = /max entries limit per query exceeded.*?\(\d+ > (\d+)\)/s.exec(text);
  return found ? Number(found[1]) : undefined;
}
