/*
 * How loggers spell the time at the head of a line. Only where it ends matters: when a line was written is told by the
 * backend.
 */

const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const DAY = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
/** ISO, `27/Aug/2025`, `13-Jan-2022`, `27 Aug 2025`, `08/27/2025`, `27.08.2025`, `25/08/27`, `20250827`, `250827`. */
const DATE = String.raw`(?:\d{4}[-/.]\d\d[-/.]\d\d|(?:${DAY},? )?\d{1,2}[-/ ]${MONTH}[-/ ]\d{4}|${MONTH} \d{1,2},? \d{4}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{1,2}\/\d{1,2}\/\d\d|\d{8}|\d{6})`;
const CLOCK = String.raw`\d{1,2}:\d\d:\d\d(?:[.,:]\d{1,9})?(?:\s?[AaPp][Mm]\b)?`;
/** Go's time.Kitchen. */
const KITCHEN = String.raw`\d{1,2}:\d\d(?::\d\d)?\s?[AaPp][Mm]\b`;
const ZONE_NAMES = 'UTC|GMT|CES?T|WES?T|EES?T|BST|IST|MSK|[ECMP][SD]T|JST|KST|HKT|SGT|AE[SD]T|NZ[SD]T|BRT';
const CONTINENTS = 'Europe|America|Asia|Africa|Australia|Pacific|Atlantic|Indian';
/** `Z`, `+02:00`, `+0000 UTC`, `CEST`, `Europe/Berlin`, JavaScript's `GMT+0200 (Central European Summer Time)`. */
const ZONE = String.raw`(?: ?(?:Z\b|[+-]\d\d(?::?\d\d)?(?!\d)(?: (?:${ZONE_NAMES})\b)?|(?:${ZONE_NAMES})\b(?:[+-]\d{4} \([A-Z][A-Za-z ]{3,50}\))?)| (?:${CONTINENTS})\/[A-Za-z_]{2,20}\b)?(?: ?\[[A-Z][A-Za-z]{1,12}\/[A-Za-z_]{2,20}\])?`;

const TIMESTAMP = new RegExp(
  [
    `${DATE}(?:[T :_]|, | - |-| {2})(?:${CLOCK}|${KITCHEN})${ZONE}`,
    // Unix' date and Apache's error log, with the year at the end; syslog's, with the year before the clock at will.
    `(?:${DAY} )?${MONTH} [ \\d]\\d (?:\\d{4} )?${CLOCK}(?: (?:[A-Z]{3,4} )?\\d{4}(?![\\w:]))?${ZONE}`,
    // Android's log.
    String.raw`\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}`,
    // ISO's basic format, and Hadoop's of old.
    String.raw`\d{8}T\d{6}(?:[.,]\d{1,9})?Z?`,
    String.raw`\d{6} \d{6}(?=\s)`,
    `${CLOCK}${ZONE}`,
    KITCHEN,
    // Seconds or milliseconds since the epoch.
    String.raw`1\d{9}(?:\.\d{1,9}|\d{3})?(?=[\s|\]])`,
  ].join('|'),
  'y'
);

/** Where the timestamp ends that begins here, its brackets included where they hold nothing else. */
export function timestampEnd(text: string, at: number): number | undefined {
  const isBracketed = '[(<'.includes(text.charAt(at)) && text.charAt(at) !== '';
  const start = isBracketed ? at + 1 + (text.charAt(at + 1) === ' ' ? 1 : 0) : at;
  if (!/[\dADFJMNOSTW]/.test(text.charAt(start))) {
    return undefined;
  }
  TIMESTAMP.lastIndex = start;
  if (!TIMESTAMP.test(text)) {
    return undefined;
  }
  const end = TIMESTAMP.lastIndex;
  const closing = /^ ?[\])>]/.exec(text.slice(end, end + 2));
  return isBracketed && closing !== null ? end + closing[0].length : end;
}
