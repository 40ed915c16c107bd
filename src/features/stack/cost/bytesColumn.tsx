import React from 'react';
import { t } from '../../../i18n/t';
import { Bar } from '../../../ui/entityTable/cells';
import { type Column } from '../../../ui/entityTable/column';
import { formatShare } from '../../../ui/format';
import { formatBytes } from '../../../ui/amounts';

/** Bytes of a row, and their share of all, 0 to 1. */
interface Weighed {
  bytes: number;
  share: number;
}

/** The column of bytes, with a bar for their share of all; the most first. */
export function bytesColumn<Row extends Weighed>({
  csv,
  ...heading
}: Pick<Column<Row>, 'header' | 'hint' | 'csv'>): Column<Row> {
  return {
    id: 'bytes',
    ...heading,
    sort: { values: ({ bytes }) => [bytes], first: 'largest' },
    isNumber: true,
    cell: ({ bytes, share }) => (
      <Bar
        text={t('stack.cost.bytes-share', '{{bytes}} · {{share}}', {
          bytes: formatBytes(bytes),
          share: formatShare(share),
        })}
        share={share}
        tone="primary"
      />
    ),
    csv: { bytes: ({ bytes }) => bytes, share: ({ share }) => share, ...csv },
  };
}
