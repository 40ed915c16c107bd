import { csv } from '../../analysis/export/csv';
import { redact } from '../../analysis/redaction';

/** A value of an exported file; undefined is not known, which is an empty cell. */
export type CsvValue = string | number | undefined;

/** The columns of a file by their names. */
export interface CsvColumns<Row> {
  csv?: Readonly<Record<string, (row: Row) => CsvValue>>;
}

/**
 * Rows as CSV, in their order, numbers in base units. Personal data is masked unless it is asked for.
 * @param isUnmasked personal data is left as it is
 */
export function tableCsv<Row>(
  columns: ReadonlyArray<CsvColumns<Row>>,
  rows: readonly Row[],
  isUnmasked = false
): string {
  const cells = columns.flatMap(({ csv: own = {} }) => Object.entries(own));
  const write = (value: CsvValue, name: string) =>
    typeof value === 'string' && !isUnmasked ? redact(value, name) : (value ?? '');
  return csv([cells.map(([name]) => name), ...rows.map((row) => cells.map(([name, read]) => write(read(row), name)))]);
}
