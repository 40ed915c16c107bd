import { useMemo, useState } from 'react';
import { groupErrors } from '../../analysis/errors/errorGroups';
import { type ErrorMark } from '../../analysis/errors/errorMark';
import { errorsToSearch, type ErrorHistory, type StatedError, stateErrors } from '../../analysis/errors/errorStatus';
import { type SettingsState } from '../../datasources/client/settingsStore';
import {
  askErrorLines,
  askLookBack,
  coveredBy,
  ERROR_BUCKETS,
  lookBackSpan,
  previousErrors,
} from '../../datasources/errors/askErrors';
import { marksInForce } from '../../datasources/errors/marks';
import { type Failure } from '../../datasources/failure';
import { t } from '../../i18n/t';
import { type LogLinesAnswer, type LogSelection, type LogSource } from '../../telemetry/questions/logs';
import { previousSpan, type TimeSpan } from '../../telemetry/timeSpan';
import { useAsyncQuery } from '../query/useAsyncQuery';
import { useSampleMode } from '../status/useSampleMode';
import { useSettings } from '../useSettings';

/** Why the time before is not known. */
export interface MissingHistory {
  message: string;
  /** The previous period is known; what lies before it is not. */
  isFurtherBack: boolean;
}

/** The errors of a time range with what became of them, as far as it is known by now. */
export interface ErrorsOverTime {
  /** The error lines of the time range; undefined until they are there. */
  answer?: LogLinesAnswer;
  errors: readonly StatedError[];
  isLoading: boolean;
  /** Why the errors of the time range are not there. */
  failure?: Failure;
  /** Nothing more is under way that statuses rest on. */
  isComplete: boolean;
  /** What statuses lack, where not all of the time before could be asked for. */
  missing?: MissingHistory;
  /** All that was answered, that of the time range first. */
  answers: readonly LogLinesAnswer[];
  /** Where marks are kept; undefined until they were read. */
  settings?: SettingsState;
  isSample: boolean;
}

const NO_MARKS: readonly ErrorMark[] = [];

/**
 * Asks for the errors of a selection, then for those of the previous period, then further back for those that the
 * previous period had not: each only once the one before is there, so that what came before holds up no error.
 * @param open undefined where nothing is to be asked (yet)
 */
export function useErrorsOverTime(
  open: (() => Promise<LogSource>) | undefined,
  selection: LogSelection,
  span: TimeSpan
): ErrorsOverTime {
  const asked = JSON.stringify([selection, span]);
  const source = t('logs.data-source', 'The data source for logs');
  const inRange = useAsyncQuery(
    open && (async (signal) => askErrorLines(await open(), selection, span, signal)),
    [open, asked],
    source
  );
  const groups = useMemo(() => groupErrors(inRange.value?.lines ?? [], span, ERROR_BUCKETS), [inRange.value, span]);
  const hasErrors = open !== undefined && groups.length > 0;

  const before = useAsyncQuery(
    hasErrors ? async (signal) => askErrorLines(await open(), selection, previousSpan(span), signal) : undefined,
    [open, asked, hasErrors],
    source
  );
  const isBeforeSettled = hasErrors && !inRange.isLoading && !before.isLoading;
  const earlier = isBeforeSettled && !before.failure ? before.value : undefined;
  const previous = useMemo(() => earlier && previousErrors(earlier, previousSpan(span)), [earlier, span]);
  const { marks, at, areKnown, settings, isSample } = useMarks(span);
  const covered = useMemo(() => (inRange.value ? coveredBy(inRange.value, span) : span), [inRange.value, span]);
  const sought = useMemo(
    () => (isBeforeSettled && areKnown ? errorsToSearch({ groups, span, covered }, previous, marks, at) : undefined),
    [isBeforeSettled, areKnown, groups, span, covered, previous, marks, at]
  );
  // The past stays what it was: it is searched again for other errors, or once the previous period is another one.
  const length = span.to - span.from;
  const period = Math.floor(span.from / length);
  const searched = useHeld(sought, open, JSON.stringify([selection, length, period]));
  const fingerprints = searched?.map(({ fingerprint }) => fingerprint).sort();
  const further = useAsyncQuery(
    searched && open
      ? async (signal) => {
          const further = lookBackSpan(span, previous?.covered.from ?? span.from);
          return askLookBack(await open(), selection, searched, further, signal);
        }
      : undefined,
    [open, JSON.stringify([selection, length, period, fingerprints])],
    source
  );
  const isComplete = sought !== undefined && !further.isLoading;
  const lookBack = isComplete && !further.failure ? further.value?.lookBack : undefined;
  const now = useMemo((): ErrorHistory => ({ previous, lookBack, isComplete }), [previous, lookBack, isComplete]);
  // A page that refreshes does not forget what it knew while it asks anew; of another time that says nothing.
  const known = useMemo(() => (isComplete ? { history: now, from: span.from } : undefined), [isComplete, now, span]);
  const held = useHeld(known, open, JSON.stringify([selection, length]));
  const isSameTime = held !== undefined && span.from >= held.from && span.from - held.from < length;
  const history = isSameTime ? held.history : now;

  const errors = useMemo(
    () => (inRange.value ? stateErrors({ groups, span, covered }, history, marks, at) : []),
    [inRange.value, groups, span, covered, history, marks, at]
  );
  const answers = useMemo(
    () => [inRange.value, before.value, further.value?.answer].flatMap((one) => one ?? []),
    [inRange.value, before.value, further.value]
  );
  return {
    answer: inRange.value,
    errors,
    isLoading: inRange.isLoading,
    failure: inRange.failure,
    isComplete: history.isComplete,
    missing: isComplete ? missingHistory(before.failure, further.failure) : undefined,
    answers,
    settings,
    isSample,
  };
}

/** A value, or the last one that there was of the same question while there is none. */
function useHeld<T>(value: T | undefined, open: unknown, question: string): T | undefined {
  const [held, setHeld] = useState<{ value: T; open: unknown; question: string }>();
  const isSame = held !== undefined && held.open === open && held.question === question;
  if (value !== undefined && !(isSame && held.value === value)) {
    setHeld({ value, open, question });
  }
  return value ?? (isSame ? held.value : undefined);
}

function missingHistory(previous: Failure | undefined, further: Failure | undefined): MissingHistory | undefined {
  const failure = further ?? previous;
  return failure && { message: failure.message, isFurtherBack: previous === undefined };
}

/** What was said of errors, and when that is looked at: anew with each time range. */
function useMarks(span: TimeSpan) {
  const settings = useSettings();
  const isSample = useSampleMode();
  const { value, failure } = useAsyncQuery(
    settings && (async () => ({ marks: await marksInForce(settings.settings, isSample), at: Date.now() })),
    [settings, isSample, span]
  );
  const areKnown = value !== undefined || failure !== undefined;
  return { marks: value?.marks ?? NO_MARKS, at: value?.at ?? span.to, areKnown, settings, isSample };
}
