import { type LogEvent } from '../../analysis/logEvents/events';
import { type Deduplication } from '../../correlation/pageUrls/lineView';
import { type LogLine } from '../../telemetry/questions/logs';

/** A line, or an event of several, and how many like it followed at once. */
export interface LineRow extends LogEvent {
  /** 1 where it stands for itself. */
  count: number;
  /** The last of those that it stands for. */
  last: LogLine;
}

/** The rows of a list: its events in their order, those that repeat one another as one. */
export function lineRows(events: readonly LogEvent[], deduplication: Deduplication): LineRow[] {
  if (deduplication === 'none') {
    return events.map((event) => ({ ...event, count: 1, last: event.line }));
  }
  const rows: LineRow[] = [];
  let lastKey: string | undefined;
  for (const event of events) {
    const { line } = event;
    const key = keyOf(line, deduplication);
    const row = rows.at(-1);
    if (row && key === lastKey) {
      row.count += 1;
      row.last = line;
    } else {
      rows.push({ ...event, count: 1, last: line });
    }
    lastKey = key;
  }
  return rows;
}

/** Whether a row is that of a line, by its id. */
export function hasLine({ parts }: LineRow, lineId: string): boolean {
  return parts.some(({ id }) => id === lineId);
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
