/**
 * What spreadsheets take for the beginning of a formula. A cell out of a log that begins so could run whatever its
 * author likes, so it is marked as text.
 */
const FORMULA = /^[=+\-@\t\r]/;

/** A value as a cell: no formula, and quoted where it holds a sign that has a meaning in CSV. */
export function csvCell(value: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** Rows as CSV (RFC 4180), the names of the columns first. */
export function csv(rows: ReadonlyArray<readonly string[]>): string {
  return rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}
