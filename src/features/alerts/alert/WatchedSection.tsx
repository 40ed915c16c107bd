import React, { useEffect, useMemo } from 'react';
import { css } from '@emotion/css';
import { type DataFrame, FieldColorModeId, type GrafanaTheme2, LoadingState, type PanelData } from '@grafana/data';
import { PanelBuilders, SceneDataNode, sceneGraph, type VizPanel } from '@grafana/scenes';
import { LegendDisplayMode, TooltipDisplayMode } from '@grafana/schema';
import { LoadingPlaceholder, Text, useStyles2 } from '@grafana/ui';
import { t, tCount } from '../../../i18n/t';
import { type WatchedAnswer } from '../../../telemetry/questions/alerts';
import { type Labels } from '../../../telemetry/vocabulary';
import { type AsyncState } from '../../../ui/query/useAsyncQuery';
import { StatusMessage } from '../../../ui/status/StatusMessage';
import { comparisonWords } from './comparisonWords';
import { Section } from './Section';
import { watchedFrames } from './watchedFrames';

/** A chart of what an alert watches, to be filled by {@link WatchedSection}. */
export function watchedChart(): VizPanel {
  return PanelBuilders.timeseries()
    .setTitle('')
    .setData(new SceneDataNode())
    .setOption('legend', { showLegend: true, displayMode: LegendDisplayMode.List, placement: 'bottom', calcs: [] })
    .setOption('tooltip', { mode: TooltipDisplayMode.Multi })
    .setCustomFieldConfig('axisSoftMin', 0)
    .setCustomFieldConfig('fillOpacity', 0)
    .setCustomFieldConfig('lineWidth', 1.5)
    .setOverrides((overrides) =>
      overrides
        .matchFieldsByQuery('Threshold')
        .overrideColor({ mode: FieldColorModeId.Fixed, fixedColor: 'red' })
        .overrideCustomFieldConfig('lineStyle', { fill: 'dash', dash: [8, 6] })
    )
    .build();
}

interface WatchedSectionProps {
  watched: AsyncState<WatchedAnswer | undefined>;
  chart: VizPanel;
  /** Whether a series with these labels may be what the alert is about. */
  isMeant: (labels: Labels) => boolean;
}

/** The series that the rule of an alert watches, with its threshold. */
export function WatchedSection({ watched, chart, isMeant }: WatchedSectionProps) {
  return (
    <Section title={t('alerts.watched.title', 'What the rule watches')} isLoading={watched.isLoading}>
      <Watched watched={watched} chart={chart} isMeant={isMeant} />
    </Section>
  );
}

function Watched({ watched: { value, failure, isLoading }, chart, isMeant }: WatchedSectionProps) {
  const styles = useStyles2(getStyles);
  const drawn = useMemo(() => value && watchedFrames(value, isMeant), [value, isMeant]);
  useEffect(() => fill(chart, drawn?.frames ?? []), [chart, drawn]);
  if (!value || !drawn) {
    return failure ? (
      <StatusMessage {...failure} />
    ) : isLoading ? (
      <LoadingPlaceholder text={t('alerts.watched.loading', 'Loading series')} />
    ) : (
      <StatusMessage
        kind="not-supported"
        message={t(
          'alerts.watched.unknown',
          'The rule compares several queries, or what cannot be read: no single series to draw'
        )}
        advice={t('alerts.watched.unknown-advice', 'Open the rule in Grafana to see its queries')}
        action={null}
      />
    );
  }
  const { query } = value;
  return (
    <>
      {drawn.frames.length === 0 ? (
        <StatusMessage
          kind="empty"
          message={t('alerts.watched.none', 'The query of the rule has no series in this time range')}
          action={null}
        />
      ) : (
        <div className={styles.chart}>
          <chart.Component model={chart} />
        </div>
      )}
      <Text variant="bodySmall" color="secondary" element="p">
        {comparisonWords(value).join(' · ')}
        {drawn.leftOut > 0 &&
          ` · ${tCount('alerts.watched.left-out', drawn.leftOut, {
            one: '{{count}} more series not drawn',
            other: '{{count}} more series not drawn',
          })}`}
      </Text>
      <code className={styles.query}>{query}</code>
    </>
  );
}

function fill(chart: VizPanel, series: DataFrame[]): void {
  const { $data } = chart.state;
  if ($data instanceof SceneDataNode) {
    const timeRange = sceneGraph.getTimeRange(chart).state.value;
    const { annotations } = $data.state.data ?? {};
    $data.setState({ data: { state: LoadingState.Done, series, annotations, timeRange } });
  }
}

/** Marks a chart of {@link watchedChart} by what happened to a service. */
export function markWatched(chart: VizPanel, annotations: DataFrame[] | undefined): void {
  const { $data } = chart.state;
  if ($data instanceof SceneDataNode) {
    $data.setState({ data: { ...($data.state.data ?? emptyData(chart)), annotations } });
  }
}

function emptyData(chart: VizPanel): PanelData {
  return { state: LoadingState.Done, series: [], timeRange: sceneGraph.getTimeRange(chart).state.value };
}

const getStyles = (theme: GrafanaTheme2) => ({
  chart: css({ position: 'relative', height: 260 }),
  query: css({
    alignSelf: 'flex-start',
    maxWidth: '100%',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
