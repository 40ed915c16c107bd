import React from 'react';
import { type PanelData } from '@grafana/data';
import { Stack } from '@grafana/ui';
import { t } from '../../../i18n/t';
import { panelStatus } from '../../../ui/charts/panelStatus';
import { SetupLink } from '../../../ui/links/SetupLink';
import { SampleAction } from '../../../ui/status/SampleAction';
import { StatusMessage } from '../../../ui/status/StatusMessage';
import { TABLE_REFS } from './queries';
import { type RowKind, tableWords } from './words';

/** Stands in place of a table that has no row: why, and what to do. */
export function NoRows({ data, by }: { data: PanelData | undefined; by: RowKind }) {
  const status = panelStatus(data, Object.values(TABLE_REFS));
  // Where no service is found no question can be answered, which is nothing more.
  const isNothing = status.kind === 'not-supported' && by === 'service';
  return status.kind === 'ready' || status.kind === 'empty' || isNothing ? (
    <StatusMessage
      kind="empty"
      message={tableWords(by).empty}
      advice={t(
        'health.table.empty-advice',
        'Choose a longer time range, or check on the Setup page what was detected'
      )}
      action={
        <Stack gap={1} justifyContent="center" wrap="wrap">
          <SetupLink />
          <SampleAction />
        </Stack>
      }
    />
  ) : (
    <StatusMessage kind={status.kind} message={status.message} />
  );
}
