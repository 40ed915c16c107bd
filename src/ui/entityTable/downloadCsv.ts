import { downloadText } from '../downloadText';
import { type CsvColumns, tableCsv } from './tableCsv';

/**
 * Writes rows to a file of this name; personal data is masked unless one asks for it.
 * @param complete adds to the rows what is not known of them yet
 * @throws where that cannot be had
 */
export async function downloadCsv<Row>(
  columns: ReadonlyArray<CsvColumns<Row>>,
  rows: readonly Row[],
  isUnmasked: boolean,
  name: string,
  complete?: (rows: readonly Row[]) => Promise<readonly Row[]>
): Promise<void> {
  const all = complete ? await complete(rows) : rows;
  downloadText(tableCsv(columns, all, isUnmasked), { name, extension: 'csv', type: 'text/csv' });
}
