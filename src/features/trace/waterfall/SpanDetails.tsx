import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Badge, ClipboardButton, Stack, Text, TextLink, useStyles2 } from '@grafana/ui';
import { redact } from '../../../analysis/redaction';
import { isException, type TimelineEntry } from '../../../analysis/trace/timelineEntries';
import { type TraceTimeline } from '../../../analysis/trace/timeline';
import { t, tCount } from '../../../i18n/t';
import { attributeText, routeOf } from '../../../telemetry/conventions/spans';
import { type Span, type SpanEvent, type SpanField } from '../../../telemetry/questions/traces';
import { formatShare } from '../../../ui/format';
import { LineText } from '../../../ui/logLines/LineText';
import { lineHeadline } from '../../../ui/logLines/lineFields';
import { AttributeTable } from './AttributeTable';
import { type StoryLinks } from './links';
import { comparisonMark, formatMs, odditiesOf } from './marks';
import { printable } from './printable';

interface SpanDetailsProps {
  story: TraceTimeline;
  /** Index of its node. */
  node: number;
  links: StoryLinks;
  select: (entry: number) => void;
}

/** Everything about a span: how long, what it says of itself, what happened in it, and where that leads. */
export function SpanDetails({ story, node: index, links, select }: SpanDetailsProps) {
  const styles = useStyles2(getStyles);
  const node = story.tree.nodes[index];
  if (!node) {
    return null;
  }
  const { span } = node;
  const route = routeOf(span);
  const mark = comparisonMark(story, index);
  const own = story.selfTimes[index] ?? 0;
  const linkTo = (scope: 'span' | 'resource') =>
    links.filter && ((name: string, value: string) => links.filter?.(`${scope}.${name}` as SpanField, value) ?? '');
  return (
    <div className={styles.all}>
      <Text variant="h5" element="h2">
        {printable(span.name)}
      </Text>
      <Text color="secondary" variant="bodySmall">
        {`${printable(span.service)} · ${span.kind}${span.scope ? ` · ${printable(span.scope)}` : ''}`}
      </Text>
      <Stack wrap="wrap" gap={1} alignItems="center">
        <Badge color="blue" text={formatMs(span.duration)} />
        <Text variant="bodySmall">
          {t('trace.details.self-time', 'Self time {{duration}} ({{share}} of trace)', {
            duration: formatMs(own),
            share: formatShare(story.tree.length > 0 ? own / story.tree.length : 0),
          })}
        </Text>
        <Text variant="bodySmall" color="secondary">
          {t('trace.details.start', 'starts at +{{time}}', { time: formatMs(node.start) })}
        </Text>
        {story.onPath.has(index) && <Badge color="purple" text={t('trace.details.on-path', 'critical path')} />}
        {story.errors.failed[index] === 1 && (
          <Badge color="red" icon="exclamation-circle" text={t('trace.details.failed', 'failed')} />
        )}
      </Stack>
      {span.statusMessage && (
        <Text color="error" variant="bodySmall">
          {printable(span.statusMessage)}
        </Text>
      )}
      {odditiesOf(node).map(({ word, why }) => (
        <Text key={word} variant="bodySmall" color="secondary">
          {why}
        </Text>
      ))}
      {mark && <Text variant="bodySmall">{`${mark.text}: ${mark.tooltip}`}</Text>}
      <Stack wrap="wrap" gap={1} alignItems="center">
        {links.logsOf && (
          <TextLink href={links.logsOf(span)} inline={false} variant="bodySmall">
            {t('trace.details.logs', 'Logs for this span')}
          </TextLink>
        )}
        {links.similar && (
          <TextLink href={links.similar(span)} inline={false} variant="bodySmall">
            {t('trace.details.similar', 'Similar traces')}
          </TextLink>
        )}
        {links.route && route !== undefined && span.kind === 'server' && (
          <TextLink
            href={links.route({ service: span.service, route, time: span.start })}
            inline={false}
            variant="bodySmall"
          >
            {t('trace.details.route', 'Route metrics')}
          </TextLink>
        )}
        <ClipboardButton size="sm" variant="secondary" fill="text" icon="copy" getText={() => asText(span)}>
          {t('trace.details.copy', 'Copy as JSON')}
        </ClipboardButton>
      </Stack>
      {span.events.map((event, i) => (
        <EventDetails key={i} event={event} />
      ))}
      <Lines story={story} node={index} select={select} />
      <AttributeTable
        title={t('trace.details.attributes', 'Span attributes')}
        attributes={span.attributes}
        filter={linkTo('span')}
      />
      <AttributeTable
        title={t('trace.details.resource', 'Resource attributes')}
        attributes={span.resource}
        filter={linkTo('resource')}
      />
      {span.links.map(({ traceId, spanId }, i) => {
        const isOther = traceId !== span.traceId;
        const id = isOther ? traceId : spanId;
        return (
          <Text key={i} variant="bodySmall">
            {isOther
              ? t('trace.details.linked', 'Linked trace')
              : t('trace.details.linked-span', 'Linked span of this trace')}{' '}
            {links.story ? <TextLink href={links.story(traceId, spanId)}>{id}</TextLink> : id}
          </Text>
        );
      })}
      <Text variant="bodySmall" color="secondary">
        {t('trace.details.span-id', 'span ID {{id}}', { id: span.spanId })}
      </Text>
    </div>
  );
}

const MOST_LINES = 20;

/** The lines of a span; those of what is below are at their own spans. */
function Lines({ story, node, select }: Pick<SpanDetailsProps, 'story' | 'node' | 'select'>) {
  const styles = useStyles2(getStyles);
  const own = story.entries.list.flatMap((entry, index) =>
    entry.kind === 'line' && entry.node === node ? [{ entry, index }] : []
  );
  if (own.length === 0) {
    return null;
  }
  return (
    <section aria-label={t('trace.details.lines-label', 'Logs of this span')}>
      <Text variant="bodySmall" weight="medium" element="h3">
        {t('trace.details.lines', 'Logs ({{count}})', { count: own.length })}
      </Text>
      {own.slice(0, MOST_LINES).map(({ entry, index }) => (
        <button key={index} type="button" className={styles.line} onClick={() => select(index)}>
          {`${entry.placed.line.reading.level} · ${printable(lineHeadline(entry.placed.line.reading))}`}
        </button>
      ))}
      {own.length > MOST_LINES && (
        <Text variant="bodySmall" color="secondary">
          {t('trace.details.more-lines', 'and {{count}} more in the timeline', { count: own.length - MOST_LINES })}
        </Text>
      )}
    </section>
  );
}

const STACK_LIMIT = 4000;
const PORTION = 20_000;

/** A span event; of an exception its type, message and stack, laid out as they are. */
export function EventDetails({ event }: { event: SpanEvent }) {
  const styles = useStyles2(getStyles);
  const { 'exception.stacktrace': stack, ...others } = event.attributes;
  const title = t('trace.details.event', 'Event {{name}}', { name: printable(event.name) });
  return (
    <section aria-label={title}>
      <AttributeTable
        title={isException(event) ? t('trace.details.exception', 'Exception') : title}
        attributes={others}
      />
      {stack !== undefined && (
        <pre className={styles.stack} tabIndex={0} aria-label={t('trace.details.stack', 'Stack trace')}>
          <LineText text={attributeText(stack)} showsAnsi={false} limit={STACK_LIMIT} more={PORTION} />
        </pre>
      )}
    </section>
  );
}

/** A span that is missing here. */
export function MissingDetails({
  story,
  entry,
}: {
  story: TraceTimeline;
  entry: Extract<TimelineEntry, { kind: 'missing' }>;
}) {
  const { missing } = entry;
  const traces = story.comparison?.traces ?? 0;
  return (
    <Stack direction="column" gap={1}>
      <Text variant="h5" element="h2">
        {t('trace.missing.title', 'Missing: {{name}}', { name: printable(missing.name) })}
      </Text>
      <Text color="secondary" variant="bodySmall">
        {printable(missing.service)}
      </Text>
      <Text variant="bodySmall">
        {traces === 1
          ? t('trace.missing.in-other', 'The other trace has this span here, with {{duration}}', {
              duration: formatMs(missing.duration),
            })
          : t('trace.missing.in-share', '{{share}} of {{count}} traces have this span here, median {{duration}}', {
              share: formatShare(missing.share),
              count: traces,
              duration: formatMs(missing.duration),
            })}
      </Text>
      {missing.spans > 1 && (
        <Text variant="bodySmall">
          {tCount('trace.missing.below', missing.spans - 1, {
            one: '{{count}} child span is missing too',
            other: '{{count}} child spans are missing too',
          })}
        </Text>
      )}
    </Stack>
  );
}

/** For the clipboard: without personal data. */
function asText({ links, ...span }: Span): string {
  const masked = (attributes: Span['attributes']) =>
    Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, redact(attributeText(value), name)]));
  const plain = {
    ...span,
    start: new Date(span.start).toISOString(),
    name: redact(span.name),
    ...(span.statusMessage !== undefined && { statusMessage: redact(span.statusMessage) }),
    attributes: masked(span.attributes),
    resource: masked(span.resource),
    events: span.events.map((event) => ({ ...event, attributes: masked(event.attributes) })),
    ...(links.length > 0 && { links: links.map(({ traceId, spanId }) => ({ traceId, spanId })) }),
  };
  return JSON.stringify(plain, null, 2);
}

const getStyles = (theme: GrafanaTheme2) => ({
  all: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1.25), overflowWrap: 'anywhere' }),
  line: css({
    display: 'block',
    width: '100%',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    textAlign: 'left',
    border: 'none',
    background: 'none',
    padding: theme.spacing(0.25, 0),
    fontSize: theme.typography.bodySmall.fontSize,
    color: theme.colors.text.link,
    '&:hover': { textDecoration: 'underline' },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
  }),
  stack: css({
    maxHeight: '30vh',
    overflow: 'auto',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontSize: theme.typography.bodySmall.fontSize,
    unicodeBidi: 'isolate',
  }),
});
