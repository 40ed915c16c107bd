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

type Order = LogLinesQuestion['order'];
type Rendered = Pick<RenderedLines, 'queries'> & Partial<RenderedLines>;

/** Asks for the lines of queries that have none in common, and puts them together. */
export async function findLines(
  dataSource: ResourceDataSource,
  rendered: Rendered,
  { limit, order }: Pick<LogLinesQuestion, 'limit' | 'order'>,
  binding: LogBinding,
  span: TimeSpan,
  signal?: AbortSignal
): Promise<FoundLines> {
  const asked = { limit, orders: [order] as const };
  const [found] = await findInOrders(dataSource, rendered, asked, binding, span, signal);
  return found;
}

/** Asks for the first and the last lines of queries that have none in common, in one request. */
export async function findEnds(
  dataSource: ResourceDataSource,
  rendered: Rendered,
  limit: number,
  binding: LogBinding,
  span: TimeSpan,
  signal?: AbortSignal
): Promise<{ oldest: FoundLines; newest: FoundLines }> {
  const asked = { limit, orders: ['oldest', 'newest'] as const };
  const [oldest, newest] = await findInOrders(dataSource, rendered, asked, binding, span, signal);
  return { oldest, newest };
}

/** @returns what was found in each of the orders */
async function findInOrders<O extends readonly Order[]>(
  dataSource: ResourceDataSource,
  { queries, ids, idLabels }: Rendered,
  { limit, orders }: { limit: number; orders: O },
  binding: LogBinding,
  span: TimeSpan,
  signal?: AbortSignal
): Promise<{ [At in keyof O]: FoundLines }> {
  const wanted = Math.min(Math.max(1, Math.floor(limit)), MAX_LINES);
  const ask = (maxLines: number) =>
    askLoki(
      dataSource,
      orders.flatMap((order, place) =>
        queries.map(({ expr }, at) => linesQuery(expr, refIdOf(place, at), maxLines, order))
      ),
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
  const found = orders.map((order, place): FoundLines => {
    const ofQueries = queries.map((_, at) => frames.filter(({ refId }) => refId === refIdOf(place, at)));
    const perQuery = ofQueries.map((own) => readLines(own, streamLabels));
    const isFull = perQuery.some((lines) => lines.length >= asked);
    const direction = order === 'newest' ? -1 : 1;
    const all = perQuery.flat().sort((a, b) => direction * byTime(a, b));
    const own = linesWithIds(toLogLines(all), { ids, idLabels });
    return {
      lines: own.slice(0, wanted),
      isCut: isFull || own.length > wanted,
      cost: readCost(ofQueries.flat()),
    };
  });
  return found as { [At in keyof O]: FoundLines };
}

/** @param place of the order among those that are asked for */
const refIdOf = (place: number, at: number) => `Lines${place === 0 ? '' : `_${place}_`}${at}`;

function linesQuery(expr: string, refId: string, maxLines: number, order: Order): LokiQuery {
  return {
    refId,
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
