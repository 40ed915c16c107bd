import React, { memo, type MouseEvent } from 'react';
import { cx } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import { ServiceSwatch } from '../ServiceSwatch';
import { type LineActions } from './actions';
import { type LineRow } from './deduplicate';
import { LevelMark } from './LevelMark';
import { LineChips } from './LineChips';
import { LineDetails } from './LineDetails';
import { lineSummary, partsInWords } from './lineFields';
import { LineText } from './LineText';
import { lineDetailsLabel, type LineTime, preciseTime } from './lineTime';
import { type LineView } from '../../correlation/pageUrls/lineView';
import { PlainLine } from './PlainLine';
import { getRowStyles, SIGN } from './rowStyles';
import { layOutJson } from './text/json';
import { onOneLine } from './text/pieces';

/** What a closed row shows of a line: beyond a screen's width nothing is seen. */
const CLOSED_LIMIT = 500;
const WRAPPED_LIMIT = 5000;
interface LogLineRowProps {
  /** Is given the row to measure it. */
  measure: (element: HTMLElement | null) => void;
  /** Its place among so many rows, and pixels from the top of the list. */
  index: number;
  of: number;
  start: number;
  row: LineRow;
  view: LineView;
  time: LineTime | undefined;
  hits: RegExp | undefined;
  actions: LineActions;
  isOpen: boolean;
  isActive: boolean;
  /** Flies past: its text only, until the list rests. */
  isPlain: boolean;
  onToggle: (id: string) => void;
}

/** One line: when, how grave, who, what, and ways on; its details below when it is open. */
export const LogLineRow = memo(function LogLineRow(props: LogLineRowProps) {
  const { measure, index, of, start, row, view, time, hits, actions, isOpen, isActive, isPlain } = props;
  const styles = useStyles2(getRowStyles);
  return (
    <div
      // What is plain is of one line, and gone before its height could matter.
      ref={isPlain ? undefined : measure}
      data-index={index}
      data-is-one-line={!isOpen && showsOneLine(view)}
      className={cx(styles.row, isActive && styles.active, isOpen && styles.open)}
      style={{ transform: `translateY(${start}px)` }}
      role="listitem"
      aria-posinset={index + 1}
      aria-setsize={of}
      aria-current={isActive || undefined}
    >
      {isPlain ? <PlainLine row={row} time={time} content={view.content} /> : <FullLine {...props} />}
      {isOpen && (
        <div className={styles.details}>
          <LineDetails event={row} view={view} hits={hits} actions={actions} />
        </div>
      )}
    </div>
  );
});

function FullLine(props: LogLineRowProps) {
  const { row, view, time, actions, isOpen, onToggle } = props;
  const { line, parts, count } = row;
  const styles = useStyles2(getRowStyles);
  const { level, service } = line.reading;

  const onClick = (event: MouseEvent<HTMLElement>) => {
    const isControl = (event.target as HTMLElement).closest('a, button, input') !== null;
    // Marking text to copy it ends in a click as well.
    if (!isControl && (window.getSelection()?.toString() ?? '') === '') {
      onToggle(line.id);
    }
  };
  return (
    // The button in it does the same for keyboards and screen readers.
    <div className={cx(styles.line, view.wrap && styles.wrapped)} onClick={onClick}>
      <button
        type="button"
        className={styles.toggle}
        aria-expanded={isOpen}
        aria-label={lineDetailsLabel(preciseTime(line))}
        onClick={() => onToggle(line.id)}
        data-line-toggle
      >
        {isOpen ? SIGN.open : SIGN.closed}
      </button>
      {time && (
        <time className={styles.time} style={{ minWidth: `${time.width}ch` }}>
          {time.write(line.time)}
        </time>
      )}
      <LevelMark level={level} />
      {service !== undefined && <ServiceName service={service} />}
      {count > 1 && <span className={styles.count}>{`×${count}`}</span>}
      {parts.length > 1 && <span className={styles.parts}>{partsInWords(parts.length)}</span>}
      <span className={cx(styles.message, view.wrap && styles.messageWrapped)}>
        <Message {...props} />
      </span>
      <LineChips line={line} actions={actions} />
    </div>
  );
}

/** Whether closed rows of a view have one line of the screen each. */
export function showsOneLine({ wrap, content }: LineView): boolean {
  return !wrap && content !== 'json';
}

/** Whether a row is closed, and shows its line on one line of the screen. */
export function isOneLine(row: HTMLElement): boolean {
  return row.dataset.isOneLine === 'true';
}

function Message({ row: { line }, view, hits }: LogLineRowProps) {
  const styles = useStyles2(getRowStyles);
  const { reading, body } = line;
  const written = view.content === 'message' ? reading.message : view.content === 'json' ? laidOut(body) : body;
  const isOneLine = showsOneLine(view);
  // No more is looked at than can be shown.
  const begin = isOneLine ? written.slice(0, CLOSED_LIMIT) : written;
  const text = isOneLine ? onOneLine(begin) : begin;
  const summary = view.content === 'message' ? lineSummary(reading) : '';
  return (
    <>
      <LineText
        text={text}
        showsAnsi={view.showsAnsi}
        hits={hits}
        limit={isOneLine ? 2 * CLOSED_LIMIT : WRAPPED_LIMIT}
        omitted={written.length - begin.length}
      />
      {summary !== '' && (
        <span className={styles.summary}>
          <LineText text={text === '' ? summary : ` ${summary}`} showsAnsi={false} hits={hits} limit={CLOSED_LIMIT} />
        </span>
      )}
    </>
  );
}

/** A long line is not worth the work: it would be cut before its end. */
function laidOut(body: string): string {
  return body.length > WRAPPED_LIMIT ? body : (layOutJson(body) ?? body);
}

function ServiceName({ service }: { service: string }) {
  const styles = useStyles2(getRowStyles);
  return (
    <span className={styles.service} title={service}>
      <ServiceSwatch service={service} />
      {service}
    </span>
  );
}
