import { type ErrorGroup } from './errorGroups';

interface Marked {
  /** The fingerprint of the error. */
  error: string;
  /** Service and title when it was marked, for who reads the settings. */
  service: string;
  title: string;
  /** When it was marked, ISO 8601. */
  at: string;
  /** Login of who marked it, where Grafana told. */
  by?: string;
}

/** It is said to be gone. */
export interface FixedMark extends Marked {
  as: 'fixed';
  /** The first version without it; left out: it is gone from the time of the mark on. */
  version?: string;
  /** Versions that had written it before: earlier than the fix, where versions have no order of their own. */
  seenIn?: string[];
}

/** Nobody wants to see it: always, or as long as none of the bounds is passed. */
export interface IgnoredMark extends Marked {
  as: 'ignored';
  /** ISO 8601. */
  until?: string;
  /** Until more than so many of it are written in an hour. */
  above?: number;
}

/** What somebody who has the permission said of an error. There is one of each error. */
export type ErrorMark = FixedMark | IgnoredMark;

/** The settings hold no more marks; versions that a mark remembers, and characters of a title. */
export const MOST_MARKS = 200;
const MOST_VERSIONS = 20;
const MOST_TITLE = 200;

/** What a mark says of the error that it is of. */
export function markedError({ fingerprint, service, title, type }: ErrorGroup): Omit<Marked, 'at' | 'by'> {
  const named = type === undefined || title.startsWith(type) ? title : `${type}: ${title}`;
  return { error: fingerprint, service, title: named.slice(0, MOST_TITLE) };
}

/** The versions that a mark of this error remembers, the latest of them. */
export function versionsBefore({ versions }: ErrorGroup): string[] {
  return versions.map(({ version }) => version).slice(-MOST_VERSIONS);
}

/** Marks with one more, in place of an earlier one of the same error; of too many the oldest are dropped. */
export function withMark(marks: readonly ErrorMark[], mark: ErrorMark): { marks: ErrorMark[]; dropped: number } {
  const all = [...withoutMark(marks, mark.error), mark].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const dropped = Math.max(0, all.length - MOST_MARKS);
  return { marks: all.slice(dropped), dropped };
}

/** Marks without that of an error. */
export function withoutMark(marks: readonly ErrorMark[], error: string): ErrorMark[] {
  return marks.filter((mark) => mark.error !== error);
}
