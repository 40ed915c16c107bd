import React, { useState } from 'react';
import { Button, Dropdown, Menu } from '@grafana/ui';
import { EXPORT_FORMATS, type ExportFormat, exportLines } from '../../../analysis/export/exportLines';
import { type LogLine } from '../../../telemetry/questions/logs';
import { downloadText } from '../../../ui/downloadText';

const FORMATS: Record<ExportFormat, { label: string; extension: string; type: string }> = {
  csv: { label: 'CSV', extension: 'csv', type: 'text/csv' },
  json: { label: 'JSON, one object a line', extension: 'ndjson', type: 'application/x-ndjson' },
  text: { label: 'Text', extension: 'log', type: 'text/plain' },
};

/** Writes the lines that are loaded to a file. Personal data is masked unless one asks for it. */
export function ExportMenu({ lines }: { lines: readonly LogLine[] }) {
  const [isUnmasked, setUnmasked] = useState(false);
  const menu = (
    <Menu>
      <Menu.Group
        label={`${lines.length.toLocaleString('en-US')} lines, personal data ${isUnmasked ? 'included' : 'masked'}`}
      >
        {EXPORT_FORMATS.map((format) => (
          <Menu.Item
            key={format}
            label={FORMATS[format].label}
            icon="download-alt"
            onClick={() => download(lines, format, isUnmasked)}
          />
        ))}
      </Menu.Group>
      <Menu.Divider />
      <Menu.Item
        label={isUnmasked ? 'Mask personal data' : 'Include personal data'}
        icon={isUnmasked ? 'eye-slash' : 'eye'}
        onClick={() => setUnmasked(!isUnmasked)}
      />
    </Menu>
  );
  return (
    <Dropdown overlay={menu}>
      <Button size="sm" variant="secondary" icon="download-alt" disabled={lines.length === 0}>
        Export
      </Button>
    </Dropdown>
  );
}

function download(lines: readonly LogLine[], format: ExportFormat, isUnmasked: boolean): void {
  const { extension, type } = FORMATS[format];
  downloadText(exportLines(lines, format, { isUnmasked }), { name: 'logs', extension, type });
}
