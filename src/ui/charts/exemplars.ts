import { type DataFrame, FieldType } from '@grafana/data';
import { isExemplarFrame } from '../../telemetry/dialects/promql/read';
import { type TimeSpan } from '../../telemetry/timeSpan';

/** More exemplars than this hide the lines that they lie on. */
const MOST = 30;

/**
 * Leaves so many exemplars that each can be seen and clicked: of each part of the time range the one with the largest
 * value, because the slowest request is the one to look at. What is no exemplar stays as it is.
 */
export function thinExemplars(frames: readonly DataFrame[], { from, to }: TimeSpan, most = MOST): DataFrame[] {
  const exemplars = frames.filter(isExemplarFrame);
  if (exemplars.reduce((sum, { length }) => sum + length, 0) <= most || to <= from) {
    return [...frames];
  }
  const largest = new Map<number, { value: number; frame: DataFrame; row: number }>();
  for (const frame of exemplars) {
    const times = (frame.fields.find(({ type }) => type === FieldType.time)?.values ?? []) as number[];
    const values = (frame.fields.find(({ type }) => type === FieldType.number)?.values ?? []) as number[];
    times.forEach((time, row) => {
      const part = Math.min(most - 1, Math.max(0, Math.floor(((time - from) / (to - from)) * most)));
      const value = values[row] ?? -Infinity;
      if (value > (largest.get(part)?.value ?? -Infinity)) {
        largest.set(part, { value, frame, row });
      }
    });
  }
  return frames.flatMap((frame) => {
    if (!isExemplarFrame(frame)) {
      return [frame];
    }
    const rows = [...largest.values()].flatMap((one) => (one.frame === frame ? [one.row] : [])).sort((a, b) => a - b);
    return rows.length === 0 ? [] : [withRows(frame, rows)];
  });
}

function withRows(frame: DataFrame, rows: readonly number[]): DataFrame {
  return {
    ...frame,
    length: rows.length,
    fields: frame.fields.map((field) => ({ ...field, values: rows.map((row) => field.values[row] as unknown) })),
  };
}
