import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { IconButton, TextLink, Tooltip, useStyles2 } from '@grafana/ui';
import { type Difference } from '../../analysis/selection/difference';
import { t } from '../../i18n/t';
import { formatCount, formatShare } from '../format';
import { TARGET_SIZE } from '../targetSize';
import { fieldWords, valueWords } from './fieldWords';
import { selectionColor } from './selectionColor';

/** One of the two sides that are compared. */
interface Group {
  name: string;
  count: number;
}

interface DifferenceRowsProps {
  /** The largest first. */
  differences: readonly Difference[];
  groups: { selection: Group; rest: Group };
  /** Where those lead that have the value. */
  hrefOf: (one: Difference) => string;
  /** Leaves out those that have the value. */
  onExclude?: (one: Difference) => void;
}

/** What sets apart one side of requests from the other: a value, its shares of both, and a way on. */
export function DifferenceRows({ differences, groups, hrefOf, onExclude }: DifferenceRowsProps) {
  const styles = useStyles2(getStyles);
  return (
    <>
      <div className={styles.legend} aria-hidden>
        <i className={styles.selected} />
        {sizeWords(groups.selection)}
        <i className={styles.rest} />
        {sizeWords(groups.rest)}
      </div>
      <ol className={styles.list}>
        {differences.map((one) => (
          <DifferenceRow
            key={`${one.field} ${one.value}`}
            one={one}
            groups={groups}
            href={hrefOf(one)}
            onExclude={onExclude}
          />
        ))}
      </ol>
    </>
  );
}

interface DifferenceRowProps extends Pick<DifferenceRowsProps, 'groups' | 'onExclude'> {
  one: Difference;
  href: string;
}

function DifferenceRow({ one, groups, href, onExclude }: DifferenceRowProps) {
  const styles = useStyles2(getStyles);
  const words = wordsOf(one);
  const [share, other] = [one.selection, one.rest].map(({ hits, total }) => hits / total) as [number, number];
  const alike = one.alike.map(wordsOf).join(', ');
  return (
    <li className={styles.row}>
      <span className={styles.name}>
        <Tooltip content={<Proof one={one} groups={groups} alike={alike} />}>
          <TextLink
            href={href}
            inline={false}
            color="primary"
            aria-label={t('ui.difference.only', 'Only {{filter}}', { filter: words })}
          >
            {words}
          </TextLink>
        </Tooltip>
        {alike && (
          <span className={styles.alike}>{t('ui.difference.alike', 'also {{filters}}', { filters: alike })}</span>
        )}
      </span>
      <span className={styles.shares}>
        {formatShare(share)}{' '}
        <span className={styles.other}>{t('ui.difference.versus', 'vs {{share}}', { share: formatShare(other) })}</span>
      </span>
      {onExclude && (
        <IconButton
          name="ban"
          size="sm"
          className={styles.target}
          tooltip={t('ui.difference.exclude', 'Exclude {{filter}}', { filter: words })}
          onClick={() => onExclude(one)}
        />
      )}
      <span className={styles.bars} aria-hidden>
        <i className={styles.selected} style={{ width: `${share * 100}%` }} />
        <i className={styles.rest} style={{ width: `${other * 100}%` }} />
      </span>
    </li>
  );
}

interface ProofProps extends Pick<DifferenceRowsProps, 'groups'> {
  one: Difference;
  alike: string;
}

/** What a difference rests on. */
function Proof({ one, groups, alike }: ProofProps) {
  const side = (group: string, { hits, total }: Difference['selection']) =>
    t('ui.difference.side', '{{group}}: {{hits}} of {{total}}', {
      group,
      hits: formatCount(hits),
      total: formatCount(total),
    });
  return (
    <>
      <div>{one.field}</div>
      <div>{side(groups.selection.name, one.selection)}</div>
      <div>{side(groups.rest.name, one.rest)}</div>
      <div>
        {t('ui.difference.proof', 'Effect size {{effect}} (Cohen’s h), adjusted p {{p}}', {
          effect: one.effect.toFixed(2),
          p: one.p < 0.001 ? '< 0.001' : one.p.toFixed(3),
        })}
      </div>
      {alike && <div>{t('ui.difference.alike', 'also {{filters}}', { filters: alike })}</div>}
    </>
  );
}

function sizeWords({ name, count }: Group): string {
  return t('ui.difference.size', '{{group}} ({{count}})', { group: name, count: formatCount(count) });
}

function wordsOf({ field, value }: Pick<Difference, 'field' | 'value'>): string {
  return `${fieldWords(field)} = ${valueWords(value)}`;
}

const getStyles = (theme: GrafanaTheme2) => {
  const sign = { display: 'inline-block', width: theme.spacing(1.25), height: theme.spacing(1) } as const;
  return {
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
