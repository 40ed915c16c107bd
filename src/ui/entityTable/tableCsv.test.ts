import Papa from 'papaparse';
import { type CsvColumns, tableCsv } from './tableCsv';

interface Row {
  name: string;
  count?: number;
  change?: number;
  trace_id?: string;
  phone?: string;
}

const COLUMNS: Array<CsvColumns<Row>> = [
  { csv: { name: ({ name }) => name } },
  {},
  { csv: { count: ({ count }) => count, change: ({ change }) => change } },
  { csv: { trace_id: (row) => row.trace_id, phone: (row) => row.phone } },
];
const read = (rows: Row[], isUnmasked?: boolean) =>
  Papa.parse<Record<string, string>>(tableCsv(COLUMNS, rows, isUnmasked), { header: true, skipEmptyLines: true });

it('has a column for each value and a line for each row, in their order', () => {
  const { data, meta } = read([{ name: 'b', count: 1.5, change: -0.25 }, { name: 'a' }]);
  expect(meta.fields).toEqual(['name', 'count', 'change', 'trace_id', 'phone']);
  expect(data).toEqual([
    { name: 'b', count: '1.5', change: '-0.25', trace_id: '', phone: '' },
    { name: 'a', count: '', change: '', trace_id: '', phone: '' },
  ]);
});

it('is its header alone without rows', () => {
  expect(tableCsv(COLUMNS, [])).toBe('name,count,change,trace_id,phone\r\n');
});

it('tells zero from not known', () => {
  expect(read([{ name: 'a', count: 0 }]).data[0]?.count).toBe('0');
});

it('has no cell that a spreadsheet takes for a formula', () => {
  expect(read([{ name: '=HYPERLINK("http://x")' }]).data[0]?.name).toBe(`'=HYPERLINK("http://x")`);
});

describe('personal data', () => {
  const personal: Row = { name: 'mail to jane.doe@example.com', trace_id: '4111111111111111', phone: '20 7946 0958' };

  it('is masked by what it is and by its column, and an id stays what it is', () => {
    expect(read([personal]).data[0]).toMatchObject({
      name: 'mail to [e-mail]',
      trace_id: '4111111111111111',
      phone: '[phone]',
    });
  });

  it('is there where it is asked for', () => {
    expect(read([personal], true).data[0]).toMatchObject(personal);
  });
});
