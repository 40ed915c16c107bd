import React from 'react';
import { css, cx } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { Tooltip, useStyles2 } from '@grafana/ui';
import { type StatedError } from '../../analysis/errors/errorStatus';
import { ERROR_STATUSES } from '../../analysis/errors/statuses';
import { t, tCount } from '../../i18n/t';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { ServiceName } from '../entityTable/cells';
import { type Column } from '../entityTable/column';
import { ROOM } from '../entityTable/widths';
import { formatCount } from '../format';
import { LineText } from '../logLines/LineText';
import { TemplateText } from '../logLines/TemplateText';
import { TrendLine } from '../TrendLine';
import { StatusBadge } from './StatusBadge';
import { type ErrorWording, missingInWords, reasonInWords } from './statusWords';
import { type MissingHistory } from './useErrorsOverTime';

const TITLE_LIMIT = 300;
const DAY = 86_400_000;

const WHOLE_WIDTH = css({ width: '100%' });

/** What an error is and what became of it. */
export function errorColumn(wording: ErrorWording, missing: MissingHistory | undefined): Column<StatedError> {
  return {
    id: 'error',
    header: t('ui.errors.error', 'Error'),
    hint: t('ui.errors.error-hint', 'By status: back, new and growing errors first'),
    sort: { values: ({ status = 'ongoing' }) => [ERROR_STATUSES.indexOf(status)], first: 'smallest' },
    className: WHOLE_WIDTH,
    cell: (error) => (
      <ErrorText
        error={error}
        notes={[reasonInWords(error.reason, wording), missingInWords(error, missing)].filter((note) => note !== '')}
      />
    ),
    csv: {
      status: ({ status }) => status,
      reason: ({ reason }) => reasonInWords(reason, wording),
      type: ({ group }) => group.type,
      error: ({ group }) => group.title,
      culprit: ({ group }) => group.culprit,
    },
  };
}

function ErrorText({ error: { group, status }, notes }: { error: StatedError; notes: readonly string[] }) {
  const styles = useStyles2(getStyles);
  const { type, title, culprit } = group;
  return (
    <div className={styles.error}>
      <StatusBadge status={status} />{' '}
      {type !== undefined && (
        <strong className={styles.type}>
          <LineText text={type} showsAnsi={false} limit={TITLE_LIMIT} />{' '}
        </strong>
      )}
      <TemplateText template={title} limit={TITLE_LIMIT} />
      {culprit !== undefined && (
        <div className={styles.culprit}>
          {t('ui.errors.thrown-in', 'in')} <LineText text={culprit} showsAnsi={false} limit={TITLE_LIMIT} />
        </div>
      )}
      {notes.length > 0 && <div className={styles.secondary}>{notes.join(' · ')}</div>}
    </div>
  );
}

/** @param onService keeps the errors of a service */
export function serviceColumn(onService: (service: string) => void): Column<StatedError> {
  return {
    id: 'service',
    header: t('ui.errors.service', 'Service'),
    cell: ({ group }) => <Service service={group.service} onService={onService} />,
    csv: { service: ({ group }) => group.service },
  };
}

function Service({ service, onService }: { service: string; onService: (service: string) => void }) {
  const styles = useStyles2(getStyles);
  return service === '' ? null : (
    <Tooltip content={t('ui.errors.filter-service', 'Filter for {{service}}', { service })}>
      <button type="button" className={cx(styles.button, styles.service)} onClick={() => onService(service)}>
        <ServiceName service={service} />
      </button>
    </Tooltip>
  );
}

export function countColumn(): Column<StatedError> {
  return {
    id: 'lines',
    header: t('ui.errors.count', 'Count'),
    hint: t('ui.errors.count-hint', 'Most frequent first'),
    sort: { values: ({ group }) => [group.count], first: 'largest' },
    isNumber: true,
    cell: ({ group }) => formatCount(group.count),
    csv: { count: ({ group }) => group.count },
  };
}

/** Where there is little room, the ways to a line and to a trace come first. */
export function trendColumn(): Column<StatedError> {
  return {
    id: 'trend',
    header: t('ui.errors.trend', 'Trend'),
    hideBelow: ROOM.phablet,
    cell: ({ group }) => (
      <TrendLine
        values={group.trend}
        label={tCount('ui.errors.trend-label', group.count, {
          one: 'This error over time: {{count}} occurrence',
          other: 'This error over time: {{count}} occurrences',
        })}
        tone="bad"
      />
    ),
  };
}

/**
 * When an error was first seen, as far as that is known, and in which version.
 * @param covered the part of the time range that all errors are known of
 */
export function firstSeenColumn(span: TimeSpan, covered: TimeSpan, timeZone: string): Column<StatedError> {
  const isCut = covered.from > span.from;
  const isAtBegin = (time: number) => time - covered.from < (covered.to - covered.from) / 100;
  return {
    id: 'firstSeen',
    header: t('ui.errors.first-seen', 'First seen'),
    hint: t('ui.errors.first-seen-hint', 'Newest error first'),
    sort: { values: ({ group }) => [group.firstSeen], first: 'largest' },
    hideBelow: ROOM.phone,
    isNumber: true,
    cell: ({ group, status, isOlder }) => (
      <Seen
        time={group.firstSeen}
        span={span}
        timeZone={timeZone}
        version={group.versions[0]?.version}
        // Of what is not known to be new there may have been some before the time range, of all before what was read.
        isOpen={isOlder || ((isCut || status !== 'new') && isAtBegin(group.firstSeen))}
      />
    ),
    csv: {
      first_seen: ({ group }) => new Date(group.firstSeen).toISOString(),
      first_version: ({ group }) => group.versions[0]?.version,
    },
  };
}

/** When an error was last seen, and in which version: that of them which wrote it last. */
export function lastSeenColumn(span: TimeSpan, timeZone: string): Column<StatedError> {
  return {
    id: 'lastSeen',
    header: t('ui.errors.last-seen', 'Last seen'),
    hint: t('ui.errors.last-seen-hint', 'Latest first'),
    sort: { values: ({ group }) => [group.lastSeen], first: 'largest' },
    hideBelow: ROOM.phablet,
    isNumber: true,
    cell: (error) => <Seen time={error.group.lastSeen} span={span} timeZone={timeZone} version={lastVersion(error)} />,
    csv: { last_seen: ({ group }) => new Date(group.lastSeen).toISOString(), last_version: lastVersion },
  };
}

function lastVersion({ group: { versions, lastSeen } }: StatedError): string | undefined {
  return versions.find((one) => one.lastSeen === lastSeen)?.version;
}

interface SeenProps {
  time: number;
  span: TimeSpan;
  timeZone: string;
  version: string | undefined;
  /** There may have been some before. */
  isOpen?: boolean;
}

function Seen({ time, span, timeZone, version, isOpen = false }: SeenProps) {
  const styles = useStyles2(getStyles);
  const isOfDay = span.to - span.from < DAY && time >= span.from;
  const written = dateTimeFormat(time, { format: isOfDay ? 'HH:mm:ss' : 'MM-DD HH:mm:ss', timeZone });
  return (
    <>
      <span>{isOpen ? t('ui.errors.or-earlier', '{{time}} or earlier', { time: written }) : written}</span>
      {version !== undefined && (
        <div className={styles.secondary}>{t('ui.errors.in-version', 'in {{version}}', { version })}</div>
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  error: css({ minWidth: theme.spacing(14), overflowWrap: 'anywhere', unicodeBidi: 'isolate' }),
  type: css({ color: theme.colors.error.text }),
  culprit: css({ color: theme.colors.text.secondary, fontFamily: theme.typography.fontFamilyMonospace }),
  secondary: css({ color: theme.colors.text.secondary }),
  button: css({
    border: 0,
    padding: 0,
    background: 'none',
    fontSize: 'inherit',
    '&:hover': { textDecoration: 'underline' },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
  }),
  service: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(0.5), whiteSpace: 'nowrap' }),
});
