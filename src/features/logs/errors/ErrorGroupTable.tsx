import React from 'react';
import { css, cx } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { type TimeZone } from '@grafana/schema';
import { TextLink, useStyles2 } from '@grafana/ui';
import { type ErrorGroup } from '../../../analysis/errorGroups';
import { ServiceName } from '../../../ui/entityTable/cells';
import { type Column } from '../../../ui/entityTable/column';
import { EntityTable } from '../../../ui/entityTable/EntityTable';
import { ROOM } from '../../../ui/entityTable/widths';
import { formatCount } from '../../../ui/format';
import { LineText } from '../../../ui/logLines/LineText';
import { TrendLine } from '../../../ui/TrendLine';
import { type TimeSpan } from '../../../telemetry/timeSpan';

interface ErrorGroupTableProps {
  groups: readonly ErrorGroup[];
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
  const { groups, span, timeZone, storyLink, onService, onSample, isLoading } = props;
  const services: Column<ErrorGroup> = {
    id: 'services',
    header: 'Services',
    cell: (group) => <Services group={group} onService={onService} />,
    csv: { services: (group) => group.services.map(({ service }) => service).join(' ') },
  };
  const firstSeen: Column<ErrorGroup> = {
    id: 'firstSeen',
    header: 'First seen',
    hint: 'Newest error first',
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
    header: 'Last seen',
    hint: 'Latest first',
    sort: { values: (group) => [group.lastSeen], first: 'largest' },
    hideBelow: ROOM.phablet,
    isNumber: true,
    cell: (group) => <When time={group.lastSeen} span={span} timeZone={timeZone} />,
    csv: { last_seen: (group) => new Date(group.lastSeen).toISOString() },
  };
  const sample: Column<ErrorGroup> = {
    id: 'sample',
    header: 'Sample',
    cell: (group) => <Sample story={storyLink(group)} onLine={() => onSample(group)} />,
    csv: { trace_id: ({ traceId }) => traceId },
  };
  return (
    <EntityTable
      rows={groups}
      columns={[ERROR, services, LINES, TREND, firstSeen, lastSeen, sample]}
      keyOf={({ fingerprint }) => fingerprint}
      noun="error"
      label="Errors by what they are"
      isLoading={isLoading}
      limit={MOST_GROUPS}
      look="dense"
    />
  );
}

const ERROR: Column<ErrorGroup> = {
  id: 'error',
  header: 'Error',
  className: css({ width: '100%' }),
  cell: (group) => <ErrorText group={group} />,
  csv: { type: ({ type }) => type, error: ({ title }) => title, culprit: ({ culprit }) => culprit },
};

const LINES: Column<ErrorGroup> = {
  id: 'lines',
  header: 'Lines',
  hint: 'Most frequent first',
  sort: { values: ({ count }) => [count], first: 'largest' },
  isNumber: true,
  cell: ({ count }) => formatCount(count),
  csv: { lines: ({ count }) => count },
};

// Where there is little room, the ways to a line and to a story come first.
const TREND: Column<ErrorGroup> = {
  id: 'trend',
  header: 'Trend',
  hideBelow: ROOM.phablet,
  cell: ({ trend, count }) => (
    <TrendLine values={trend} label={`This error over time: ${formatCount(count)} lines`} tone="bad" />
  ),
};

function ErrorText({ group: { type, title, culprit } }: { group: ErrorGroup }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.error}>
      {type !== undefined && (
        <strong className={styles.type}>
          <LineText text={type} showsAnsi={false} limit={TITLE_LIMIT} />{' '}
        </strong>
      )}
      <LineText text={title} showsAnsi={false} limit={TITLE_LIMIT} />
      {culprit !== undefined && (
        <div className={styles.secondary}>
          {'in '}
          <LineText text={culprit} showsAnsi={false} limit={TITLE_LIMIT} />
        </div>
      )}
    </div>
  );
}

function Services({ group, onService }: { group: ErrorGroup; onService: ErrorGroupTableProps['onService'] }) {
  const styles = useStyles2(getStyles);
  return (
    <>
      {group.services.map(({ service, count }) =>
        service === '' ? null : (
          <button
            key={service}
            type="button"
            className={cx(styles.button, styles.service)}
            title={`Only lines of ${service}: ${formatCount(count)} of this error`}
            onClick={() => onService(service)}
          >
            <ServiceName service={service} />
          </button>
        )
      )}
    </>
  );
}

function Sample({ story, onLine }: { story: string | undefined; onLine: () => void }) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.sample}>
      <button type="button" className={cx(styles.button, styles.link)} onClick={onLine}>
        Line
      </button>
      {story && (
        <TextLink href={story} inline={false} variant="bodySmall">
          Story
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
  const written = dateTimeFormat(time, { format: span.to - span.from < DAY ? 'HH:mm:ss' : 'MM-DD HH:mm', timeZone });
  const whole = dateTimeFormat(time, { timeZone });
  return isOpen ? (
    <span title={`${whole}, when the time range began; there may be earlier ones`}>{`${written} or before`}</span>
  ) : (
    <span title={whole}>{written}</span>
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
  service: css({ display: 'flex', alignItems: 'center', whiteSpace: 'nowrap' }),
  sample: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1) }),
  link: css({ color: theme.colors.text.link }),
});
