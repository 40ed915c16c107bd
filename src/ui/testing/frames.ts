import {
  type DataFrame,
  type DataQueryError,
  dateTime,
  FieldType,
  LoadingState,
  type PanelData,
  type TimeRange,
} from '@grafana/data';
import { type AnswerNote } from '../../datasources/answer';
import { type Labels } from '../../telemetry/vocabulary';

/** The end of the time ranges of tests; any moment does. */
export const NOW = Date.UTC(2026, 0, 15, 12);

/** The last hour before {@link NOW}. */
export const LAST_HOUR: TimeRange = (() => {
  const range = { from: dateTime(NOW - 3_600_000), to: dateTime(NOW) };
  return { ...range, raw: range };
})();

/** Values a minute apart that end at {@link NOW}, as our data source answers them. */
export function seriesFrame(
  refId: string,
  labels: Labels,
  values: Array<number | null>,
  note: AnswerNote = {}
): DataFrame {
  const times = values.map((_, index) => NOW - (values.length - 1 - index) * 60_000);
  return {
    refId,
    length: values.length,
    fields: [
      { name: 'Time', type: FieldType.time, config: {}, values: times },
      { name: 'Value', type: FieldType.number, labels: { ...labels }, config: {}, values },
    ],
    meta: { custom: { ...note } },
  };
}

/** One number for the whole time range. */
export function totalFrame(refId: string, labels: Labels, value: number | null): DataFrame {
  return seriesFrame(refId, labels, [value]);
}

/** Exemplars as Grafana's Prometheus data source returns them, beside the series of the same query. */
export function exemplarFrame(refId: string): DataFrame {
  return {
    refId,
    name: 'exemplar',
    length: 1,
    fields: [
      { name: 'Time', type: FieldType.time, config: {}, values: [NOW] },
      { name: 'Value', type: FieldType.number, config: {}, values: [0.25] },
      { name: 'trace_id', type: FieldType.string, config: {}, values: ['4bf92f3577b34da6a3ce929d0e0e4736'] },
    ],
    meta: { custom: { resultType: 'exemplar' } },
  };
}

/** Data as a panel gets them, done unless said otherwise. */
export function panelData(series: DataFrame[], more: Partial<PanelData> = {}): PanelData {
  return { state: LoadingState.Done, series, timeRange: LAST_HOUR, ...more };
}

/** An error as our data source words it. */
export function failure(kind: string, message: string, refId?: string): DataQueryError {
  return { refId, message, data: { message, error: kind } };
}
