import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type SceneComponentProps, sceneGraph, SceneObjectBase } from '@grafana/scenes';
import { LoadingPlaceholder, Tab, TabsBar, useStyles2 } from '@grafana/ui';
import { traceUrl } from '../../correlation/pageUrls/trace';
import { type TracesState, tracesUrl } from '../../correlation/pageUrls/traces';
import { t } from '../../i18n/t';
import { appHref } from '../../ui/links/links';
import { type UrlState, usePageUrl } from '../../ui/page/usePageUrl';
import { ServiceMapPanel } from '../../ui/serviceMap/ServiceMapPanel';
import { StatusMessage } from '../../ui/status/StatusMessage';
import { DurationHeatmap } from './durationHeatmap/DurationHeatmap';
import { Failed } from './Failed';
import { FilterBar } from './FilterBar';
import { FoundTraces } from './FoundTraces';
import { GroupsTab } from './groups/GroupsTab';
import { Summary } from './Summary';
import { failureOf, type TracesAnswers, useTraceQuestions, useTraces } from './useTraces';
import { WhatStandsOut } from './WhatStandsOut';

/** The page of traces. What it is about is in its address. */
export class TracesBody extends SceneObjectBase {
  static Component = TracesBodyView;
}

function TracesBodyView({ model }: SceneComponentProps<TracesBody>) {
  const styles = useStyles2(getStyles);
  const url = usePageUrl(tracesUrl);
  const { where, selected, tab } = url.state;
  const { ask, span } = useTraceQuestions(model);
  const answers = useTraces(model, where, selected, tab === 'traces');
  const timeZone = sceneGraph.getTimeRange(model).getTimeZone();
  return (
    <div className={styles.page}>
      <TabsBar>
        <Tab label={t('traces.tab.traces', 'Traces')} active={tab === 'traces'} href={url.hrefOf({ tab: 'traces' })} />
        <Tab
          label={t('traces.tab.groups', 'Group by')}
          active={tab === 'groups'}
          href={url.hrefOf({ tab: 'groups' })}
        />
        <Tab label={t('traces.tab.map', 'Service map')} active={tab === 'map'} href={url.hrefOf({ tab: 'map' })} />
      </TabsBar>
      {tab === 'map' ? (
        <ServiceMapPanel scene={model} />
      ) : (
        <>
          <FilterBar url={url} ask={ask} span={span} />
          {tab === 'groups' ? (
            <GroupsTab url={url} ask={ask} span={span} />
          ) : (
            <Analysis url={url} answers={answers} timeZone={timeZone} />
          )}
        </>
      )}
    </div>
  );
}

interface AnalysisProps {
  url: UrlState<TracesState>;
  answers: TracesAnswers;
  timeZone: string;
}

function Analysis({ url, answers, timeZone }: AnalysisProps) {
  const styles = useStyles2(getStyles);
  const { value, isLoading } = answers.durations;
  const failure = failureOf(answers.durations);
  // Nobody to ask, or not for this user: said once, not in every part.
  if (failure && failure.kind !== 'failed') {
    return <StatusMessage kind={failure.kind} message={failure.message} advice={failure.advice} />;
  }
  if (!value && !failure) {
    return <LoadingPlaceholder text={t('traces.heatmap.loading', 'Loading latency')} />;
  }
  if (value && value.grid.total === 0 && !isLoading) {
    return (
      <StatusMessage
        kind="empty"
        message={t('traces.none.message', 'No requests in this time range')}
        advice={
          url.state.where.length > 0
            ? t('traces.none.filtered', 'Remove a filter, or choose a longer time range')
            : t('traces.none.advice', 'Choose a longer time range')
        }
      />
    );
  }
  return (
    <>
      <div className={styles.top} aria-busy={isLoading} style={{ opacity: isLoading ? 0.7 : 1 }}>
        <div className={styles.heatmap}>
          {value && <Summary {...value} sampling={answers.sampling} />}
          <Failed answer={answers.durations} />
          {value && value.grid.total > 0 && (
            <DurationHeatmap
              grid={value.grid}
              selected={url.state.selected}
              onSelect={(selected) => url.push({ selected })}
              exemplars={value.exemplars}
              hrefOf={({ traceId, time }) => appHref(traceUrl.write({ traceId, near: time }), url.shared)}
              timeZone={timeZone}
            />
          )}
        </div>
        {/* Without a heatmap there is nothing to compare, unless by a selection that is given. */}
        {(value || url.state.selected) && <WhatStandsOut url={url} answers={answers} />}
      </div>
      <FoundTraces url={url} answer={answers.list} timeZone={timeZone} />
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1.5), flexGrow: 1, minWidth: 0 }),
  top: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 1fr)',
    gap: theme.spacing(3),
    [theme.breakpoints.down('lg')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
  heatmap: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    minWidth: 0,
    // On a screen of usual height the first traces are seen below it.
    height: `clamp(${theme.spacing(42)}, 44vh, ${theme.spacing(62)})`,
    // The last mark of the time axis stands out by half its width.
    paddingRight: theme.spacing(1),
    position: 'sticky',
    top: 0,
  }),
});
