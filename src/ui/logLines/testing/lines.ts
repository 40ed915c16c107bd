import { type LogLine } from '../../../telemetry/questions/logs';
import { type GivenLine, plainLine } from '../../../telemetry/testing/plain';

/** When the first line of a test was written. */
export const FIRST = Date.UTC(2026, 0, 15, 12);

/** A line of now; what is not given is plain. */
export const logLine = (given: GivenLine = {}): LogLine => plainLine({ time: FIRST, ...given });

/** Lines a second apart, the newest first as they are asked for. */
export function logLines(count: number, give: (index: number) => GivenLine = () => ({})): LogLine[] {
  return Array.from({ length: count }, (_, index) => {
    const time = FIRST - index * 1000;
    return logLine({ time, id: `line-${index}`, body: `line ${index}`, ...give(index) });
  });
}
