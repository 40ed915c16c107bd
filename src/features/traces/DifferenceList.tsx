import React, { useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, IconButton, Text, TextLink, useStyles2 } from '@grafana/ui';
import { type Difference } from '../../analysis/selection/difference';
import { FALSE_DISCOVERY_RATE } from '../../analysis/selection/whatIsDifferent';
import { type TracesState } from '../../correlation/pageUrls/traces';
import { type SpanCondition } from '../../telemetry/questions/traces';
import { formatCount, formatShare } from '../../ui/format';
import { type UrlState } from '../../ui/page/usePageUrl';
import { type AsyncState } from '../../ui/query/useAsyncQuery';
import { Failed } from './Failed';
import { conditionWords, fieldWords, withValue } from './filters';
import { type SelectionComparison } from './useTraces';

interface DifferenceListProps {
  title: string;
  /** What is compared, in a word or two: `failed`. */
  of: string;
  answer: AsyncState<SelectionComparison>;
  url: UrlState<TracesState>;
  /** Rows before more are asked for. */
  first: number;
}

/** What is different about some requests, the largest difference first; each leads to the requests that have it. */
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
      {!value && !failure && <Text color="secondary">Comparing…</Text>}
      {value && value.differences.length === 0 && (
        <Text color="secondary" element="p">
          {value.selection === 0
            ? 'There are none.'
            : `Nothing sets them apart: of ${formatCount(value.tested)} values none differs by more than chance would.`}
        </Text>
      )}
      {value && value.differences.length > 0 && (
        <>
          <div className={styles.legend} aria-hidden>
            <i className={styles.selected} /> {of} ({formatCount(value.selection)})
            <i className={styles.rest} /> the rest ({formatCount(value.rest)})
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
          <span>{basisOf(value)}</span>
          {telling.length > first && (
            <Button
              size="sm"
              variant="secondary"
              fill="text"
              aria-expanded={isWhole}
              onClick={() => setWhole(!isWhole)}
            >
              {isWhole ? 'Fewer' : `${telling.length - first} more`}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

function DifferenceRow({ one, of, url }: { one: Difference; of: string; url: UrlState<TracesState> }) {
  const styles = useStyles2(getStyles);
  const condition: SpanCondition = { field: one.field, op: 'in', values: [one.value] };
  const words = conditionWords(condition);
  const [share, other] = [one.selection, one.rest].map(({ hits, total }) => hits / total) as [number, number];
  const filter = (op: 'in' | 'notIn') => ({ where: withValue(url.state.where, one.field, op, one.value) });
  const proof = [
    `${formatCount(one.selection.hits)} of ${formatCount(one.selection.total)} ${of}`,
    `${formatCount(one.rest.hits)} of ${formatCount(one.rest.total)} others`,
    `Cohen’s h ${one.effect.toFixed(2)}`,
    `adjusted p ${one.p < 0.001 ? '< 0.001' : one.p.toFixed(3)}`,
  ].join(', ');
  return (
    <li className={styles.row}>
      <span className={styles.name} title={`${one.field}: ${proof}`}>
        <TextLink href={url.hrefOf(filter('in'))} inline={false} color="primary" aria-label={`Only ${words}`}>
          {words}
        </TextLink>
        {one.alike.length > 0 && (
          <span className={styles.alike} title={one.alike.map(wordsOf).join(', ')}>
            {`also ${one.alike.map(wordsOf).join(', ')}`}
          </span>
        )}
      </span>
      <span className={styles.shares}>
        {formatShare(share)} <span className={styles.other}>vs {formatShare(other)}</span>
      </span>
      <IconButton name="ban" size="sm" tooltip={`Leave out ${words}`} onClick={() => url.push(filter('notIn'))} />
      <span className={styles.bars} aria-hidden>
        <i className={styles.selected} style={{ width: `${share * 100}%` }} />
        <i className={styles.rest} style={{ width: `${other * 100}%` }} />
      </span>
    </li>
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

function basisOf({ basis, isCut, tested, selection, rest }: SelectionComparison): string {
  return [
    basis === 'all' ? 'All requests counted' : `From a sample of ${formatCount(selection + rest)} requests`,
    `${formatCount(tested)} values compared`,
    `at most ${formatShare(FALSE_DISCOVERY_RATE)} of what is told are chance`,
    ...(isCut ? ['rare values not counted'] : []),
  ].join(' · ');
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
    shares: css({ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }),
    other: css({ color: theme.colors.text.secondary }),
    bars: css({
      gridColumn: '1 / -1',
      background: theme.colors.background.secondary,
      i: { display: 'block', height: theme.spacing(0.5), minWidth: 1 },
    }),
    selected: css({ background: theme.colors.primary.main }),
    rest: css({ background: theme.colors.text.disabled }),
  };
};
