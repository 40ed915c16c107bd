import React, { useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Badge, Button, IconButton, Stack, Text, useStyles2 } from '@grafana/ui';
import { t, tCount } from '../../../i18n/t';
import { type PatternChange } from '../../../analysis/patterns/compare';
import { templateText } from '../../../analysis/patterns/pattern';
import { type LineFilter } from '../../../telemetry/questions/logs';
import { type Column } from '../../../ui/entityTable/column';
import { EntityTable } from '../../../ui/entityTable/EntityTable';
import { belowWidth, ROOM } from '../../../ui/entityTable/widths';
import { formatChange, formatCount, formatShare } from '../../../ui/format';
import { LevelMark } from '../../../ui/logLines/LevelMark';
import { LineText } from '../../../ui/logLines/LineText';
import { TrendLine } from '../../../ui/TrendLine';
import { TemplateText } from '../../../ui/logLines/TemplateText';
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
    header: t('logs.patterns.filter', 'Filter'),
    isHeaderHidden: true,
    cell: (row) => <FilterButtons row={row} onFilter={onFilter} />,
  };
  return (
    <>
      <EntityTable
        rows={rows}
        columns={[...columns(), filter]}
        keyOf={({ id }) => id}
        noun="pattern"
        label={t('logs.patterns.table', 'Log patterns')}
        isLoading={isLoading}
        limit={shown}
        look="dense"
      />
      {rows.length > shown && (
        <Button size="sm" variant="secondary" fill="text" onClick={() => setShown(shown + FIRST_ROWS)}>
          {tCount('logs.patterns.more', rows.length - shown, {
            one: '{{count}} more pattern',
            other: '{{count}} more patterns',
          })}
        </Button>
      )}
    </>
  );
}

const NARROW_WRAPS = css({ whiteSpace: 'nowrap', [belowWidth(ROOM.phone)]: { whiteSpace: 'normal' } });
const WHOLE_WIDTH = css({ width: '100%' });

/** Where there is little room, share and trend are left to the pattern itself. */
function columns(): ReadonlyArray<Column<PatternRow>> {
  return [
    {
      id: 'level',
      header: t('logs.patterns.level', 'Level'),
      cell: ({ level }) => <LevelMark level={level} />,
      csv: { level: ({ level }) => level },
    },
    {
      id: 'lines',
      header: t('logs.patterns.count', 'Count'),
      isNumber: true,
      cell: ({ count }) => formatCount(count),
      csv: { lines: ({ count }) => count },
    },
    {
      id: 'share',
      header: t('logs.patterns.share', 'Share'),
      hideBelow: ROOM.phone,
      isNumber: true,
      cell: ({ share }) => formatShare(share),
      csv: { share: ({ share }) => share },
    },
    {
      id: 'trend',
      header: t('logs.patterns.trend', 'Trend'),
      hideBelow: ROOM.phone,
      cell: ({ trend, count }) => (
        <TrendLine
          values={trend}
          label={tCount('logs.patterns.trend-label', count, {
            one: 'This pattern over time: {{count}} log line',
            other: 'This pattern over time: {{count}} log lines',
          })}
        />
      ),
    },
    {
      id: 'change',
      header: t('logs.patterns.change', 'Change'),
      className: NARROW_WRAPS,
      cell: (row) => <ChangeBadge row={row} />,
      csv: { change: ({ change }) => change },
    },
    {
      id: 'pattern',
      header: t('logs.patterns.pattern', 'Pattern'),
      className: WHOLE_WIDTH,
      cell: (row) => <Pattern row={row} />,
      csv: { pattern: ({ text }) => text, example: ({ example }) => example },
    },
  ];
}

function Pattern({ row: { template, example } }: { row: PatternRow }) {
  const styles = useStyles2(getStyles);
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={styles.pattern}>
      <button type="button" className={styles.text} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <TemplateText template={templateText(withoutRuns(template))} limit={TEMPLATE_LIMIT} />
      </button>
      {isOpen && example !== undefined && (
        <Text element="p" variant="bodySmall" color="secondary">
          {t('logs.patterns.example', 'Example:')} <LineText text={example} showsAnsi={false} limit={EXAMPLE_LIMIT} />
        </Text>
      )}
    </div>
  );
}

function FilterButtons({ row: { filter }, onFilter }: { row: PatternRow } & Pick<PatternTableProps, 'onFilter'>) {
  return filter ? (
    <Stack gap={0.5}>
      <IconButton
        name="search-plus"
        size="sm"
        tooltip={t('logs.patterns.include', 'Include pattern')}
        onClick={() => onFilter(filter)}
      />
      <IconButton
        name="search-minus"
        size="sm"
        tooltip={t('logs.patterns.exclude', 'Exclude pattern')}
        onClick={() => onFilter({ ...filter, op: 'exclude' })}
      />
    </Stack>
  ) : null;
}

function changeInWords(change: PatternChange, ratio = 1): string {
  switch (change) {
    case 'new':
      return t('logs.patterns.new', 'New');
    case 'gone':
      return t('logs.patterns.gone', 'Gone');
    case 'grown':
      return t('logs.patterns.up', 'Up {{change}}', { change: formatChange(ratio - 1) });
    case 'shrunk':
      return t('logs.patterns.down', 'Down {{change}}', { change: formatChange(ratio - 1) });
    case 'same':
      return '';
  }
}

function ChangeBadge({ row: { change, ratio } }: { row: PatternRow }) {
  return change === 'same' ? null : (
    <Badge
      text={changeInWords(change, ratio)}
      color={change === 'new' || change === 'grown' ? 'orange' : 'blue'}
      tooltip={t('logs.patterns.change-hint', 'Share of log lines vs the previous period')}
    />
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
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
});
