import { type Deduplication } from '../../correlation/pageUrls/lineView';
import { type LogLine } from '../../telemetry/questions/logs';

/** A line, and how many like it followed at once. */
export interface LineRow {
  line: LogLine;
  /** 1 where it stands for itself. */
  count: number;
  /** The last of those that it stands for. */
  last: LogLine;
}

/** The rows of a list: its lines in their order, those that repeat one another as one. */
export function lineRows(lines: readonly LogLine[], deduplication: Deduplication): LineRow[] {
  if (deduplication === 'none') {
    return lines.map((line) => ({ line, count: 1, last: line }));
  }
  const rows: LineRow[] = [];
  let lastKey: string | undefined;
  for (const line of lines) {
    const key = keyOf(line, deduplication);
    const row = rows.at(-1);
    if (row && key === lastKey) {
      row.count += 1;
      row.last = line;
    } else {
      rows.push({ line, count: 1, last: line });
    }
    lastKey = key;
  }
  return rows;
}

/** The message has no time of its own any more; the whole line often does, and would never repeat. */
function keyOf({ reading }: LogLine, deduplication: Deduplication): string {
  return JSON.stringify([reading.service, reading.level, reduce(reading.message, deduplication)]);
}

function reduce(message: string, deduplication: Deduplication): string {
  switch (deduplication) {
    case 'numbers':
      return message.replace(/\d+(?:\.\d+)?/g, '#');
    case 'signature':
      return message.replace(/[\p{L}\p{N}_]+/gu, 'x');
    default:
      return message;
  }
}
