import { type LineReading, type LogLine } from '../../../telemetry/questions/logs';
import { EPOCH, idOf } from './spans';

/** A log line of a test; its time in milliseconds since {@link EPOCH}. */
export function line(
  at: number,
  reading: Partial<LineReading> & { span?: number } = {},
  more: Partial<LogLine> = {}
): LogLine {
  const { span, ...read } = reading;
  const message = read.message ?? `at ${at}`;
  return {
    id: `${at} ${message}`,
    time: EPOCH + at,
    nanoseconds: `${EPOCH + Math.floor(at)}000000`,
    body: message,
    labels: {},
    metadata: {},
    reading: {
      format: 'text',
      level: 'info',
      message,
      service: 'shop-api',
      fields: {},
      ...(span !== undefined && { spanId: idOf(span) }),
      ...read,
    },
    ...more,
  };
}
