/** Keeps the rows whose name holds every word of the text, whatever the case. */
export function filterRows<Row>(rows: readonly Row[], text: string, nameOf: (row: Row) => string): Row[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => words.every((word) => nameOf(row).toLowerCase().includes(word)));
}
