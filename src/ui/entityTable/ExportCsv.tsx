import React, { useState } from 'react';
import { Button, Dropdown, Menu } from '@grafana/ui';
import { t, tCount } from '../../i18n/t';
import { type CsvColumns } from './tableCsv';

interface ExportCsvProps<Row> {
  rows: readonly Row[];
  /** Adds to rows what is not known of them yet, as it is not shown. */
  complete?: (rows: readonly Row[]) => Promise<readonly Row[]>;
  columns: ReadonlyArray<CsvColumns<Row>>;
  /** What the file is called. */
  name: string;
  label: string;
}

/** Writes the rows that the table shows to a file. Personal data is masked unless one asks for it. */
export function ExportCsv<Row>({ rows, complete, columns, name, label }: ExportCsvProps<Row>) {
  const [hasFailed, setFailed] = useState(false);
  const download = (isUnmasked: boolean) =>
    // What recognises personal data is heavy, and few export: it is loaded for those who do.
    import(/* webpackChunkName: "table-export" */ './downloadCsv')
      .then(({ downloadCsv }) => downloadCsv(columns, rows, isUnmasked, name, complete))
      .then(
        () => setFailed(false),
        () => setFailed(true)
      );
  const menu = (
    <Menu>
      <Menu.Group label={tCount('ui.export.rows', rows.length, { one: '{{count}} row', other: '{{count}} rows' })}>
        <Menu.Item
          label={t('ui.export.masked', 'Personal data masked')}
          icon="eye-slash"
          onClick={() => void download(false)}
        />
        <Menu.Item
          label={t('ui.export.included', 'Personal data included')}
          icon="eye"
          onClick={() => void download(true)}
        />
      </Menu.Group>
    </Menu>
  );
  return (
    <>
      {hasFailed && (
        <span role="alert">{t('ui.export.failed', 'Export failed to load. Reload the page and try again')}</span>
      )}
      <Dropdown overlay={menu} placement="bottom-end">
        <Button
          size="sm"
          variant="secondary"
          fill="text"
          icon="download-alt"
          aria-label={t('ui.export.label', 'Export CSV: {{table}}', { table: label })}
        >
          {t('ui.export.button', 'Export CSV')}
        </Button>
      </Dropdown>
    </>
  );
}
