/**
 * What spreadsheets take for the beginning of a formula. A cell out of a log that begins so could run whatever its
 * author likes, so it is marked as text.
 */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * A value as a cell: no formula, and quoted where it holds a sign that has a meaning in CSV. Numbers of our own are no
 * formulas, also below zero.
 */
export function csvCell(value: string | number): string {
  if (typeof value === 'number') {
    return String(value);
  }
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** Rows as CSV (RFC 4180), the names of the columns first. */
export function csv(rows: ReadonlyArray<ReadonlyArray<string | number>>): string {
  return rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}
