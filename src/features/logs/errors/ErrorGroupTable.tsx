import React from 'react';
import { css, cx } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { type TimeZone } from '@grafana/schema';
import { Badge, TextLink, Tooltip, useStyles2 } from '@grafana/ui';
import { t, tCount } from '../../../i18n/t';
import { type ErrorGroup } from '../../../analysis/errors/errorGroups';
import { ServiceName } from '../../../ui/entityTable/cells';
import { type Column } from '../../../ui/entityTable/column';
import { EntityTable } from '../../../ui/entityTable/EntityTable';
import { ROOM } from '../../../ui/entityTable/widths';
import { formatCount } from '../../../ui/format';
import { LineText } from '../../../ui/logLines/LineText';
import { TrendLine } from '../../../ui/TrendLine';
import { type TimeSpan } from '../../../telemetry/timeSpan';
import { TemplateText } from '../../../ui/logLines/TemplateText';

interface ErrorGroupTableProps {
  groups: readonly ErrorGroup[];
  /** Fingerprints of those that did not occur in the previous period; undefined where nobody knows. */
  fresh: ReadonlySet<string> | undefined;
  span: TimeSpan;
  timeZone: TimeZone;
  /** Address of the story of its sample trace; undefined where no line has one. */
  storyLink: (group: ErrorGroup) => string | undefined;
  /** Keeps the lines of a service. */
  onService: (service: string) => void;
  /** Shows the latest line among the lines. */
  onSample: (group: ErrorGroup) => void;
  isLoading?: boolean;
}

const TITLE_LIMIT = 300;
const MOST_GROUPS = 200;

/** Errors by what they are, the most frequent first, each with ways to a line and to a request. */
export function ErrorGroupTable(props: ErrorGroupTableProps) {
  const { groups, fresh, span, timeZone, storyLink, onService, onSample, isLoading } = props;
  const service: Column<ErrorGroup> = {
    id: 'service',
    header: t('logs.errors.service', 'Service'),
    cell: ({ service }) => <Service service={service} onService={onService} />,
    csv: { service: ({ service }) => service },
  };
  const firstSeen: Column<ErrorGroup> = {
    id: 'firstSeen',
    header: t('logs.errors.first-seen', 'First seen'),
    hint: t('logs.errors.first-seen-hint', 'Newest error first'),
    sort: { values: (group) => [group.firstSeen], first: 'largest' },
    hideBelow: ROOM.phone,
    isNumber: true,
    cell: (group) => (
      <When
        time={group.firstSeen}
        span={span}
        timeZone={timeZone}
        isOpen={group.firstSeen - span.from < (span.to - span.from) / 100}
      />
    ),
    csv: { first_seen: (group) => new Date(group.firstSeen).toISOString() },
  };
  const lastSeen: Column<ErrorGroup> = {
    id: 'lastSeen',
    header: t('logs.errors.last-seen', 'Last seen'),
    hint: t('logs.errors.last-seen-hint', 'Latest first'),
    sort: { values: (group) => [group.lastSeen], first: 'largest' },
    hideBelow: ROOM.phablet,
    isNumber: true,
    cell: (group) => <When time={group.lastSeen} span={span} timeZone={timeZone} />,
    csv: { last_seen: (group) => new Date(group.lastSeen).toISOString() },
  };
  const sample: Column<ErrorGroup> = {
    id: 'sample',
    header: t('logs.errors.latest', 'Latest'),
    cell: (group) => <Sample story={storyLink(group)} onLine={() => onSample(group)} />,
    csv: { trace_id: ({ traceId }) => traceId },
  };
  return (
    <EntityTable
      rows={groups}
      columns={[error(fresh), service, count(), trend(), firstSeen, lastSeen, sample]}
      keyOf={({ fingerprint }) => fingerprint}
      noun="error"
      label={t('logs.errors.table', 'Distinct errors')}
      isLoading={isLoading}
      limit={MOST_GROUPS}
      look="dense"
    />
  );
}

const WHOLE_WIDTH = css({ width: '100%' });

function error(fresh: ReadonlySet<string> | undefined): Column<ErrorGroup> {
  return {
    id: 'error',
    header: t('logs.errors.error', 'Error'),
    className: WHOLE_WIDTH,
    cell: (group) => <ErrorText group={group} isNew={fresh?.has(group.fingerprint) ?? false} />,
    csv: {
      type: ({ type }) => type,
      error: ({ title }) => title,
      culprit: ({ culprit }) => culprit,
      is_new: ({ fingerprint }) => (fresh ? String(fresh.has(fingerprint)) : ''),
    },
  };
}

function count(): Column<ErrorGroup> {
  return {
    id: 'lines',
    header: t('logs.errors.count', 'Count'),
    hint: t('logs.errors.count-hint', 'Most frequent first'),
    sort: { values: (group) => [group.count], first: 'largest' },
    isNumber: true,
    cell: (group) => formatCount(group.count),
    csv: { count: (group) => group.count },
  };
}

/** Where there is little room, the ways to a line and to a trace come first. */
function trend(): Column<ErrorGroup> {
  return {
    id: 'trend',
    header: t('logs.errors.trend', 'Trend'),
    hideBelow: ROOM.phablet,
    cell: (group) => (
      <TrendLine
        values={group.trend}
        label={tCount('logs.errors.trend-label', group.count, {
          one: 'This error over time: {{count}} occurrence',
          other: 'This error over time: {{count}} occurrences',
        })}
        tone="bad"
      />
    ),
  };
}

function ErrorText({ group: { type, title, culprit }, isNew }: { group: ErrorGroup; isNew: boolean }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.error}>
      {isNew && (
        <>
          <Badge
            text={t('logs.errors.new', 'New')}
            color="orange"
            tooltip={t('logs.errors.new-hint', 'Not in the previous period')}
          />{' '}
        </>
      )}
      {type !== undefined && (
        <strong className={styles.type}>
          <LineText text={type} showsAnsi={false} limit={TITLE_LIMIT} />{' '}
        </strong>
      )}
      <TemplateText template={title} limit={TITLE_LIMIT} />
      {culprit !== undefined && (
        <div className={styles.secondary}>
          {t('logs.errors.thrown-in', 'in')} <LineText text={culprit} showsAnsi={false} limit={TITLE_LIMIT} />
        </div>
      )}
    </div>
  );
}

function Service({ service, onService }: { service: string; onService: ErrorGroupTableProps['onService'] }) {
  const styles = useStyles2(getStyles);
  return service === '' ? null : (
    <Tooltip content={t('logs.errors.filter-service', 'Filter for {{service}}', { service })}>
      <button type="button" className={cx(styles.button, styles.service)} onClick={() => onService(service)}>
        <ServiceName service={service} />
      </button>
    </Tooltip>
  );
}

function Sample({ story, onLine }: { story: string | undefined; onLine: () => void }) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.sample}>
      <button type="button" className={cx(styles.button, styles.link)} onClick={onLine}>
        {t('logs.errors.log', 'Log')}
      </button>
      {story && (
        <TextLink href={story} inline={false} variant="bodySmall">
          {t('logs.errors.trace', 'Trace')}
        </TextLink>
      )}
    </span>
  );
}

interface WhenProps {
  time: number;
  span: TimeSpan;
  timeZone: TimeZone;
  /** There may have been some before the time range. */
  isOpen?: boolean;
}

const DAY = 86_400_000;

function When({ time, span, timeZone, isOpen = false }: WhenProps) {
  const written = dateTimeFormat(time, { format: span.to - span.from < DAY ? 'HH:mm:ss' : 'MM-DD HH:mm:ss', timeZone });
  return isOpen ? (
    <span>{t('logs.errors.or-earlier', '{{time}} or earlier', { time: written })}</span>
  ) : (
    <span>{written}</span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  error: css({ minWidth: theme.spacing(14), overflowWrap: 'anywhere', unicodeBidi: 'isolate' }),
  type: css({ color: theme.colors.error.text }),
  secondary: css({ color: theme.colors.text.secondary, fontFamily: theme.typography.fontFamilyMonospace }),
  button: css({
    border: 0,
    padding: 0,
    background: 'none',
    fontSize: 'inherit',
    '&:hover': { textDecoration: 'underline' },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
  }),
  service: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(0.5), whiteSpace: 'nowrap' }),
  sample: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1) }),
  link: css({ color: theme.colors.text.link }),
});
