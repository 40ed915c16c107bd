import { type ErrorGroup } from '../../analysis/errors/errorGroups';
import { type FixedMark, type IgnoredMark, markedError, versionsBefore } from '../../analysis/errors/errorMark';
import { t } from '../../i18n/t';
import { readNumber } from '../inputs/numbers';

/** How long an error is to be ignored. */
export const IGNORE_FOR = ['always', 'day', 'week', 'month'] as const;
export type IgnoreFor = (typeof IGNORE_FOR)[number];

const DAYS: Readonly<Record<Exclude<IgnoreFor, 'always'>, number>> = { day: 1, week: 7, month: 30 };
const DAY = 24 * 3_600_000;

/** Who marks an error, and when in milliseconds since the epoch. */
export interface Marking {
  by: string | undefined;
  now: number;
}

function marked(error: ErrorGroup, { by, now }: Marking) {
  return { ...markedError(error), at: new Date(now).toISOString(), ...(by !== undefined && { by }) };
}

/** @param version the first one without the error; empty where it is gone from now on */
export function fixedMark(error: ErrorGroup, version: string, marking: Marking): FixedMark {
  const fixedIn = version.trim();
  return {
    as: 'fixed',
    ...marked(error, marking),
    ...(fixedIn !== '' && { version: fixedIn, seenIn: versionsBefore(error).filter((one) => one !== fixedIn) }),
  };
}

/** What is asked for where an error is to be ignored. */
export interface IgnoreForm {
  lasts: IgnoreFor;
  /** Until more than so many are written in an hour; empty for however many. */
  above: string;
}

/** Reads the form: a mark, or what is wrong with the number. */
export function readIgnoreForm(
  error: ErrorGroup,
  { lasts, above }: IgnoreForm,
  marking: Marking
): { mark: IgnoredMark } | { problem: string } {
  const most = readNumber(above);
  if (most !== undefined && !(most >= 0 && most < Infinity)) {
    return { problem: t('ui.errors.form.not-a-count', 'Must be 0 or more') };
  }
  return {
    mark: {
      as: 'ignored',
      ...marked(error, marking),
      ...(lasts !== 'always' && { until: new Date(marking.now + DAYS[lasts] * DAY).toISOString() }),
      ...(most !== undefined && { above: most }),
    },
  };
}
