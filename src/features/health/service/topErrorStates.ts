import { type ErrorMark } from '../../../analysis/errors/errorMark';
import {
  type ErrorHistory,
  errorsToSearch,
  type InRange,
  type LookBack,
  type PreviousErrors,
  type StatedError,
  stateErrors,
} from '../../../analysis/errors/errorStatus';
import { askErrorLines, askLookBack, lookBackSpan, previousErrors } from '../../../datasources/errors/askErrors';
import { type TtlCache } from '../../../datasources/ttlCache';
import { type LogSelection, type LogSource } from '../../../telemetry/questions/logs';
import { previousSpan } from '../../../telemetry/timeSpan';
import { ERROR_LINES } from './askTopErrors';

/** What was found further back: the past stays what it was, and is not searched again with every refresh. */
export type KeptLookBacks = TtlCache<LookBack | undefined>;

interface Asked {
  service: string;
  /** All errors of the time range, which growth is told among. */
  inRange: InRange;
  /** Fingerprints of those that are shown: only these are searched for further back. */
  shown: readonly string[];
  marks: readonly ErrorMark[];
  /** Milliseconds since the epoch. */
  now: number;
}

/**
 * What became of the errors of a service, as its tab Errors tells it, by their fingerprints: two requests at most. What
 * cannot be asked for is not known; what somebody said of them is, all the same.
 * @param source undefined: nothing is asked, and only what somebody said of them is known
 */
export async function askTopErrorStates(
  source: Pick<LogSource, 'lines'> | undefined,
  { service, inRange, shown, marks, now }: Asked,
  kept: KeptLookBacks,
  signal?: AbortSignal
): Promise<ReadonlyMap<string, StatedError>> {
  const byFingerprint = (history: ErrorHistory) =>
    new Map(stateErrors(inRange, history, marks, now).map((one) => [one.group.fingerprint, one]));
  if (!source) {
    return byFingerprint({ isComplete: false });
  }
  const selection: LogSelection = { where: [{ field: 'service', op: 'in', values: [service] }], lines: [] };
  const unlessFailed = async <T>(request: Promise<T>): Promise<T | undefined> => {
    try {
      return await request;
    } catch {
      signal?.throwIfAborted();
      return undefined;
    }
  };
  const { span } = inRange;
  const before = previousSpan(span);
  const answer = await unlessFailed(askErrorLines(source, selection, before, signal, ERROR_LINES));
  const previous = answer && previousErrors(answer, before);
  const sought = errorsToSearch(inRange, previous, marks, now).filter(({ fingerprint }) => shown.includes(fingerprint));
  const further = lookBackSpan(span, previous?.covered.from ?? span.from);
  const search = async () => (await askLookBack(source, selection, sought, further, signal))?.lookBack;
  const lookBack = previous && (await unlessFailed(kept.get(lookBackKey(service, inRange, previous, sought), search)));
  return byFingerprint({ previous, lookBack, isComplete: true });
}

/** Another one once other errors are to be found, or the previous period is another one. */
function lookBackKey(
  service: string,
  { span }: InRange,
  previous: PreviousErrors,
  sought: ReadonlyArray<{ fingerprint: string }>
): string {
  const length = span.to - span.from;
  const period = Math.floor(previous.span.from / length);
  return JSON.stringify([service, length, period, sought.map(({ fingerprint }) => fingerprint).sort()]);
}
