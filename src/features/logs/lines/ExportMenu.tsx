import React, { useState } from 'react';
import { Button, Dropdown, Menu } from '@grafana/ui';
import { t, tCount } from '../../../i18n/t';
import { EXPORT_FORMATS, type ExportFormat, exportLines } from '../../../analysis/export/exportLines';
import { type LogLine } from '../../../telemetry/questions/logs';
import { downloadText } from '../../../ui/downloadText';

const FILES: Record<ExportFormat, { extension: string; type: string }> = {
  csv: { extension: 'csv', type: 'text/csv' },
  json: { extension: 'ndjson', type: 'application/x-ndjson' },
  text: { extension: 'log', type: 'text/plain' },
};

/** Writes the lines that are loaded to a file. Personal data is masked unless one asks for it. */
export function ExportMenu({ lines }: { lines: readonly LogLine[] }) {
  const [isUnmasked, setUnmasked] = useState(false);
  const menu = (
    <Menu>
      <Menu.Group
        label={
          isUnmasked
            ? tCount('logs.export.unmasked', lines.length, {
                one: '{{count}} log line, personal data included',
                other: '{{count}} log lines, personal data included',
              })
            : tCount('logs.export.masked', lines.length, {
                one: '{{count}} log line, personal data masked',
                other: '{{count}} log lines, personal data masked',
              })
        }
      >
        {EXPORT_FORMATS.map((format) => (
          <Menu.Item
            key={format}
            label={formatName(format)}
            icon="download-alt"
            onClick={() => download(lines, format, isUnmasked)}
          />
        ))}
      </Menu.Group>
      <Menu.Divider />
      <Menu.Item
        label={
          isUnmasked ? t('logs.export.mask', 'Mask personal data') : t('logs.export.unmask', 'Include personal data')
        }
        icon={isUnmasked ? 'eye-slash' : 'eye'}
        onClick={() => setUnmasked(!isUnmasked)}
      />
    </Menu>
  );
  return (
    <Dropdown overlay={menu}>
      <Button size="sm" variant="secondary" icon="download-alt" disabled={lines.length === 0}>
        {t('logs.export.open', 'Export')}
      </Button>
    </Dropdown>
  );
}

function formatName(format: ExportFormat): string {
  switch (format) {
    case 'csv':
      return t('logs.export.csv', 'CSV');
    case 'json':
      return t('logs.export.ndjson', 'NDJSON');
    case 'text':
      return t('logs.export.text', 'Text');
  }
}

function download(lines: readonly LogLine[], format: ExportFormat, isUnmasked: boolean): void {
  const { extension, type } = FILES[format];
  downloadText(exportLines(lines, format, { isUnmasked }), { name: 'logs', extension, type });
}
