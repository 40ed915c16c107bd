import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type SceneComponentProps, sceneGraph, SceneObjectBase } from '@grafana/scenes';
import { LinkButton, LoadingPlaceholder, Stack, Tab, TabsBar, Text, useStyles2 } from '@grafana/ui';
import { tracesDrilldown } from '../../correlation/drilldown';
import { writeOrder } from '../../correlation/pageUrls/order';
import { traceUrl } from '../../correlation/pageUrls/trace';
import { type TracesState, tracesUrl } from '../../correlation/pageUrls/traces';
import { DurationHeatmap } from './durationHeatmap/DurationHeatmap';
import { durationWords } from './durationHeatmap/words';
import { ServiceMapPanel } from '../../ui/serviceMap/ServiceMapPanel';
import { formatCount, formatDuration, formatShare } from '../../ui/format';
import { appHref } from '../../ui/links/links';
import { exploreTraceUrl } from '../../ui/links/explore';
import { StatusMessage } from '../../ui/status/StatusMessage';
import { OpenInLinks } from '../../ui/links/OpenInLinks';
import { type UrlState, usePageUrl } from '../../ui/page/usePageUrl';
import { DifferenceList } from './DifferenceList';
import { Failed } from './Failed';
import { FilterBar } from './FilterBar';
import { Summary } from './Summary';
import { orderInWords, usualOrder } from './traceOrder';
import { TraceTable } from './TraceTable';
import {
  failureOf,
  mayHaveFailed,
  type TraceList,
  type TracesAnswers,
  useTraceQuestions,
  useTraces,
} from './useTraces';

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
        <Tab label="Traces" active={tab === 'traces'} href={url.hrefOf({ tab: 'traces' })} />
        <Tab label="Service map" active={tab === 'map'} href={url.hrefOf({ tab: 'map' })} />
      </TabsBar>
      {tab === 'map' ? (
        <ServiceMapPanel scene={model} />
      ) : (
        <>
          <FilterBar url={url} ask={ask} span={span} />
          <Analysis url={url} answers={answers} timeZone={timeZone} />
        </>
      )}
    </div>
  );
}

interface PartProps {
  url: UrlState<TracesState>;
  answers: TracesAnswers;
  timeZone: string;
}

function Analysis({ url, answers, timeZone }: PartProps) {
  const styles = useStyles2(getStyles);
  const { value, isLoading } = answers.durations;
  const failure = failureOf(answers.durations);
  // Nobody to ask, or not for this user: said once, not in every part.
  if (failure && failure.kind !== 'failed') {
    return <StatusMessage kind={failure.kind} message={failure.message} advice={failure.advice} />;
  }
  if (!value && !failure) {
    return <LoadingPlaceholder text="Loading durations" />;
  }
  if (value && value.grid.total === 0 && !isLoading) {
    return (
      <StatusMessage
        kind="empty"
        message="No request was found in this time range"
        advice={
          url.state.where.length > 0 ? 'Drop a condition, or choose a longer time range' : 'Choose a longer time range'
        }
      />
    );
  }
  return (
    <>
      <div className={styles.top} aria-busy={isLoading} style={{ opacity: isLoading ? 0.7 : 1 }}>
        <div className={styles.picture}>
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
        {/* Without a picture there is nothing to compare, unless by a selection that is given. */}
        {(value || url.state.selected) && <WhatIsDifferent url={url} answers={answers} />}
      </div>
      <Found url={url} answers={answers} timeZone={timeZone} />
    </>
  );
}

function WhatIsDifferent({ url, answers }: Omit<PartProps, 'timeZone'>) {
  const styles = useStyles2(getStyles);
  const { ofSelection, ofErrors, ofSlowest, slowest, looked, durations } = answers;
  const hasFailed = mayHaveFailed(durations.value);
  return (
    <div className={styles.different}>
      <div className={styles.heading}>
        <Text element="h2" variant="h4">
          What is different
        </Text>
        {url.state.selected && (
          <Stack gap={1} wrap="wrap">
            <LinkButton
              size="sm"
              variant="secondary"
              icon="search-plus"
              href={url.hrefOf({ selected: undefined }, url.state.selected)}
            >
              Zoom to its time
            </LinkButton>
            <LinkButton size="sm" variant="secondary" icon="times" href={url.hrefOf({ selected: undefined })}>
              Clear selection
            </LinkButton>
          </Stack>
        )}
      </div>
      {url.state.selected ? (
        <DifferenceList title="About the selected requests" of="selected" answer={ofSelection} url={url} first={8} />
      ) : (
        <>
          {hasFailed && (ofErrors.value || ofErrors.isLoading || ofErrors.failure) && (
            <DifferenceList title="About those that failed" of="failed" answer={ofErrors} url={url} first={3} />
          )}
          {(looked || slowest) && (ofSlowest.value || ofSlowest.isLoading || ofSlowest.failure) && (
            <DifferenceList
              title={
                looked
                  ? `About those ${durationWords({ shortest: looked.from, longest: looked.to })}`
                  : `About the slowest ${formatShare(slowest?.share)} (over ${formatDuration(slowest?.from)})`
              }
              of={looked ? 'these' : 'slowest'}
              answer={ofSlowest}
              url={url}
              first={3}
            />
          )}
        </>
      )}
    </div>
  );
}

function Found({ url, answers, timeZone }: PartProps) {
  const styles = useStyles2(getStyles);
  const { value, isLoading } = answers.list;
  const usual = usualOrder(url.state.where);
  const order = url.state.sort ?? usual;
  const title = url.state.selected
    ? 'Selected traces'
    : value?.from === undefined
      ? 'Traces'
      : `The slowest traces (over ${formatDuration(value.from)})`;
  return (
    <section aria-busy={isLoading} className={styles.found} style={{ opacity: isLoading && value ? 0.6 : 1 }}>
      <div className={styles.heading}>
        <Text element="h2" variant="h4">
          {title}
        </Text>
        {value && <ListElsewhere list={value} />}
      </div>
      <Failed answer={answers.list} />
      {!value && !answers.list.failure && <LoadingPlaceholder text="Looking for traces" />}
      {value && value.traces.length === 0 && (
        <StatusMessage
          kind="empty"
          message="No trace was kept of these requests"
          advice="Select more, or a longer time range"
        />
      )}
      {value && value.traces.length > 0 && (
        <>
          <Text variant="bodySmall" color="secondary" element="p">
            {value.isCut
              ? `The latest ${formatCount(value.traces.length)} that were found, ${orderInWords(order)}; there are more`
              : `${formatCount(value.traces.length)}, ${orderInWords(order)}`}
          </Text>
          <TraceTable
            traces={value.traces}
            caption={title}
            order={order}
            onSort={(sort) => url.push({ sort: writeOrder(sort) === writeOrder(usual) ? undefined : sort })}
            shared={url.shared}
            timeZone={timeZone}
          />
        </>
      )}
    </section>
  );
}

/** The same search in Grafana's own views. */
function ListElsewhere({ list: { part, sent } }: { list: TraceList }) {
  const [query] = sent;
  return query ? (
    <Stack gap={1}>
      <OpenInLinks
        app="traces"
        explore={exploreTraceUrl(query, part.span)}
        drilldown={tracesDrilldown({ uid: query.dataSource.uid, where: part.where }, part.span)}
      />
    </Stack>
  ) : null;
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1.5), flexGrow: 1, minWidth: 0 }),
  top: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 1fr)',
    gap: theme.spacing(3),
    [theme.breakpoints.down('lg')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
  picture: css({
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
  different: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1.5), minWidth: 0 }),
  heading: css({ display: 'flex', justifyContent: 'space-between', alignItems: 'center', gap: theme.spacing(1) }),
  found: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5), minWidth: 0 }),
});
