import React, { useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, IconButton, Text, useStyles2 } from '@grafana/ui';
import { type Difference } from '../../analysis/selection/difference';
import { FALSE_DISCOVERY_RATE, SURROUNDINGS_WEIGHT } from '../../analysis/selection/whatIsDifferent';
import { type TracesState } from '../../correlation/pageUrls/traces';
import { t } from '../../i18n/t';
import { DifferenceRows } from '../../ui/differences/DifferenceRows';
import { formatCount, formatShare } from '../../ui/format';
import { TARGET_SIZE } from '../../ui/targetSize';
import { type UrlState } from '../../ui/page/usePageUrl';
import { type AsyncState } from '../../ui/query/useAsyncQuery';
import { Failed } from './Failed';
import { withValue } from './filters';
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
          <DifferenceRows
            differences={shown}
            groups={{
              selection: { name: groupWords(of), count: value.selection },
              rest: { name: t('traces.difference.group.others', 'all others'), count: value.rest },
            }}
            hrefOf={({ field, value: only }) => url.hrefOf({ where: withValue(url.state.where, field, 'in', only) })}
            onExclude={({ field, value: not }) => url.push({ where: withValue(url.state.where, field, 'notIn', not) })}
          />
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

/** What is rarer is told, but does not fill the list, which nobody reads to its end. */
const MOST_RARER = 2;
const MOST = 20;

function mostTelling(differences: readonly Difference[]): Difference[] {
  const rarer = differences.filter(({ difference }) => difference < 0);
  return differences.filter((one) => one.difference > 0 || rarer.indexOf(one) < MOST_RARER).slice(0, MOST);
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

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5), minWidth: 0 }),
  foot: css({
    display: 'flex',
    alignItems: 'flex-start',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    minWidth: 0,
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  target: css(TARGET_SIZE),
});
