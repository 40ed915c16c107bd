import { type DataFrame, FieldType } from '@grafana/data';
import { type ComparedTimeSpan } from '../analysis/comparison';
import { isExemplarFrame, isTraceIdField } from '../telemetry/dialects/promql/read';

/** An answer as panels draw it: each exemplar has one trace id; what is compared with lies on the present time axis. */
export function drawnFrames(
  series: readonly DataFrame[],
  exemplars: readonly DataFrame[],
  compared?: ComparedTimeSpan
): DataFrame[] {
  const frames = [...series, ...exemplars.map(withOneTraceId)];
  return compared ? frames.map((frame) => moved(frame, compared)) : frames;
}

/** Where services name the trace id of exemplars in several ways, it is in one column afterwards. */
function withOneTraceId(frame: DataFrame): DataFrame {
  const ids = frame.fields.filter(isTraceIdField);
  const [first] = ids;
  if (!first || ids.length === 1) {
    return frame;
  }
  const values = first.values.map((_, row) => ids.map((field): unknown => field.values[row]).find(Boolean) ?? '');
  return {
    ...frame,
    fields: frame.fields.flatMap((field) =>
      field === first ? [{ ...first, values }] : ids.includes(field) ? [] : [field]
    ),
  };
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
