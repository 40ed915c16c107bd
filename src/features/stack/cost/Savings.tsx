import React, { useState } from 'react';
import { Button, LoadingPlaceholder, Text } from '@grafana/ui';
import { type CostRow } from '../../../analysis/logCost/costRows';
import { suggestions } from '../../../analysis/logCost/suggestions';
import { useTelemetryClient } from '../../../datasources/client/context';
import { type SourceContext } from '../../../datasources/client/sourceContext';
import { askPatternCosts, type PatternCosts } from '../../../datasources/stack/askLogCost';
import { t } from '../../../i18n/t';
import { type TimeSpan } from '../../../telemetry/timeSpan';
import { EntityTable } from '../../../ui/entityTable/EntityTable';
import { formatCount } from '../../../ui/format';
import { useAsyncQuery } from '../../../ui/query/useAsyncQuery';
import { StatusMessage } from '../../../ui/status/StatusMessage';
import { useSampleMode } from '../../../ui/status/useSampleMode';
import { patternColumns } from './patternColumns';
import { SenderConfig } from './SenderConfig';

/** Patterns that are shown; the exported file has them all. */
const SHOWN = 15;

interface SavingsProps {
  context: SourceContext;
  span: TimeSpan;
  /** What was counted of services and levels. */
  rows: readonly CostRow[];
}

/** Which patterns cost most, which of them could be dropped or sampled, and how. Looked for when somebody asks. */
export function Savings({ context, span, rows }: SavingsProps) {
  const client = useTelemetryClient();
  const isSample = useSampleMode();
  const [isAsked, setAsked] = useState(false);
  const { value, isLoading, failure } = useAsyncQuery(
    isAsked ? (signal) => askPatternCosts(client, context, span, rows, signal) : undefined,
    [isAsked, client, context, span.from, span.to, rows, isSample],
    t('stack.cost.source', 'The data source for logs')
  );
  return (
    <>
      {!isAsked && (
        <div>
          <Button variant="secondary" size="sm" onClick={() => setAsked(true)}>
            {t('stack.save.find', 'Find patterns to remove or sample')}
          </Button>
        </div>
      )}
      {isLoading && !value && <LoadingPlaceholder text={t('stack.save.loading', 'Looking for patterns')} />}
      {failure && <StatusMessage {...failure} />}
      {value && <Found found={value} isLoading={isLoading} />}
    </>
  );
}

function Found({ found: { patterns, sampled, isCut }, isLoading }: { found: PatternCosts; isLoading: boolean }) {
  const proposed = suggestions(patterns);
  const count = formatCount(sampled);
  return (
    <>
      <Text element="p" color="secondary" variant="bodySmall">
        {isCut
          ? t('stack.save.sampled', 'Shares from {{count}} log lines at both ends of the time range', { count })
          : t('stack.save.all', 'Shares from all {{count}} log lines of the time range', { count })}
      </Text>
      <EntityTable
        rows={patterns}
        columns={patternColumns(proposed)}
        keyOf={({ service, level, template }) => JSON.stringify([service, level, template])}
        testIdOf={({ service, level }) => `log-pattern-${service}-${level}`}
        noun="log-pattern"
        label={t('stack.save.table', 'Patterns that cost most, and what could be saved')}
        limit={SHOWN}
        look="tall"
        isLoading={isLoading}
        empty={
          <StatusMessage kind="empty" message={t('stack.save.none', 'No pattern in these log lines')} action={null} />
        }
      />
      {patterns.length > 0 &&
        (proposed.length > 0 ? (
          <SenderConfig suggestions={proposed} />
        ) : (
          <Text element="p">
            {t(
              'stack.save.nothing',
              'Nothing to remove or sample: every large pattern explains failures or is too rare'
            )}
          </Text>
        ))}
    </>
  );
}
