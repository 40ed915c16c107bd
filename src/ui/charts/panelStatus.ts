import { type DataFrame, type DataQueryError, FieldType, LoadingState, type PanelData } from '@grafana/data';
import { notSupportedReason } from '../../datasources/answer';
import { type FailureKind } from '../../datasources/failure';
import { t } from '../../i18n/t';

/** What a panel has to show. */
export type PanelStatus =
  | { kind: 'ready' }
  | { kind: 'empty' }
  | { kind: 'not-supported'; message: string }
  | { kind: FailureKind; message: string };

/**
 * Reads the state of a panel out of data that several panels share: only errors and frames of its own queries count.
 * While something loads, what was there before stays.
 */
export function panelStatus(data: PanelData | undefined, refIds: readonly string[]): PanelStatus {
  if (!data || data.state === LoadingState.NotStarted) {
    return { kind: 'ready' };
  }
  const frames = data.series.filter((frame) => refIds.includes(frame.refId ?? ''));
  if (frames.some(hasValues)) {
    return { kind: 'ready' };
  }
  const own = (data.errors ?? []).filter(({ refId }) => refId === undefined || refIds.includes(refId));
  // An error of the whole request names one query, but costs all that got no answer.
  const error = own[0] ?? (data.series.length === 0 ? data.errors?.[0] : undefined);
  if (error) {
    return asFailure(error);
  }
  if (data.state === LoadingState.Loading) {
    return { kind: 'ready' };
  }
  const reason = notSupportedReason(frames);
  return reason === undefined ? { kind: 'empty' } : { kind: 'not-supported', message: reason };
}

/** One thing that went wrong, however many queries it cost. */
export interface PanelFailure {
  kind: FailureKind;
  message: string;
}

/** What went wrong in the data, each thing once. */
export function failuresOf(data: Pick<PanelData, 'errors'> | undefined): PanelFailure[] {
  const failures = (data?.errors ?? []).map(asFailure);
  return [...new Map(failures.map((failure) => [failure.message, failure])).values()];
}

/** Why one query has no answer; undefined where it was answered or is still asked. */
export function failureOf(data: PanelData | undefined, refId: string): PanelFailure | undefined {
  const error = data?.errors?.find((one) => one.refId === undefined || one.refId === refId);
  return error && asFailure(error);
}

function asFailure(error: DataQueryError): PanelFailure {
  return {
    kind: failureKind(error.data?.error),
    message: error.data?.message ?? error.message ?? t('ui.chart.failed', 'The query failed'),
  };
}

function failureKind(kind: string | undefined): FailureKind {
  return kind === 'absent' || kind === 'forbidden' ? kind : 'failed';
}

function hasValues(frame: DataFrame): boolean {
  return frame.fields.some(
    (field) => field.type === FieldType.number && (field.values as Array<number | null>).some((value) => value !== null)
  );
}
