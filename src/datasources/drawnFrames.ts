import { type DataFrame, FieldType } from '@grafana/data';
import { type ComparedTimeSpan } from '../analysis/comparison';
import { isExemplarFrame } from '../telemetry/dialects/promql/read';
import { type MetricQuestion } from '../telemetry/questions/metric';
import { withPointLinks } from './pointLinks';
import { withStoryLinks } from './storyLinks';

/**
 * An answer as panels draw it: its points lead to traces and logs, its exemplars to their stories; what is compared
 * with lies on the present time axis.
 */
export function drawnFrames(
  question: MetricQuestion,
  series: readonly DataFrame[],
  exemplars: readonly DataFrame[],
  compared?: ComparedTimeSpan
): DataFrame[] {
  const stories = exemplars.map(withStoryLinks);
  return compared
    ? // What is moved happened at another time than it is drawn at, so no point of it leads anywhere.
      [...series, ...stories].map((frame) => moved(frame, compared))
    : [...series.map((frame) => withPointLinks(frame, question)), ...stories];
}

/**
 * Moves a frame of the compared range onto the present time axis. The hour that a day in autumn has twice falls onto
 * one hour; its second pass is left out, because time may not run backwards in a frame.
 */
function moved(frame: DataFrame, { toPresent }: ComparedTimeSpan): DataFrame {
  const time = frame.fields.find(({ type }) => type === FieldType.time);
  if (!time) {
    return frame;
  }
  const times = (time.values as number[]).map(toPresent);
  let latest = -Infinity;
  const kept = times.flatMap((moment, index) => {
    const isLater = moment > latest;
    latest = Math.max(latest, moment);
    // Exemplars are single points, in any order.
    return isLater || isExemplarFrame(frame) ? [index] : [];
  });
  return {
    ...frame,
    length: kept.length,
    fields: frame.fields.map((field) => {
      const values = (field === time ? times : field.values) as unknown[];
      return { ...field, values: kept.map((index) => values[index]) };
    }),
  };
}
