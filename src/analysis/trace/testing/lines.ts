import { type ParsedLogLine, type LogLine } from '../../../telemetry/questions/logs';
import { plainLine } from '../../../telemetry/testing/plain';
import { EPOCH, idOf } from './spans';

/** A log line of a test; its time in milliseconds since {@link EPOCH}. */
export function line(
  at: number,
  reading: Partial<ParsedLogLine> & { span?: number } = {},
  more: Partial<Omit<LogLine, 'reading'>> = {}
): LogLine {
  const { span, ...read } = reading;
  const message = read.message ?? `at ${at}`;
  return plainLine({
    id: `${at} ${message}`,
    time: EPOCH + at,
    body: message,
    ...more,
    reading: { service: 'shop-api', ...(span !== undefined && { spanId: idOf(span) }), ...read },
  });
}
