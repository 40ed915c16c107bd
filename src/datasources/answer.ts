import { type DataFrame, type DataQueryResponse, FieldType, LoadingState } from '@grafana/data';
import { type AnswerSeries, isExemplarFrame } from '../telemetry/dialects/promql/read';
import { type Stat } from '../telemetry/questions/metric';
import { type NotSupported } from '../telemetry/questions/notSupported';

/** A query as it was sent on behalf of a question. */
export interface AskedQuery {
  expr: string;
  instant: boolean;
  /** What it returns is not yet what is drawn, which is calculated from it: buckets of histograms. */
  isPart?: boolean;
  dataSource: { uid: string; name: string; type: string };
}

/** What an answer says about itself, in `meta.custom` of its frames. */
export interface AnswerNote {
  asked?: AskedQuery[];
  /** Why the question cannot be answered from what is measured. */
  notSupported?: string;
  /** What can be asked of the same measure instead. */
  instead?: readonly Stat[];
  /** No metric that would tell was detected, and an admin can map one. */
  isUndetected?: boolean;
  /** It was not asked, because there are very many services: those in sight are to be asked for. */
  isOfFew?: boolean;
  /** It is not answered yet: others are shown before it. */
  isComing?: boolean;
}

function noteFrame(refId: string, note: AnswerNote): DataFrame {
  return { refId, length: 0, fields: [], meta: { custom: { ...note } } };
}

/** An empty frame that says why it is empty, and what can be done about it. */
export function notSupportedFrame(refId: string, why: string | NotSupported): DataFrame {
  const { notSupported, instead, isUndetected }: NotSupported = typeof why === 'string' ? { notSupported: why } : why;
  return noteFrame(refId, { notSupported, ...(instead && { instead }), ...(isUndetected && { isUndetected }) });
}

/** An empty frame that says that its question was not asked, because there are very many services. */
export function ofFewFrame(refId: string): DataFrame {
  return noteFrame(refId, { isOfFew: true });
}

/** Whether something was not asked, because there are very many services. */
export function isLeftToSeen(frames: readonly DataFrame[]): boolean {
  return frames.some(({ meta }) => (meta?.custom as AnswerNote | undefined)?.isOfFew === true);
}

/** An empty frame that says that its question will be answered after others. */
export function comingFrame(refId: string): DataFrame {
  return noteFrame(refId, { isComing: true });
}

/** Whether this is what a page shows first, and the rest of it is still to come. */
export function isComing(frames: readonly DataFrame[]): boolean {
  return frames.some(({ meta }) => (meta?.custom as AnswerNote | undefined)?.isComing === true);
}

/** Whether a question cannot be answered, and another stat of the same measure can. */
export function hasInstead(frames: readonly DataFrame[], kind: Stat['kind']): boolean {
  return frames.some(({ meta }) => (meta?.custom as AnswerNote | undefined)?.instead?.some((one) => one.kind === kind));
}

/** Whether an answer says that no metric was detected, and an admin can map one. */
export function isUndetected(frames: readonly DataFrame[]): boolean {
  return frames.some(({ meta }) => (meta?.custom as AnswerNote | undefined)?.isUndetected === true);
}

/** Why a question cannot be answered; undefined where a part of it was. */
export function notSupportedReason(frames: readonly DataFrame[]): string | undefined {
  const reasons = frames.flatMap((frame) => (frame.meta?.custom as AnswerNote | undefined)?.notSupported ?? []);
  return reasons.length > 0 && reasons.length === frames.filter((frame) => !isExemplarFrame(frame)).length
    ? reasons[0]
    : undefined;
}

/** The series of one query of a panel, out of the panel's frames. */
export function seriesOf(frames: readonly DataFrame[], refId: string): AnswerSeries[] {
  return frames
    .filter((frame) => frame.refId === refId && !isExemplarFrame(frame))
    .flatMap((frame) => {
      const time = frame.fields.find((field) => field.type === FieldType.time);
      const value = frame.fields.find((field) => field.type === FieldType.number);
      return value
        ? [
            {
              labels: value.labels ?? {},
              times: (time?.values as number[] | undefined) ?? [],
              values: value.values as Array<number | null>,
            },
          ]
        : [];
    });
}

/** The last value of each series by one label: how totals arrive. */
export function totalsBy(frames: readonly DataFrame[], refId: string, label: string): Map<string, number> {
  const totals = new Map<string, number>();
  for (const { labels, values } of seriesOf(frames, refId)) {
    const value = values.at(-1);
    if (typeof value === 'number') {
      totals.set(labels[label] ?? '', value);
    }
  }
  return totals;
}

/** The one number of a total that is not split. */
export function total(frames: readonly DataFrame[], refId: string): number | undefined {
  const value = seriesOf(frames, refId)[0]?.values.at(-1);
  return typeof value === 'number' ? value : undefined;
}

/** Several answers as one. */
export function together(answers: readonly DataQueryResponse[]): DataQueryResponse {
  return {
    data: answers.flatMap(({ data }) => data),
    errors: answers.flatMap(({ errors }) => errors ?? []),
    state: answers.some(({ state }) => state === LoadingState.Error)
      ? LoadingState.Error
      : answers.every(({ state }) => state === undefined || state === LoadingState.Done)
        ? LoadingState.Done
        : LoadingState.Loading,
  };
}

/** Whether all has been answered, and there is nothing in it. */
export function saysNothing({ state, data }: DataQueryResponse): boolean {
  return state === LoadingState.Done && (data as DataFrame[]).every(({ length }) => length === 0);
}
