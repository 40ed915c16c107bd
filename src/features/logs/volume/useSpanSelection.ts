import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { type TimeSpan } from '../../../telemetry/timeSpan';
import { draggedSpan } from './bars';
import { type Cursor, cursorSpan, type Move, moveCursor } from './cursor';

const MOVES: Readonly<Record<string, Move>> = { ArrowLeft: -1, ArrowRight: 1, Home: 'first', End: 'last' };

/** Dragging across a chart, or keys: arrows move, with Shift they extend, Enter zooms, Escape clears. */
export function useSpanSelection(span: TimeSpan, step: number, onZoom: (span: TimeSpan) => void) {
  // Places are 0 to 1 from the left edge to the right.
  const [start, setStart] = useState<number>();
  const [pointed, setPointed] = useState<number>();
  const [cursor, setCursor] = useState<Cursor>();
  const chosen = cursor && cursorSpan(cursor, span, step);

  const zoom = (to: TimeSpan | undefined) => {
    setCursor(undefined);
    if (to) {
      onZoom(to);
    }
  };
  const place = ({ currentTarget, clientX }: PointerEvent<HTMLElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    return width === 0 ? 0 : (clientX - left) / width;
  };
  return {
    /** The moment under the pointer. */
    pointed: pointed === undefined ? undefined : span.from + pointed * (span.to - span.from),
    /** What is being dragged across. */
    dragged: start === undefined || pointed === undefined ? undefined : draggedSpan(start, pointed, span),
    /** What keys have chosen so far. */
    chosen,
    onZoom: () => zoom(chosen),
    onClear: () => setCursor(undefined),
    handlers: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        if (event.button === 0) {
          event.preventDefault();
          event.currentTarget.setPointerCapture?.(event.pointerId);
          setCursor(undefined);
          setStart(place(event));
          setPointed(place(event));
        }
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => setPointed(place(event)),
      onPointerUp: (event: PointerEvent<HTMLElement>) => {
        setStart(undefined);
        zoom(start === undefined ? undefined : draggedSpan(start, place(event), span));
      },
      onPointerLeave: () => setPointed(undefined),
      onPointerCancel: () => setStart(undefined),
      onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
        // With other keys held the browser does something of its own, such as going back.
        if (event.altKey || event.ctrlKey || event.metaKey) {
          return;
        }
        const move = MOVES[event.key];
        if (move !== undefined) {
          setCursor(moveCursor(cursor, move, event.shiftKey, span, step));
        } else if (event.key === 'Enter' && chosen) {
          zoom(chosen);
        } else if (event.key === 'Escape' && cursor) {
          setCursor(undefined);
        } else {
          return;
        }
        event.preventDefault();
      },
    },
  };
}
