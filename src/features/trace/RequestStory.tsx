import React, { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Alert, LoadingPlaceholder, useStyles2 } from '@grafana/ui';
import { type TimelineEntry } from '../../analysis/trace/timelineEntries';
import { type TraceTimeline } from '../../analysis/trace/timeline';
import { tracesDrilldown } from '../../correlation/drilldown';
import { type SourceContext } from '../../datasources/client/sourceContext';
import { t } from '../../i18n/t';
import { exploreTraceUrl } from '../../ui/links/explore';
import { type Trace } from '../../telemetry/questions/traces';
import { formatCount } from '../../ui/format';
import { ServiceColors } from '../../ui/ServiceColors';
import { StatusMessage } from '../../ui/status/StatusMessage';
import { EntryDetails } from './waterfall/EntryDetails';
import { type StoryLinks } from './waterfall/links';
import { type TimelineSelection } from './waterfall/timelineSelection';
import { Waterfall } from './waterfall/Waterfall';
import { type Around } from './around';
import { LinesAlone } from './LinesAlone';
import { NormalStrip } from './NormalStrip';
import { NotFoundStory } from './NotFoundStory';
import { type RequestSummary, requestTitle, summarize } from './request';
import { StoryAround, useAround, useStanding } from './StoryAround';
import { StoryHeader } from './StoryHeader';
import { type StoryQuestion } from './storyQuestion';
import { StoryNotices } from './StoryNotices';
import { StoryVerdict } from './StoryVerdict';
import { type StoryAnswers, useStory } from './useStory';

export interface RequestStoryProps extends StoryQuestion {
  /** What is selected at first, or now where `onSelect` keeps it. */
  place?: TimelineSelection;
  onSelect?: (place: TimelineSelection) => void;
  /** Offers comparisons where it is there. */
  onCompare?: (compare: string | undefined) => void;
  links?: StoryLinks;
  timeZone?: string;
  /**
   * Told what the request was and how it went, `POST /checkout · 503 · 1.58 s`: a page has that as its title. Without
   * it the story has a heading of its own.
   */
  onTitle?: (title: string) => void;
  /** Rate, errors, latency and resources around the request. */
  showAround?: boolean;
}

const NO_LINKS: StoryLinks = {};

const LinkingTraces = lazy(() =>
  import(/* webpackChunkName: "linking-traces" */ './LinkingTraces').then((module) => ({
    default: module.LinkingTraces,
  }))
);

/**
 * One request from its first span to its last line, with what was around it. It asks for what it shows, each part on
 * its own, so that one that fails or is slow costs the others nothing. Needs no page around it.
 */
export function RequestStory(props: RequestStoryProps) {
  const [attempt, setAttempt] = useState(0);
  const answers = useStory(props, attempt);
  const { facts, story } = answers;
  const request = facts && summarize(facts);
  const around = useAround(props.showAround === false ? undefined : request, props.context, props.timeZone);
  const onRetry = useCallback(() => setAttempt((before) => before + 1), []);
  if (request && story) {
    return (
      <ServiceColors services={story.services.map(({ service }) => service)}>
        <TraceLoaded {...props} answers={answers} story={story} request={request} around={around} />
      </ServiceColors>
    );
  }
  return <TraceUnavailable {...props} answers={answers} onRetry={onRetry} />;
}

interface TraceLoadedProps extends RequestStoryProps {
  answers: StoryAnswers;
  story: TraceTimeline;
  request: RequestSummary;
  around?: Around;
}

function TraceLoaded({ answers, story, request, around, links = NO_LINKS, onTitle, ...props }: TraceLoadedProps) {
  const styles = useStyles2(getStyles);
  const trace = answers.trace.value?.trace;
  const sent = trace?.sent[0];
  const { from, length } = story.tree;
  const window = { from: from - length, to: from + 2 * length };
  const title = requestTitle(request);
  useEffect(() => onTitle?.(title), [onTitle, title]);
  const details = useCallback(
    (entry: TimelineEntry, select: (entry: number) => void) => (
      <EntryDetails story={story} entry={entry} links={links} select={select} />
    ),
    [story, links]
  );
  return (
    <div className={styles.all} data-testid="request-story">
      <StoryHeader
        request={request}
        isTitleShown={onTitle === undefined}
        traceId={answers.id ?? props.traceId}
        timeZone={props.timeZone}
        compare={props.compare}
        onCompare={props.onCompare}
        logs={answers.id && links.logsOfTrace?.(answers.id, { from, to: from + length })}
        route={
          request.marked.route !== undefined
            ? links.route?.({ ...request.marked, route: request.marked.route })
            : undefined
        }
        exploreUrl={sent && exploreTraceUrl(sent, window)}
        drilldown={sent && tracesDrilldown({ uid: sent.dataSource.uid, traceId: answers.id }, window)}
      />
      <StoryVerdict facts={story} />
      <div className={cx(styles.facts, around && styles.standing)}>
        {around && <Standing around={around} request={request} context={props.context} />}
        <StoryNotices answers={answers} partial={trace?.partial} compare={props.compare} />
      </div>
      <Waterfall story={story} place={props.place} onSelect={props.onSelect} details={details} />
      {answers.id !== undefined && sendsMessages(trace) && (
        <Suspense fallback={null}>
          <LinkingTraces
            traceId={answers.id}
            span={{ from, to: from + length }}
            context={props.context}
            links={links}
          />
        </Suspense>
      )}
      {around && <StoryAround around={around} request={request} />}
    </div>
  );
}

/** Whoever processes them links to it. */
function sendsMessages(trace: Trace | undefined): boolean {
  return trace?.spans.some(({ kind }) => kind === 'producer') ?? false;
}

interface StandingProps {
  around: Around;
  request: RequestSummary;
  context: SourceContext;
}

function Standing({ around, request, context }: StandingProps) {
  const standing = useStanding(around, request, context);
  return standing ? <NormalStrip standing={standing} duration={request.marked.duration} of={request.title} /> : null;
}

/** There is no trace (yet): what is known instead, its lines above all. */
function TraceUnavailable(props: RequestStoryProps & { answers: StoryAnswers; onRetry: () => void }) {
  const styles = useStyles2(getStyles);
  const { answers, onRetry } = props;
  const { failure, isLoading } = answers.trace;
  const lines = answers.lines.value?.lines ?? [];
  return (
    <div className={styles.all}>
      {isLoading ? (
        <LoadingPlaceholder text={t('trace.loading', 'Loading trace')} />
      ) : failure ? (
        <StatusMessage {...failure} />
      ) : (
        <NotFoundStory question={props} answers={answers} onRetry={onRetry} />
      )}
      {answers.lines.failure && (
        <Alert severity="warning" title={answers.lines.failure.message}>
          {answers.lines.failure.advice}
        </Alert>
      )}
      {lines.length > 0 && (
        <LinesAlone
          lines={lines}
          title={t('trace.logs-alone', 'Logs for this trace ({{count}})', { count: formatCount(lines.length) })}
          lineLink={props.links?.line}
          timeZone={props.timeZone}
        />
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  all: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1.5), minWidth: 0, width: '100%' }),
  facts: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(0, 2) }),
  // As high as what will stand there: nothing moves when it does, nor when what is under way is done.
  standing: css({ minHeight: theme.spacing(3.5) }),
});
