import React, { lazy, Suspense } from 'react';
import { type TimeZone } from '@grafana/schema';
import { LoadingPlaceholder } from '@grafana/ui';
import { t } from '../../i18n/t';
import { type LogTab } from '../../correlation/pageUrls/logs';
import { type LogLinesAnswer } from '../../telemetry/questions/logs';
import { type LogsBody } from './LogsBody';
import { type OpenLogs } from './useLogSource';
import { type TimeSpan } from '../../telemetry/timeSpan';

// Whoever reads lines does not wait for what groups them.
const PatternsTab = lazy(() => import('./patterns/PatternsTab').then((module) => ({ default: module.PatternsTab })));
const ErrorsTab = lazy(() =>
  import(/* webpackChunkName: "log-errors" */ './errors/ErrorsTab').then((module) => ({ default: module.ErrorsTab }))
);

interface OtherTabsProps {
  model: LogsBody;
  tab: LogTab;
  open: OpenLogs;
  span: TimeSpan;
  timeZone: TimeZone;
  /** The failure that the page says already. */
  said: string | undefined;
  /** Told what the tab rests on, whenever that is anew: the lines in the time range first. */
  onAnswers: (answers: readonly LogLinesAnswer[]) => void;
}

/** What the lines have in common, instead of the lines. */
export function OtherTabs({ tab, ...props }: OtherTabsProps) {
  return (
    <Suspense fallback={<LoadingPlaceholder text={t('logs.tab.loading', 'Loading')} />}>
      {tab === 'patterns' ? <PatternsTab {...props} /> : <ErrorsTab {...props} />}
    </Suspense>
  );
}
