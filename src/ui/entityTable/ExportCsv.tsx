import React, { useState } from 'react';
import { Button, Dropdown, Menu } from '@grafana/ui';
import { downloadText } from '../downloadText';
import { type CsvColumns } from './tableCsv';

interface ExportCsvProps<Row> {
  rows: readonly Row[];
  columns: ReadonlyArray<CsvColumns<Row>>;
  noun: string;
  label: string;
}

/** Writes the rows that the table shows to a file. Personal data is masked unless one asks for it. */
export function ExportCsv<Row>({ rows, columns, noun, label }: ExportCsvProps<Row>) {
  const [hasFailed, setFailed] = useState(false);
  const download = (isUnmasked: boolean) =>
    // What recognises personal data is heavy, and few export: it is loaded for those who do.
    import('./tableCsv').then(
      ({ tableCsv }) => {
        setFailed(false);
        downloadText(tableCsv(columns, rows, isUnmasked), { name: `${noun}s`, extension: 'csv', type: 'text/csv' });
      },
      () => setFailed(true)
    );
  const menu = (
    <Menu>
      <Menu.Group label={`${rows.length.toLocaleString('en-US')} ${rows.length === 1 ? noun : `${noun}s`}`}>
        <Menu.Item label="Personal data masked" icon="eye-slash" onClick={() => void download(false)} />
        <Menu.Item label="Personal data included" icon="eye" onClick={() => void download(true)} />
      </Menu.Group>
    </Menu>
  );
  return (
    <>
      {hasFailed && <span role="alert">The export could not be loaded. Reload the page and try again.</span>}
      <Dropdown overlay={menu} placement="bottom-end">
        <Button size="sm" variant="secondary" fill="text" icon="download-alt" aria-label={`Export CSV: ${label}`}>
          Export CSV
        </Button>
      </Dropdown>
    </>
  );
}
