import { dateTimeFormat } from '@grafana/data';
import { type TimeZone } from '@grafana/schema';
import { t } from '../../../i18n/t';
import { type TimeSpan } from '../../../telemetry/timeSpan';
import { formatCount } from '../../../ui/format';
import { type Lane, type LaneId } from './lanes';

/** What a lane is called beside the chart. */
export function laneName(id: LaneId): string {
  switch (id) {
    case 'all':
      return t('logs.volume.all', 'All');
    case 'errors':
      return t('logs.volume.errors', 'Errors');
    case 'warnings':
      return t('logs.volume.warnings', 'Warnings');
  }
}

/** `Lines per 1 min (peak 1,204) · errors (peak 12)`: what each lane's scale goes up to. */
export function peaksInWords(lanes: readonly Lane[], step: number): string {
  return lanes
    .map(({ id, highest }) => {
      const peak = formatCount(highest);
      switch (id) {
        case 'all':
          return t('logs.volume.peak', 'Lines per {{step}} (peak {{peak}})', { step: stepName(step), peak });
        case 'errors':
          return t('logs.volume.peak-errors', 'errors (peak {{peak}})', { peak });
        case 'warnings':
          return t('logs.volume.peak-warnings', 'warnings (peak {{peak}})', { peak });
      }
    })
    .join(' · ');
}

const DAY = 86_400_000;

/**
 * `11:00:00 to 11:05:00`.
 * @param chart what the chart is about: of more than a day, the date is told, too
 */
export function spanInWords({ from, to }: TimeSpan, chart: TimeSpan, timeZone: TimeZone): string {
  const format = chart.to - chart.from > DAY ? 'MM-DD HH:mm:ss' : 'HH:mm:ss';
  const write = (moment: number) => dateTimeFormat(moment, { format, timeZone });
  return t('logs.volume.span', '{{from}} to {{to}}', { from: write(from), to: write(to) });
}

const UNITS: ReadonlyArray<[milliseconds: number, name: string]> = [
  [DAY, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1000, 's'],
];

function stepName(step: number): string {
  const [length, name] = UNITS.find(([milliseconds]) => step >= milliseconds && step % milliseconds === 0) ?? [1, 'ms'];
  return `${step / length} ${name}`;
}
