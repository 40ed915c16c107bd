import { type DataFrame, FieldType } from '@grafana/data';
import { t } from '../../../i18n/t';
import { type WatchedAnswer, type WatchedSeries } from '../../../telemetry/questions/alerts';
import { type Labels } from '../../../telemetry/vocabulary';

/** More lines would not be told apart. */
const MOST_SERIES = 20;

/** Lines of a chart, and how many are left out. */
export interface WatchedFrames {
  frames: DataFrame[];
  leftOut: number;
}

/** What the threshold is called in the legend. */
export function thresholdName(): string {
  return t('alerts.watched.threshold', 'Threshold');
}

/**
 * What an alert watches as lines, those with the largest values first, with a line at the threshold.
 * @param isMeant whether a series with these labels may be what the alert is about
 */
export function watchedFrames(
  { series, threshold }: WatchedAnswer,
  isMeant: (labels: Labels) => boolean
): WatchedFrames {
  const meant = series
    .filter(({ labels }) => isMeant(labels))
    .map((one) => ({ one, largest: Math.max(...one.values.map((value) => value ?? -Infinity)) }))
    .sort((a, b) => b.largest - a.largest)
    .map(({ one }) => one);
  const drawn = meant.slice(0, MOST_SERIES);
  const lines = drawn.map((one, at) => lineOf(seriesName(one.labels), one, `Watched${at}`));
  return { frames: [...lines, ...thresholdLine(drawn, threshold)], leftOut: meant.length - drawn.length };
}

function seriesName(labels: Labels): string {
  const named = Object.entries(labels).filter(([name]) => name !== '__name__');
  const [only] = named;
  return named.length === 1 && only
    ? only[1]
    : named.map(([name, value]) => `${name}=${value}`).join(', ') || t('alerts.watched.value', 'Value');
}

/** At each moment that there is: a line has no point where it has none. */
function thresholdLine(series: readonly WatchedSeries[], threshold: number | undefined): DataFrame[] {
  const times = [...new Set(series.flatMap((one) => one.times))].sort((a, b) => a - b);
  return threshold === undefined || times.length === 0
    ? []
    : [lineOf(thresholdName(), { times, values: times.map(() => threshold) }, 'Threshold')];
}

function lineOf(name: string, { times, values }: Pick<WatchedSeries, 'times' | 'values'>, refId: string): DataFrame {
  return {
    refId,
    length: times.length,
    fields: [
      { name: 'Time', type: FieldType.time, config: {}, values: [...times] },
      { name, type: FieldType.number, config: { displayName: name }, values: [...values] },
    ],
  };
}
