import { type CaseEntity, type CaseMeasure, type ChangeCase } from '../../analysis/causes/case';
import { type Cause } from '../../analysis/causes/cause';
import { type Change } from '../../analysis/causes/change';
import { entityKey } from '../../analysis/causes/entities';
import { stepsOf } from '../../analysis/causes/steps';
import { type Trend } from '../../analysis/healthRows';
import { type AppLocation } from '../../correlation/appLocation';
import { type ChangesAnswer } from '../../datasources/changes/question';
import { t } from '../../i18n/t';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { mainChange, troubleOfCause } from './causeWords';
import { healthOf, linesOfPattern, linkTimes, seenAt } from './changeLinks';
import { patternsOf, patternText } from './evidenceWords';
import { changeText, measureName } from './measureWords';

/** The time axis that all small charts of a block share. */
export interface ChangesAxis extends TimeSpan {
  /** Both times stand one after the other on it; else the earlier one is drawn beneath the later. */
  isOne: boolean;
  /** Where the later time begins, 0 to 1. */
  middle: number;
}

/** One small chart beside a cause. */
export interface EvidencePicture {
  id: string;
  /** What it is of, in a word. */
  name: string;
  /** What it shows, for those who do not see it. */
  label: string;
  values: Trend;
  /** The earlier time, where it has no place on the axis. */
  earlier?: Trend;
  location?: AppLocation;
}

/** Small charts beside one cause. */
const MOST_PICTURES = 4;

/** The axis of two times. */
export function axisOf({ before, during }: Pick<ChangeCase, 'before' | 'during'>): ChangesAxis {
  const isOne = before.to === during.from;
  const from = isOne ? before.from : during.from;
  return { from, to: during.to, isOne, middle: (during.from - from) / (during.to - from) };
}

/** Where a moment stands on the axis, 0 to 1. */
export function placeOn({ from, to }: TimeSpan, time: number): number {
  return Math.min(1, Math.max(0, (time - from) / (to - from)));
}

/** The small charts of a cause: what tells most of it, what it uses, what its log lines say. */
export function picturesOf(cause: Cause, answer: ChangesAnswer, stepSeconds: number): EvidencePicture[] {
  const times = linkTimes(answer.question);
  const main = mainChange(cause);
  const worse = cause.changes.filter((change) => change.isWorse && change !== main);
  const measures = new Set<CaseMeasure>(main ? [main.measure] : []);
  const others = [...worse]
    .sort((a, b) => Math.abs(b.z) - Math.abs(a.z))
    .filter(({ measure }) => !measures.has(measure) && measures.add(measure));
  const ofSeries = [...(main ? [main] : []), ...others].map((change) => ({
    ...seriesPicture(change, answer.one, stepSeconds),
    location: healthOf(change.entity, times),
  }));
  const [pattern] = patternsOf(cause, answer);
  const usual = main ? [] : [unchangedPicture(cause, answer)];
  const ofLines = pattern
    ? [
        {
          id: `pattern ${pattern.template}`,
          name: t('changes.picture.lines', 'Log lines'),
          label: patternText(pattern),
          ...splitTrend(linesByTime(pattern, answer.one), answer.one),
          location: linesOfPattern(pattern, answer.question),
        },
      ]
    : [];
  return [...usual, ...ofSeries.slice(0, MOST_PICTURES - ofLines.length), ...ofLines];
}

/** The numbers of a trouble that only traces and lines are sure of: too few to tell it, and seen all the same. */
function unchangedPicture(cause: Cause, { one, question }: ChangesAnswer): EvidencePicture {
  const measure = troubleOfCause(cause) === 'failures' ? 'errors' : 'duration';
  const service = seenAt(cause);
  const entity: CaseEntity =
    cause.route === undefined ? { kind: 'service', service } : { kind: 'route', service, name: cause.route };
  return {
    id: `${entityKey(entity)} ${measure}`,
    name: measureName(measure),
    label: t('changes.picture.unchanged', '{{measure}} of {{name}}: no change that is no chance', {
      measure: measureName(measure),
      name: nameOf(entity),
    }),
    ...splitTrend(valuesOf(entity, measure, one), one),
    location: healthOf(entity, linkTimes(question)),
  };
}

function nameOf({ service, name }: CaseEntity): string {
  return name === undefined ? service : `${service} ${name}`;
}

function seriesPicture(change: Change, one: ChangeCase, stepSeconds: number): Omit<EvidencePicture, 'location'> {
  const { entity, measure } = change;
  return {
    id: `${entityKey(entity)} ${measure}`,
    name: measureName(measure),
    label: t('changes.picture.series', '{{name}}: {{change}}', {
      name: nameOf(entity),
      change: changeText(change, stepSeconds),
    }),
    ...splitTrend(valuesOf(entity, measure, one), one),
  };
}

/** What was measured, one number a step of the case; failures as a share of the requests. */
export function valuesOf(entity: CaseEntity, measure: CaseMeasure, { series, times }: ChangeCase): Trend {
  const key = entityKey(entity);
  const find = (wanted: CaseMeasure) =>
    series.find((one) => one.measure === wanted && entityKey(one.entity) === key)?.values ?? times.map(() => null);
  const values = find(measure);
  if (measure !== 'errors' && measure !== 'clientErrors') {
    return [...values];
  }
  const requests = find('requests');
  return values.map((value, index) => {
    const all = requests[index] ?? 0;
    return value === null || all === 0 ? null : value / all;
  });
}

/** Lines are counted by time, not by step: so many in each step of it. */
function linesByTime(pattern: { before: number; during: number }, one: ChangeCase): Trend {
  const steps = stepsOf(one);
  const values: Array<number | null> = one.times.map(() => null);
  for (const time of ['before', 'during'] as const) {
    steps[time].forEach((index) => (values[index] = pattern[time] / steps[time].length));
  }
  return values;
}

/** On an axis of both times all numbers; else those of the later time, with the earlier ones apart. */
function splitTrend(values: Trend, one: ChangeCase): Pick<EvidencePicture, 'values' | 'earlier'> {
  const { before, during } = stepsOf(one);
  const at = (indexes: readonly number[]) => indexes.map((index) => values[index] ?? null);
  return axisOf(one).isOne ? { values: at([...before, ...during]) } : { values: at(during), earlier: at(before) };
}
