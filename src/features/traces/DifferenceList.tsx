import React, { useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, IconButton, Text, TextLink, Tooltip, useStyles2 } from '@grafana/ui';
import { type Difference } from '../../analysis/selection/difference';
import { FALSE_DISCOVERY_RATE, SURROUNDINGS_WEIGHT } from '../../analysis/selection/whatIsDifferent';
import { type TracesState } from '../../correlation/pageUrls/traces';
import { t } from '../../i18n/t';
import { type SpanCondition } from '../../telemetry/questions/traces';
import { formatCount, formatShare } from '../../ui/format';
import { TARGET_SIZE } from '../../ui/targetSize';
import { type UrlState } from '../../ui/page/usePageUrl';
import { type AsyncState } from '../../ui/query/useAsyncQuery';
import { Failed } from './Failed';
import { conditionWords, fieldWords, withValue } from './filters';
import { selectionColor } from './selectionColor';
import { type SelectionComparison } from './askTraces';

/** What of the requests is set apart. */
type DifferenceGroup = 'selected' | 'failed' | 'durations' | 'slowest';

interface DifferenceListProps {
  title: string;
  /** What is compared with all others. */
  of: DifferenceGroup;
  answer: AsyncState<SelectionComparison>;
  url: UrlState<TracesState>;
  /** Rows before more are asked for. */
  first: number;
}

/** What stands out in some requests, the largest difference first; each leads to the requests that have it. */
export function DifferenceList({ title, of, answer, url, first }: DifferenceListProps) {
  const styles = useStyles2(getStyles);
  const [isWhole, setWhole] = useState(false);
  const { value, isLoading, failure } = answer;
  const telling = mostTelling(value?.differences ?? []);
  const shown = isWhole ? telling : telling.slice(0, first);
  return (
    <section className={styles.section} aria-busy={isLoading} style={{ opacity: isLoading && value ? 0.6 : 1 }}>
      <Text element="h3" variant="h5">
        {title}
      </Text>
      <Failed answer={answer} />
      {!value && !failure && <Text color="secondary">{t('traces.difference.loading', 'Loading comparison')}</Text>}
      {value && value.differences.length === 0 && (
        <Text color="secondary" element="p">
          {value.selection === 0
            ? t('traces.difference.none', 'No matching requests.')
            : t('traces.difference.nothing', 'No significant difference in {{count}} attribute values.', {
                count: formatCount(value.tested),
              })}
        </Text>
      )}
      {value && value.differences.length > 0 && (
        <>
          <div className={styles.legend} aria-hidden>
            <i className={styles.selected} />
            {t('traces.difference.size', '{{group}} ({{count}})', {
              group: groupWords(of),
              count: formatCount(value.selection),
            })}
            <i className={styles.rest} />
            {t('traces.difference.size', '{{group}} ({{count}})', {
              group: othersWords(),
              count: formatCount(value.rest),
            })}
          </div>
          <ol className={styles.list}>
            {shown.map((one) => (
              <DifferenceRow key={`${one.field} ${one.value}`} one={one} of={of} url={url} />
            ))}
          </ol>
        </>
      )}
      {value && value.selection > 0 && (
        <div className={styles.foot}>
          <span>
            {basisOf(value)} <IconButton name="info-circle" className={styles.target} tooltip={methodWords()} />
          </span>
          {telling.length > first && (
            <Button
              size="sm"
              variant="secondary"
              fill="text"
              aria-expanded={isWhole}
              onClick={() => setWhole(!isWhole)}
            >
              {isWhole
                ? t('traces.difference.less', 'Show less')
                : t('traces.difference.more', 'Show {{count}} more', { count: telling.length - first })}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

interface DifferenceRowProps {
  one: Difference;
  of: DifferenceGroup;
  url: UrlState<TracesState>;
}

function DifferenceRow({ one, of, url }: DifferenceRowProps) {
  const styles = useStyles2(getStyles);
  const condition: SpanCondition = { field: one.field, op: 'in', values: [one.value] };
  const words = conditionWords(condition);
  const [share, other] = [one.selection, one.rest].map(({ hits, total }) => hits / total) as [number, number];
  const filter = (op: 'in' | 'notIn') => ({ where: withValue(url.state.where, one.field, op, one.value) });
  const alike = one.alike.map(wordsOf).join(', ');
  return (
    <li className={styles.row}>
      <span className={styles.name}>
        <Tooltip content={<Proof one={one} of={of} alike={alike} />}>
          <TextLink
            href={url.hrefOf(filter('in'))}
            inline={false}
            color="primary"
            aria-label={t('traces.difference.only', 'Only {{filter}}', { filter: words })}
          >
            {words}
          </TextLink>
        </Tooltip>
        {alike && (
          <span className={styles.alike}>{t('traces.difference.alike', 'also {{filters}}', { filters: alike })}</span>
        )}
      </span>
      <span className={styles.shares}>
        {formatShare(share)}{' '}
        <span className={styles.other}>
          {t('traces.difference.versus', 'vs {{share}}', { share: formatShare(other) })}
        </span>
      </span>
      <IconButton
        name="ban"
        size="sm"
        className={styles.target}
        tooltip={t('traces.difference.exclude', 'Exclude {{filter}}', { filter: words })}
        onClick={() => url.push(filter('notIn'))}
      />
      <span className={styles.bars} aria-hidden>
        <i className={styles.selected} style={{ width: `${share * 100}%` }} />
        <i className={styles.rest} style={{ width: `${other * 100}%` }} />
      </span>
    </li>
  );
}

/** What a difference rests on. */
function Proof({ one, of, alike }: { one: Difference; of: DifferenceGroup; alike: string }) {
  const side = (group: string, { hits, total }: Difference['selection']) =>
    t('traces.difference.side', '{{group}}: {{hits}} of {{total}}', {
      group,
      hits: formatCount(hits),
      total: formatCount(total),
    });
  return (
    <>
      <div>{one.field}</div>
      <div>{side(groupWords(of), one.selection)}</div>
      <div>{side(othersWords(), one.rest)}</div>
      <div>
        {t('traces.difference.proof', 'Effect size {{effect}} (Cohen’s h), adjusted p {{p}}', {
          effect: one.effect.toFixed(2),
          p: one.p < 0.001 ? '< 0.001' : one.p.toFixed(3),
        })}
      </div>
      {alike && <div>{t('traces.difference.alike', 'also {{filters}}', { filters: alike })}</div>}
    </>
  );
}

/** What is rarer is told, but does not fill the list, which nobody reads to its end. */
const MOST_RARER = 2;
const MOST = 20;

function mostTelling(differences: readonly Difference[]): Difference[] {
  const rarer = differences.filter(({ difference }) => difference < 0);
  return differences.filter((one) => one.difference > 0 || rarer.indexOf(one) < MOST_RARER).slice(0, MOST);
}

function wordsOf({ field, value }: Pick<Difference, 'field' | 'value'>): string {
  return `${fieldWords(field)} = ${value}`;
}

function groupWords(of: DifferenceGroup): string {
  switch (of) {
    case 'selected':
      return t('traces.difference.group.selected', 'selected');
    case 'failed':
      return t('traces.difference.group.failed', 'failed');
    case 'durations':
      return t('traces.difference.group.durations', 'these requests');
    case 'slowest':
      return t('traces.difference.group.slowest', 'slowest');
  }
}

function othersWords(): string {
  return t('traces.difference.group.others', 'all others');
}

function basisOf({ basis, isCut, tested, selection, rest }: SelectionComparison): string {
  return [
    basis === 'all'
      ? t('traces.difference.all', 'All requests')
      : t('traces.difference.sample', 'Sample of {{count}} requests', { count: formatCount(selection + rest) }),
    t('traces.difference.tested', '{{count}} attribute values tested', { count: formatCount(tested) }),
    ...(isCut ? [t('traces.difference.cut', 'rare values not counted')] : []),
  ].join(' · ');
}

function methodWords(): string {
  return t(
    'traces.difference.method',
    'Largest difference in share first; attributes of SDK, host, process and OS count {{weight}}. False positives ≤ {{share}}',
    { share: formatShare(FALSE_DISCOVERY_RATE), weight: formatShare(SURROUNDINGS_WEIGHT) }
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const sign = { display: 'inline-block', width: theme.spacing(1.25), height: theme.spacing(1) } as const;
  return {
    section: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5), minWidth: 0 }),
    legend: css({
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(0.5),
      fontSize: theme.typography.bodySmall.fontSize,
      color: theme.colors.text.secondary,
      i: sign,
      'i + i, i:not(:first-child)': { marginLeft: theme.spacing(1.5) },
    }),
    list: css({ listStyle: 'none', margin: 0, padding: 0 }),
    foot: css({
      display: 'flex',
      alignItems: 'flex-start',
      justifyContent: 'space-between',
      gap: theme.spacing(1),
      minWidth: 0,
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
    }),
    row: css({
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) auto auto',
      alignItems: 'center',
      gap: theme.spacing(0, 1),
      padding: theme.spacing(0.5),
      '&:hover, &:focus-within': { background: theme.colors.action.hover },
    }),
    name: css({
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'baseline',
      gap: theme.spacing(0, 1),
      minWidth: 0,
      overflowWrap: 'anywhere',
    }),
    alike: css({
      maxWidth: '100%',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
      fontSize: theme.typography.bodySmall.fontSize,
      color: theme.colors.text.secondary,
    }),
    target: css(TARGET_SIZE),
    shares: css({ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }),
    other: css({ color: theme.colors.text.secondary }),
    bars: css({
      gridColumn: '1 / -1',
      background: theme.colors.background.secondary,
      i: { display: 'block', height: theme.spacing(0.5), minWidth: 1 },
    }),
    selected: css({ background: selectionColor(theme) }),
    rest: css({ background: theme.colors.text.disabled }),
  };
};
