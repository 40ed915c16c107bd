import React, { type KeyboardEventHandler, type ReactNode, useEffect, useRef, useState } from 'react';
import { DRAWN_FIRST } from './useRowBlocks';

/** Rows come and go in blocks of so many. */
const BLOCK = 10;
/** Rows this far out of sight are drawn. */
const AROUND = '400px 0px';
/** What a row is taken for until it was drawn once. */
const ROW_HEIGHT = 40;

/** What {@link drawRowBlocks} draws. */
export interface RowBlocksProps<Row> {
  rows: readonly Row[];
  columns: number;
  /** @param index of the row among all */
  draw: (row: Row, index: number) => ReactNode;
  onKeyDown: KeyboardEventHandler;
  /** Rows came into sight, or near to it. */
  onSeen?: (rows: readonly Row[]) => void;
}

/**
 * The body of a table of very many rows, of which those out of sight are room of the same height: rows may be of any
 * height, and whatever scrolls may be the page or a part of it.
 */
export function drawRowBlocks<Row>({ rows, ...props }: RowBlocksProps<Row>): ReactNode {
  const starts = Array.from({ length: Math.ceil(rows.length / BLOCK) }, (_, index) => index * BLOCK);
  return (
    <>
      {starts.map((start) => (
        <RowBlock key={start} start={start} rows={rows.slice(start, start + BLOCK)} {...props} />
      ))}
    </>
  );
}

function RowBlock<Row>({ start, rows, columns, draw, onKeyDown, onSeen }: RowBlocksProps<Row> & { start: number }) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [isNear, setNear] = useState(start < DRAWN_FIRST);
  const [height, setHeight] = useState(rows.length * ROW_HEIGHT);
  useEffect(() => {
    const block = body.current;
    if (!block) {
      return undefined;
    }
    const observer = new IntersectionObserver(
      (entries) => {
        const isSeen = entries.at(-1)?.isIntersecting === true;
        // What has the focus stays.
        if (!isSeen && block.contains(document.activeElement)) {
          return;
        }
        if (!isSeen && block.rows.length > 1) {
          setHeight(block.offsetHeight);
        }
        setNear(isSeen);
      },
      { rootMargin: AROUND }
    );
    observer.observe(block);
    return () => observer.disconnect();
  }, []);
  const seen = useRef<readonly Row[]>([]);
  useEffect(() => {
    const isSame = seen.current.length === rows.length && rows.every((row, index) => row === seen.current[index]);
    if (isNear && !isSame) {
      seen.current = rows;
      onSeen?.(rows);
    }
    if (!isNear) {
      seen.current = [];
    }
  });
  return (
    <tbody ref={body} onKeyDown={onKeyDown}>
      {isNear ? (
        rows.map((row, index) => draw(row, start + index))
      ) : (
        <tr aria-hidden style={{ height }}>
          <td colSpan={columns} />
        </tr>
      )}
    </tbody>
  );
}
