import { type LineReading, type LogLine } from '../../../telemetry/questions/logs';

/** When the first line of a test was written. */
export const FIRST = Date.UTC(2026, 0, 15, 12);

interface Given extends Partial<Omit<LogLine, 'reading'>> {
  reading?: Partial<LineReading>;
}

/** A line; what is not given is plain. The message is the whole line unless said otherwise. */
export function logLine({ reading, ...given }: Given = {}): LogLine {
  const { body = 'all is well', time = FIRST } = given;
  return {
    id: `line-${time}`,
    time,
    nanoseconds: `${Math.floor(time)}000000`,
    body,
    labels: {},
    metadata: {},
    ...given,
    reading: { format: 'text', level: 'info', message: body, fields: {}, ...reading },
  };
}

/** Lines a second apart, the newest first as they are asked for. */
export function logLines(count: number, give: (index: number) => Given = () => ({})): LogLine[] {
  return Array.from({ length: count }, (_, index) => {
    const time = FIRST - index * 1000;
    return logLine({ time, id: `line-${index}`, body: `line ${index}`, ...give(index) });
  });
}
