import React from 'react';
import { type SceneObject } from '@grafana/scenes';
import { LoadingPlaceholder, Text } from '@grafana/ui';
import { stackUrl } from '../../../correlation/pageUrls/stack';
import { useTelemetryClient } from '../../../datasources/client/context';
import { askLogCost } from '../../../datasources/stack/askLogCost';
import { t } from '../../../i18n/t';
import { EntityTable } from '../../../ui/entityTable/EntityTable';
import { useSourceContext, useTimeSpan } from '../../../ui/page/sourceContext';
import { usePageUrl } from '../../../ui/page/usePageUrl';
import { useAsyncQuery } from '../../../ui/query/useAsyncQuery';
import { ServiceColors } from '../../../ui/ServiceColors';
import { StatusMessage } from '../../../ui/status/StatusMessage';
import { useSampleMode } from '../../../ui/status/useSampleMode';
import { formatBytes } from '../../../ui/amounts';
import { costColumns } from './costColumns';
import { costSpan, isCutShort } from './costSpan';
import { Savings } from './Savings';

/** Services that are shown; the exported file has them all. */
const SHOWN = 30;

/** Bytes and lines by service and level, and what could be saved. */
export default function LogCostView({ scene }: { scene: SceneObject }) {
  const client = useTelemetryClient();
  const context = useSourceContext(scene);
  const range = useTimeSpan(scene);
  const isSample = useSampleMode();
  const { shared } = usePageUrl(stackUrl);
  const span = costSpan(range);
  const { value, isLoading, failure } = useAsyncQuery(
    (signal) => askLogCost(client.logs, context, span, signal),
    [client, context, span.from, span.to, isSample],
    t('stack.cost.source', 'The data source for logs')
  );
  if (!value) {
    return failure ? (
      <StatusMessage {...failure} />
    ) : (
      <LoadingPlaceholder text={t('stack.cost.loading', 'Counting bytes')} />
    );
  }
  const { rows } = value;
  const bytes = rows.reduce((all, row) => all + row.bytes, 0);
  const perDay = rows.reduce((all, row) => all + row.perDay, 0);
  if (bytes === 0) {
    return (
      <StatusMessage
        kind="empty"
        message={t('stack.cost.none', 'No log line in this time range')}
        advice={t('stack.cost.none-advice', 'Choose a longer time range')}
      />
    );
  }
  return (
    <ServiceColors services={rows.map(({ service }) => service)}>
      <Text element="p">
        {t('stack.cost.total', '{{bytes}} in this time range, {{perDay}} a day at this pace', {
          bytes: formatBytes(bytes),
          perDay: formatBytes(perDay),
        })}
        {isCutShort(range) && (
          <>
            {' · '}
            <Text color="secondary">{t('stack.cost.cut', 'counted over the last 24 hours of the time range')}</Text>
          </>
        )}
      </Text>
      {failure && <StatusMessage {...failure} />}
      <EntityTable
        rows={rows}
        columns={costColumns(shared)}
        keyOf={({ service }) => service}
        testIdOf={({ service }) => `log-cost-${service}`}
        noun="log-cost"
        label={t('stack.cost.table', 'Services by what their logs cost')}
        limit={SHOWN}
        isLoading={isLoading}
      />
      <Savings context={context} span={span} rows={rows} />
    </ServiceColors>
  );
}
