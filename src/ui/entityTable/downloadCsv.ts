import { downloadText } from '../downloadText';
import { type CsvColumns, tableCsv } from './tableCsv';

/** Writes rows to a file of this name; personal data is masked unless one asks for it. */
export function downloadCsv<Row>(
  columns: ReadonlyArray<CsvColumns<Row>>,
  rows: readonly Row[],
  isUnmasked: boolean,
  name: string
): void {
  downloadText(tableCsv(columns, rows, isUnmasked), { name, extension: 'csv', type: 'text/csv' });
}
