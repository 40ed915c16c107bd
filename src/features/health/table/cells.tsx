import React from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Tooltip, useStyles2 } from '@grafana/ui';
import { type HealthRow, isMeanOnly } from '../../../analysis/healthRows';
import { t, tCount } from '../../../i18n/t';
import { Change } from '../../../ui/Change';
import { DurationBar } from '../../../ui/DurationBar';
import { EntityLink, Figures } from '../../../ui/entityTable/cells';
import { belowWidth, TABLE_WIDTHS } from '../../../ui/entityTable/widths';
import { formatCount, formatDuration, formatMessageRate, formatRate, formatShare } from '../../../ui/format';
import { latencyWords } from '../latencyWords';
import { linkStyle } from '../../../ui/links/linkStyle';
import { TrendLine } from '../../../ui/TrendLine';

/** A share of failures below this is drawn as the small thing it is. */
const NOTABLE_ERROR_RATIO = 0.02;

/** The service or route itself: a link to its page. */
export function NameCell({ name, href }: { name: string; href: string }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.name}>
      <EntityLink href={href}>{name}</EntityLink>
    </div>
  );
}

/** Requests per second, how they went and how they changed. */
export function RateCell({ row: { name, rate, trend, change, countsMessages } }: { row: HealthRow }) {
  const styles = useStyles2(getStyles);
  return (
    <Figures>
      <span className={styles.number}>{countsMessages ? formatMessageRate(rate) : formatRate(rate)}</span>
      <TrendLine
        values={trend.requests}
        label={
          countsMessages
            ? t('health.table.messages-trend', 'Messages processed by {{name}} over time', { name })
            : t('health.table.requests-trend', 'Requests to {{name}} over time', { name })
        }
      />
      <Change change={change.rate} />
    </Figures>
  );
}

/** The share that failed, a link to the requests that did. */
export function ErrorsCell({ row, href }: { row: HealthRow; href: string }) {
  const styles = useStyles2(getStyles);
  const { name, errorRatio, judgement, trend, change } = row;
  if (errorRatio === undefined) {
    return (
      <Figures>
        <Tooltip content={t('health.table.no-status', 'The metrics carry no status code')}>
          <span className={styles.unknown}>{t('health.table.unknown', 'unknown')}</span>
        </Tooltip>
      </Figures>
    );
  }
  const isFailing = judgement.state === 'critical' && errorRatio >= NOTABLE_ERROR_RATIO;
  const share = formatShare(errorRatio);
  return (
    <Figures>
      <Tooltip content={sampleOf(row)}>
        <a
          className={cx(styles.number, styles.link)}
          href={href}
          aria-label={t('health.table.failed-requests', 'Failed requests of {{name}}: {{share}}', { name, share })}
        >
          {share}
        </a>
      </Tooltip>
      <TrendLine
        values={trend.errorRatio}
        label={t('health.table.errors-trend', 'Error rate of {{name}} over time', { name })}
        tone={isFailing ? 'bad' : 'neutral'}
        atLeast={NOTABLE_ERROR_RATIO}
      />
      <Change change={change.errorRatio} moreIs={moreIs(row)} />
    </Figures>
  );
}

interface LatencyCellProps {
  row: HealthRow;
  href: string;
  longest: number;
  /** Latency is not known yet. */
  isLoading: boolean;
}

/** Three percentiles as numbers and as a bar, a link to the requests that took longest. */
export function LatencyCell({ row, href, longest, isLoading }: LatencyCellProps) {
  const styles = useStyles2(getStyles);
  const { name, p50, p95, p99, trend, change } = row;
  if (isMeanOnly(row)) {
    return <MeanCell row={row} href={href} />;
  }
  const latency = formatDuration(p95);
  return (
    <Figures>
      <Tooltip content={sampleOf(row)}>
        <a
          className={cx(styles.bars, styles.link)}
          href={href}
          aria-label={t('health.table.slow-requests', 'Slow requests of {{name}}: p95 {{latency}}', { name, latency })}
        >
          <DurationBar p50={p50} p95={p95} p99={p99} longest={longest} isLoading={isLoading} />
        </a>
      </Tooltip>
      <TrendLine
        values={trend.p95}
        label={t('health.table.latency-trend', 'p95 latency of {{name}} over time', { name })}
      />
      <Change change={change.p95} moreIs={moreIs(row)} />
    </Figures>
  );
}

/** Mean and longest latency, called what they are. */
function MeanCell({ row, href }: { row: HealthRow; href: string }) {
  const styles = useStyles2(getStyles);
  const latency = latencyWords(row).join(' · ');
  return (
    <Figures>
      <Tooltip
        content={t('health.table.no-percentiles', 'The metrics have no percentiles. {{sample}}', {
          sample: sampleOf(row),
        })}
      >
        <a
          className={cx(styles.number, styles.link)}
          href={href}
          aria-label={t('health.table.slow-by-mean', 'Slow requests of {{name}}: {{latency}}', {
            name: row.name,
            latency,
          })}
        >
          {latency}
        </a>
      </Tooltip>
    </Figures>
  );
}

/** A change of next to nothing is no news: what got worse is coloured only where the row is not well. */
function moreIs({ judgement }: HealthRow): 'bad' | 'neither' {
  return judgement.state === 'ok' ? 'neither' : 'bad';
}

/** What a share or a percentile rests on. */
function sampleOf({ requests }: HealthRow): string {
  return tCount(
    'health.table.sample',
    Math.round(requests ?? 0),
    { one: '{{count}} request', other: '{{count}} requests' },
    { count: formatCount(requests) }
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  name: css({
    overflowWrap: 'anywhere',
    minWidth: theme.spacing(13),
    [belowWidth(TABLE_WIDTHS.wrap)]: { minWidth: theme.spacing(10) },
  }),
  number: css({ minWidth: theme.spacing(7), whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }),
  link: linkStyle(theme),
  bars: css({ flexGrow: 1 }),
  unknown: css({ color: theme.colors.text.secondary }),
});
