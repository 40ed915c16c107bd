import { dateTimeFormat } from '@grafana/data';
import { type TimeZone } from '@grafana/schema';
import { t } from '../../i18n/t';
import { isoMoment } from '../../telemetry/nanoseconds';
import { type LogLine } from '../../telemetry/questions/logs';
import { type LineView } from '../../correlation/pageUrls/lineView';

const DAY = 86_400_000;

/** How the times of a list are written, and how wide they are at most, in characters. */
export interface LineTime {
  write: (time: number) => string;
  width: number;
}

/**
 * Times of the lines in a list: the date only where they are of more than a day.
 * @param timeZone the user's, for local times
 * @returns undefined where no times are wanted
 */
export function lineTime(lines: readonly LogLine[], view: LineView, timeZone: TimeZone): LineTime | undefined {
  if (view.time === 'none') {
    return undefined;
  }
  const isLong = Math.abs((lines[0]?.time ?? 0) - (lines.at(-1)?.time ?? 0)) >= DAY;
  const format = `${isLong ? 'MM-DD ' : ''}HH:mm:ss${view.isPrecise ? '.SSS' : ''}`;
  const zone = view.time === 'utc' ? 'utc' : timeZone;
  return { write: (time) => dateTimeFormat(time, { format, timeZone: zone }), width: format.length };
}

/** Names the details of the line of a time, and the button that opens them. */
export function lineDetailsLabel(time: string): string {
  return t('ui.log-line.details', 'Log line details, {{time}}', { time });
}

/** The whole of a line's time, to the nanosecond, in UTC. */
export function preciseTime({ nanoseconds }: LogLine): string {
  return `${isoMoment(nanoseconds)} UTC`;
}
