import { type Level, isLevel, type LogCount, LEVELS } from '../../telemetry/questions/logs';
import { type TimeSpan } from '../../telemetry/timeSpan';

/** What the logs of one service cost. */
export interface CostRow {
  /** Empty for lines that name none. */
  service: string;
  /** Bytes of text in the time range, before compression. */
  bytes: number;
  lines: number;
  /** Of the bytes of all services, 0 to 1. */
  share: number;
  /** Bytes, at the pace of the time range. */
  perDay: number;
  /** Bytes by level, those of most first. */
  levels: Array<{ level: Level; bytes: number }>;
  /** Bytes of each step. */
  trend: number[];
}

const DAY_MS = 86_400_000;

/**
 * Brings counts of bytes and of lines by service and level together, those that cost most first.
 * @param span that was counted
 */
export function costRows(bytes: readonly LogCount[], lines: readonly LogCount[], { from, to }: TimeSpan): CostRow[] {
  const rows = new Map<string, CostRow>();
  for (const { labels, values } of bytes) {
    const row = rowOf(rows, labels.service);
    const own = sum(values);
    row.bytes += own;
    row.trend = values.map((value, at) => value + (row.trend[at] ?? 0));
    const level = levelOf(labels.level);
    const known = row.levels.find((one) => one.level === level);
    if (known) {
      known.bytes += own;
    } else {
      row.levels.push({ level, bytes: own });
    }
  }
  lines.forEach(({ labels, values }) => (rowOf(rows, labels.service).lines += sum(values)));
  const all = sum([...rows.values()].map((row) => row.bytes));
  return [...rows.values()]
    .map((row) => ({
      ...row,
      share: all > 0 ? row.bytes / all : 0,
      perDay: to > from ? (row.bytes * DAY_MS) / (to - from) : 0,
      levels: row.levels.sort((a, b) => b.bytes - a.bytes || LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level)),
    }))
    .sort((a, b) => b.bytes - a.bytes || a.service.localeCompare(b.service));
}

function rowOf(rows: Map<string, CostRow>, service = ''): CostRow {
  const row = rows.get(service) ?? { service, bytes: 0, lines: 0, share: 0, perDay: 0, levels: [], trend: [] };
  rows.set(service, row);
  return row;
}

const levelOf = (written = ''): Level => (isLevel(written) ? written : 'unknown');
const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
