import React, { useState } from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Badge, type BadgeColor, Button, IconButton, Stack, Text, useStyles2, useTheme2 } from '@grafana/ui';
import { type PatternChange } from '../../../analysis/patterns/compare';
import { type LineFilter } from '../../../telemetry/questions/logs';
import { formatChange, formatCount, formatShare } from '../../../ui/format';
import { LEVEL_LETTERS, levelColor } from '../../../ui/logLines/levelLook';
import { LineText } from '../../../ui/logLines/LineText';
import { tableStyles } from '../../../ui/entityTable/styles';
import { TrendLine } from '../../../ui/TrendLine';
import { visuallyHidden } from '../../../ui/visuallyHidden';
import { type PatternRow, withoutRuns } from './patternRows';

interface PatternTableProps {
  rows: readonly PatternRow[];
  onFilter: (filter: LineFilter) => void;
}

/** Rows before more are asked for. */
const FIRST_ROWS = 100;
const TEMPLATE_LIMIT = 400;
const EXAMPLE_LIMIT = 2000;

/** Patterns with how often they occur and how that changed; a click keeps their lines, another control leaves them out. */
export function PatternTable({ rows, onFilter }: PatternTableProps) {
  const styles = useStyles2(getStyles);
  const [shown, setShown] = useState(FIRST_ROWS);
  return (
    <>
      <div className={styles.scroll}>
        <table className={cx(styles.table, styles.tall, styles.dense)}>
          <thead>
            <tr>
              <th scope="col">Level</th>
              <th scope="col">Lines</th>
              <th scope="col" className={styles.roomy}>
                Share
              </th>
              <th scope="col" className={styles.roomy}>
                Trend
              </th>
              <th scope="col">Change</th>
              <th scope="col">Pattern</th>
              <th scope="col">
                <span className={visuallyHidden}>Filter</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shown).map((row) => (
              <Row key={row.id} row={row} onFilter={onFilter} />
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > shown && (
        <Button size="sm" variant="secondary" fill="text" onClick={() => setShown(shown + FIRST_ROWS)}>
          {`${rows.length - shown} more patterns`}
        </Button>
      )}
    </>
  );
}

function Row({ row, onFilter }: { row: PatternRow; onFilter: PatternTableProps['onFilter'] }) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const [isOpen, setOpen] = useState(false);
  const { level, count, share, trend, text, template, example, filter } = row;
  return (
    <tr className={styles.row}>
      <td>
        <span className={styles.level} title={level} style={{ borderLeftColor: levelColor(theme, level) }}>
          {LEVEL_LETTERS[level]}
        </span>
      </td>
      <td className={styles.number}>{formatCount(count)}</td>
      <td className={cx(styles.number, styles.roomy)}>{formatShare(share)}</td>
      <td className={styles.roomy}>
        <TrendLine values={trend} label={`Lines of this pattern over time: ${formatCount(count)}`} />
      </td>
      <td className={styles.change}>
        <ChangeBadge row={row} />
      </td>
      <td className={styles.pattern}>
        <button type="button" className={styles.text} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {withoutRuns(template).map((part, index) =>
            part.kind === 'variable' ? (
              <span key={index} className={styles.variable}>
                ‹…›
              </span>
            ) : (
              <LineText key={index} text={part.text} showsAnsi={false} limit={TEMPLATE_LIMIT} />
            )
          )}
        </button>
        {isOpen && example !== undefined && (
          <Text element="p" variant="bodySmall" color="secondary">
            {'For example: '}
            <LineText text={example} showsAnsi={false} limit={EXAMPLE_LIMIT} />
          </Text>
        )}
      </td>
      <td>
        {filter ? (
          <Stack gap={0.5}>
            <IconButton
              name="search-plus"
              size="sm"
              tooltip="Only lines of this pattern"
              aria-label={`Only lines of ${text.slice(0, 100)}`}
              onClick={() => onFilter(filter)}
            />
            <IconButton
              name="search-minus"
              size="sm"
              tooltip="No lines of this pattern"
              aria-label={`No lines of ${text.slice(0, 100)}`}
              onClick={() => onFilter({ ...filter, op: 'exclude' })}
            />
          </Stack>
        ) : null}
      </td>
    </tr>
  );
}

const CHANGES: Readonly<Partial<Record<PatternChange, { text: string; color: BadgeColor }>>> = {
  new: { text: 'new', color: 'orange' },
  gone: { text: 'gone', color: 'blue' },
  grown: { text: 'grown', color: 'orange' },
  shrunk: { text: 'shrunk', color: 'blue' },
};

function ChangeBadge({ row: { change, ratio } }: { row: PatternRow }) {
  const look = CHANGES[change];
  if (!look) {
    return null;
  }
  const by = ratio !== undefined && Number.isFinite(ratio) && ratio > 0 ? ` ${formatChange(ratio - 1)}` : '';
  return (
    <Badge text={`${look.text}${by}`} color={look.color} tooltip="Its share of the lines, against the period before" />
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  ...tableStyles(theme),
  level: css({ borderLeft: '4px solid transparent', paddingLeft: theme.spacing(0.5) }),
  change: css({ whiteSpace: 'nowrap', [theme.breakpoints.down('sm')]: { whiteSpace: 'normal' } }),
  pattern: css({ width: '100%', minWidth: theme.spacing(16), overflowWrap: 'anywhere' }),
  // Where there is little room it is left to the pattern itself.
  roomy: css({ [theme.breakpoints.down('sm')]: { display: 'none' } }),
  text: css({
    border: 0,
    padding: 0,
    background: 'none',
    textAlign: 'left',
    fontFamily: theme.typography.fontFamilyMonospace,
    overflowWrap: 'anywhere',
    unicodeBidi: 'isolate',
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
  }),
  variable: css({ color: theme.colors.text.secondary, background: theme.colors.background.secondary }),
});
