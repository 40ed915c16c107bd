import React, { type ReactNode } from 'react';
import { cx } from '@emotion/css';
import { type TimelineItem } from '../../../analysis/trace/timelineEntries';
import { ERROR_LEVELS } from '../../../telemetry/questions/logs';
import { t, tCount } from '../../../i18n/t';
import { LEVEL_LETTERS, levelColor } from '../../../ui/logLines/levelLook';
import { lineHeadline } from '../../../ui/logLines/lineFields';
import { placeOf } from './geometry';
import { formatMs, placementNote } from './marks';
import { printable } from './printable';
import { indentStyle, type RowContext } from './rowContext';

/** The cells of what happened within a span: a log line, an event, or what is missing there. */
export function ItemRow({ entry, context }: { entry: TimelineItem; context: RowContext }) {
  switch (entry.kind) {
    case 'line':
      return <LineCells entry={entry} context={context} />;
    case 'event':
      return <EventCells entry={entry} context={context} />;
    case 'missing':
      return <MissingCells entry={entry} context={context} />;
  }
}

interface CellsProps<K extends TimelineItem['kind']> {
  entry: Extract<TimelineItem, { kind: K }>;
  context: RowContext;
}

function LineCells({ entry, context }: CellsProps<'line'>) {
  const { styles, theme, story } = context;
  const { line, placed, outside } = entry.placed;
  const { level, service } = line.reading;
  const said = printable(lineHeadline(line.reading));
  const isError = ERROR_LEVELS.includes(level);
  const isElsewhere = service !== undefined && service !== story.tree.nodes[entry.node]?.span.service;
  const note = placementNote(entry.placed);
  return (
    <Cells
      entry={entry}
      context={context}
      sign={isError ? '✕' : '•'}
      color={levelColor(theme, level)}
      leading={
        <span className={styles.level} style={{ color: levelColor(theme, level) }} title={level}>
          {LEVEL_LETTERS[level]}
        </span>
      }
    >
      {isElsewhere && <span className={cx(styles.service, styles.secondary)}>{printable(service)}</span>}
      <span className={cx(styles.text, isError && styles.error)} title={said}>
        {said}
      </span>
      {note && (
        <span className={styles.note} title={note}>
          {placed === 'guessed'
            ? t('trace.item.guessed', 'approx.')
            : outside < 0
              ? t('trace.item.before', 'before')
              : t('trace.item.after', 'after')}
        </span>
      )}
    </Cells>
  );
}

const EXCEPTION_SIGN = '✕';
const EVENT_SIGN = '◆';

function EventCells({ entry, context }: CellsProps<'event'>) {
  const { styles, theme } = context;
  const { event, isException } = entry;
  const type = event.attributes['exception.type'];
  const message = event.attributes['exception.message'];
  const text = isException ? [type ?? event.name, message].filter((part) => part !== undefined).join(': ') : event.name;
  const color = isException ? theme.colors.error.text : theme.colors.text.secondary;
  return (
    <Cells
      entry={entry}
      context={context}
      sign={isException ? EXCEPTION_SIGN : EVENT_SIGN}
      color={color}
      leading={
        <span
          className={styles.level}
          style={{ color }}
          title={isException ? t('trace.item.exception', 'exception') : t('trace.item.event', 'span event')}
        >
          {isException ? EXCEPTION_SIGN : EVENT_SIGN}
        </span>
      }
    >
      <span className={cx(styles.text, isException ? styles.error : styles.secondary)} title={printable(text)}>
        {printable(text)}
      </span>
    </Cells>
  );
}

function MissingCells({ entry, context }: CellsProps<'missing'>) {
  const { styles, window } = context;
  const { missing } = entry;
  const place = placeOf({ from: missing.time, to: missing.time + missing.duration }, window);
  return (
    <>
      <div role="gridcell" className={styles.name} style={indentStyle(entry)}>
        <span className={styles.toggle} aria-hidden />
        <span className={styles.other}>{t('trace.item.missing', '− missing')}</span>
        <span className={cx(styles.text, styles.secondary)}>
          {`${printable(missing.service)} ${printable(missing.name)}`}
        </span>
        {missing.spans > 1 && (
          <span className={styles.note}>
            {tCount('trace.item.missing-spans', missing.spans, { one: '{{count}} span', other: '{{count}} spans' })}
          </span>
        )}
      </div>
      <div role="gridcell" className={cx(styles.duration, styles.secondary)}>
        {formatMs(missing.duration)}
      </div>
      <div role="gridcell" className={styles.timeline}>
        {place && <div className={styles.missingBar} style={{ left: `${place.left}%`, width: `${place.width}%` }} />}
      </div>
    </>
  );
}

interface MomentProps {
  entry: TimelineItem & { time: number };
  context: RowContext;
  /** What stands at the moment; its shape says what its colour does. */
  sign: string;
  color: string;
  leading: ReactNode;
  children: ReactNode;
}

function Cells({ entry, context, sign, color, leading, children }: MomentProps) {
  const { styles, window } = context;
  const place = placeOf({ from: entry.time, to: entry.time }, window);
  const isBefore = entry.time < window.from;
  return (
    <>
      <div role="gridcell" className={styles.name} style={indentStyle(entry)}>
        <span className={styles.toggle} aria-hidden />
        {leading}
        {children}
      </div>
      <div role="gridcell" className={cx(styles.duration, styles.secondary)}>
        {`${entry.time < 0 ? '−' : '+'}${formatMs(Math.abs(entry.time))}`}
      </div>
      <div role="gridcell" className={styles.timeline}>
        <span
          className={styles.moment}
          style={{
            left: place ? `clamp(5px, ${place.left}%, calc(100% - 5px))` : isBefore ? 6 : 'calc(100% - 6px)',
            color,
          }}
        >
          {place ? sign : isBefore ? '◂' : '▸'}
        </span>
      </div>
    </>
  );
}
