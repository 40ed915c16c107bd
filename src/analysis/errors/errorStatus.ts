import { type TimeSpan } from '../../telemetry/timeSpan';
import { type ErrorGroup } from './errorGroups';
import { type ErrorMark } from './errorMark';
import { type Growth, growthOf, mostInAnHour } from './growth';
import { isStillIgnored, regressionOf } from './regression';
import { ERROR_STATUSES, type ErrorStatus } from './statuses';

/** What a status rests on; times in milliseconds since the epoch. */
export type StatusReason =
  /** Back: seen in a version that was to be without it. */
  | { rule: 'version'; version: string; fixedIn: string }
  /** Back: seen after it was marked as fixed, in lines that name no version or by a mark that names none. */
  | { rule: 'time'; fixedAt: number; fixedIn?: string }
  /** Fixed: seen in earlier versions only, or not since. */
  | { rule: 'notSince'; fixedAt: number; fixedIn?: string }
  /** Fixed: after the time range, so that nothing tells whether it is. */
  | { rule: 'fixedLater'; fixedAt: number; fixedIn?: string }
  | { rule: 'ignored'; until?: number; above?: number }
  /** New: not seen from then on to the begin of the time range. */
  | { rule: 'notSeen'; since: number }
  /** Growing. */
  | ({ rule: 'grew' } & Growth)
  /** Ongoing or gone: seen before the time range, the last time then. */
  | { rule: 'seen'; lastSeen: number };

/** An error with what became of it. */
export interface StatedError {
  group: ErrorGroup;
  /** Undefined where it is not known, or not yet. */
  status?: ErrorStatus;
  reason?: StatusReason;
  /** What somebody said of it, also where that no longer holds. */
  mark?: ErrorMark;
  /** It was seen before the time range: when it was first seen is not known. */
  isOlder: boolean;
}

/** Errors of the time before, of the same length. */
export interface PreviousErrors {
  groups: readonly ErrorGroup[];
  span: TimeSpan;
  /** The part that all errors are known of, to the end of the span. */
  covered: TimeSpan;
}

/** Errors further back, of those that the previous period did not have. */
export interface LookBack {
  /** When errors were last seen, by fingerprint. */
  lastSeen: ReadonlyMap<string, number>;
  /** Fingerprints of the errors that were searched for; of the others it tells nothing. */
  searched: ReadonlySet<string>;
  /** From when on all of them would have been seen. */
  from: number;
}

/** What is known of the time before, as far as it has been asked for. */
export interface ErrorHistory {
  previous?: PreviousErrors;
  /** Undefined where it is not known (yet), or was not needed. */
  lookBack?: LookBack;
  /** Nothing more will be known: what was asked for was answered, or failed. */
  isComplete: boolean;
}

/** The errors of a time range. */
export interface InRange {
  groups: readonly ErrorGroup[];
  span: TimeSpan;
  /** The part of the span that all errors are known of. */
  covered: TimeSpan;
}

/**
 * What became of each error, the most urgent first, then the most frequent; behind them those that the previous period
 * had and this one has not.
 * @param now milliseconds since the epoch
 */
export function stateErrors(
  inRange: InRange,
  history: ErrorHistory,
  marks: readonly ErrorMark[],
  now: number
): StatedError[] {
  const marked = new Map(marks.map((mark) => [mark.error, mark]));
  const earlier = new Map(history.previous?.groups.map((group) => [group.fingerprint, group]));
  const growth = growthByError(inRange, history.previous);
  const stated = inRange.groups.map((group): StatedError => {
    const mark = marked.get(group.fingerprint);
    const lastSeen = earlier.get(group.fingerprint)?.lastSeen ?? history.lookBack?.lastSeen.get(group.fingerprint);
    return {
      group,
      ...(mark && { mark }),
      isOlder: lastSeen !== undefined,
      ...((mark && byMark(group, mark, inRange.span, now)) ?? byHistory(group, lastSeen, growth, history)),
    };
  });
  return [...stated, ...goneErrors(inRange, history.previous, marked)].sort(
    (a, b) => urgency(a) - urgency(b) || b.group.count - a.group.count || b.group.lastSeen - a.group.lastSeen
  );
}

type Stated = Pick<StatedError, 'status' | 'reason'>;

/** What somebody said of it, as long as that holds. */
function byMark(group: ErrorGroup, mark: ErrorMark, span: TimeSpan, now: number): Stated | undefined {
  if (mark.as === 'ignored') {
    const { until, above } = mark;
    return isStillIgnored(mark, mostInAnHour({ trend: group.trend, span }), now)
      ? {
          status: 'ignored',
          reason: { rule: 'ignored', ...(until !== undefined && { until: Date.parse(until) }), above },
        }
      : undefined;
  }
  const fixed = { fixedAt: Date.parse(mark.at), ...(mark.version !== undefined && { fixedIn: mark.version }) };
  const regression = regressionOf(mark, group);
  if (!regression.isBack) {
    return { status: 'fixed', reason: { rule: span.to <= fixed.fixedAt ? 'fixedLater' : 'notSince', ...fixed } };
  }
  const { version, fixedIn } = regression.by === 'version' ? regression : { version: undefined, fixedIn: undefined };
  return {
    status: 'back',
    reason: version === undefined ? { rule: 'time', ...fixed } : { rule: 'version', version, fixedIn },
  };
}

function byHistory(
  { fingerprint }: ErrorGroup,
  lastSeen: number | undefined,
  growth: ReadonlyMap<string, Growth>,
  { previous, lookBack, isComplete }: ErrorHistory
): Stated {
  const grew = growth.get(fingerprint);
  if (lastSeen !== undefined) {
    return grew
      ? { status: 'growing', reason: { rule: 'grew', ...grew } }
      : { status: 'ongoing', reason: { rule: 'seen', lastSeen } };
  }
  const since = lookBack?.searched.has(fingerprint) ? lookBack.from : previous?.covered.from;
  return isComplete && since !== undefined ? { status: 'new', reason: { rule: 'notSeen', since } } : {};
}

function growthByError(inRange: InRange, previous: PreviousErrors | undefined): Map<string, Growth> {
  if (!previous) {
    return new Map();
  }
  const before = new Map(previous.groups.map(({ fingerprint, trend }) => [fingerprint, trend]));
  const { span, covered } = inRange;
  const grown = growthOf(
    inRange.groups.map(({ fingerprint, trend }) => ({
      now: { trend, span, covered },
      before: { ...previous, trend: before.get(fingerprint) ?? trend.map(() => 0) },
    }))
  );
  return new Map(inRange.groups.flatMap(({ fingerprint }, i) => (grown[i] ? [[fingerprint, grown[i]]] : [])));
}

/** What the previous period had and this one has not: only known where all of this one's errors are. */
function goneErrors(
  { groups, span, covered }: InRange,
  previous: PreviousErrors | undefined,
  marked: ReadonlyMap<string, ErrorMark>
): StatedError[] {
  if (!previous || covered.from > span.from) {
    return [];
  }
  const here = new Set(groups.map(({ fingerprint }) => fingerprint));
  return previous.groups
    .filter(({ fingerprint }) => !here.has(fingerprint))
    .map((group) => {
      const mark = marked.get(group.fingerprint);
      return {
        group: { ...group, count: 0, trend: group.trend.map(() => 0) },
        status: 'gone',
        reason: { rule: 'seen', lastSeen: group.lastSeen },
        ...(mark && { mark }),
        isOlder: true,
      };
    });
}

/** An error of which nothing is known stands where ongoing ones do. */
function urgency({ status = 'ongoing' }: StatedError): number {
  return ERROR_STATUSES.indexOf(status);
}

/**
 * The errors to search for further back: those that the previous period had not, if that is known, and of which nobody
 * said something that holds.
 */
export function errorsToSearch(
  inRange: InRange,
  previous: PreviousErrors | undefined,
  marks: readonly ErrorMark[],
  now: number
): ErrorGroup[] {
  return stateErrors(inRange, { previous, isComplete: false }, marks, now).flatMap(({ group, status }) =>
    status === undefined ? [group] : []
  );
}

/** How many errors there are of each status. */
export function countByStatus(errors: readonly StatedError[]): Record<ErrorStatus, number> {
  const counts = Object.fromEntries(ERROR_STATUSES.map((status) => [status, 0])) as Record<ErrorStatus, number>;
  for (const { status } of errors) {
    if (status) {
      counts[status]++;
    }
  }
  return counts;
}
