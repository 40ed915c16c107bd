import React, { useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Badge, type BadgeColor, Button, IconButton, Stack, Text, useStyles2, useTheme2 } from '@grafana/ui';
import { type PatternChange } from '../../../analysis/patterns/compare';
import { type LineFilter } from '../../../telemetry/questions/logs';
import { type Column } from '../../../ui/entityTable/column';
import { EntityTable } from '../../../ui/entityTable/EntityTable';
import { belowWidth, ROOM } from '../../../ui/entityTable/widths';
import { formatChange, formatCount, formatShare } from '../../../ui/format';
import { LEVEL_LETTERS, levelColor } from '../../../ui/logLines/levelLook';
import { LineText } from '../../../ui/logLines/LineText';
import { TrendLine } from '../../../ui/TrendLine';
import { type PatternRow, withoutRuns } from './patternRows';

interface PatternTableProps {
  rows: readonly PatternRow[];
  onFilter: (filter: LineFilter) => void;
  isLoading?: boolean;
}

/** Rows before more are asked for. */
const FIRST_ROWS = 100;
const TEMPLATE_LIMIT = 400;
const EXAMPLE_LIMIT = 2000;

/**
 * Patterns with how often they occur and how that changed; a click keeps their lines, another control leaves them out.
 */
export function PatternTable({ rows, onFilter, isLoading }: PatternTableProps) {
  const [shown, setShown] = useState(FIRST_ROWS);
  const filter: Column<PatternRow> = {
    id: 'filter',
    header: 'Filter',
    isHeaderHidden: true,
    cell: (row) => <FilterButtons row={row} onFilter={onFilter} />,
  };
  return (
    <>
      <EntityTable
        rows={rows}
        columns={[...COLUMNS, filter]}
        keyOf={({ id }) => id}
        noun="pattern"
        label="Patterns of lines"
        isLoading={isLoading}
        limit={shown}
        look="dense"
      />
      {rows.length > shown && (
        <Button size="sm" variant="secondary" fill="text" onClick={() => setShown(shown + FIRST_ROWS)}>
          {`${rows.length - shown} more patterns`}
        </Button>
      )}
    </>
  );
}

// Where there is little room, share and trend are left to the pattern itself.
const COLUMNS: ReadonlyArray<Column<PatternRow>> = [
  {
    id: 'level',
    header: 'Level',
    cell: ({ level }) => <LevelLetter level={level} />,
    csv: { level: ({ level }) => level },
  },
  {
    id: 'lines',
    header: 'Lines',
    isNumber: true,
    cell: ({ count }) => formatCount(count),
    csv: { lines: ({ count }) => count },
  },
  {
    id: 'share',
    header: 'Share',
    hideBelow: ROOM.phone,
    isNumber: true,
    cell: ({ share }) => formatShare(share),
    csv: { share: ({ share }) => share },
  },
  {
    id: 'trend',
    header: 'Trend',
    hideBelow: ROOM.phone,
    cell: ({ trend, count }) => (
      <TrendLine values={trend} label={`Lines of this pattern over time: ${formatCount(count)}`} />
    ),
  },
  {
    id: 'change',
    header: 'Change',
    className: css({ whiteSpace: 'nowrap', [belowWidth(ROOM.phone)]: { whiteSpace: 'normal' } }),
    cell: (row) => <ChangeBadge row={row} />,
    csv: { change: ({ change }) => change },
  },
  {
    id: 'pattern',
    header: 'Pattern',
    className: css({ width: '100%' }),
    cell: (row) => <Pattern row={row} />,
    csv: { pattern: ({ text }) => text, example: ({ example }) => example },
  },
];

function LevelLetter({ level }: Pick<PatternRow, 'level'>) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  return (
    <span className={styles.level} title={level} style={{ borderLeftColor: levelColor(theme, level) }}>
      {LEVEL_LETTERS[level]}
    </span>
  );
}

function Pattern({ row: { template, example } }: { row: PatternRow }) {
  const styles = useStyles2(getStyles);
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={styles.pattern}>
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
    </div>
  );
}

function FilterButtons({ row: { filter, text }, onFilter }: { row: PatternRow } & Pick<PatternTableProps, 'onFilter'>) {
  return filter ? (
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
  ) : null;
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
  level: css({ borderLeft: '4px solid transparent', paddingLeft: theme.spacing(0.5) }),
  pattern: css({ minWidth: theme.spacing(14), overflowWrap: 'anywhere' }),
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
