import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { type DurationGrid } from './grid';
import { type HeatmapSelection } from '../../../correlation/pageUrls/traces';
import { type Cell, cellAt, selectCells } from './selection';

/** The cells between where a selection began and where it is now. */
interface Draft {
  start: Cell;
  end: Cell;
  by: 'pointer' | 'keyboard';
}

const STEPS: Record<string, Cell> = {
  ArrowLeft: { column: -1, row: 0 },
  ArrowRight: { column: 1, row: 0 },
  ArrowUp: { column: 0, row: 1 },
  ArrowDown: { column: 0, row: -1 },
};

/**
 * Selecting cells by dragging, or by keys: arrows move, with Shift they extend, Enter selects, Escape gives up what is
 * under way or else the selection.
 */
export function useCellSelection(grid: DurationGrid, onSelect: (selected: HeatmapSelection | undefined) => void) {
  const [draft, setDraft] = useState<Draft>();
  const [hovered, setHovered] = useState<Cell>();

  const choose = ({ start, end }: Draft) => {
    const selected = selectCells(grid, start, end);
    setDraft(undefined);
    if (selected) {
      onSelect(selected);
    }
  };
  const cellOf = (event: PointerEvent<HTMLElement>): Cell => {
    const { left, bottom, width, height } = event.currentTarget.getBoundingClientRect();
    return cellAt(grid, (event.clientX - left) / width, (bottom - event.clientY) / height);
  };
  const moveBy = (step: Cell, isExtending: boolean) => {
    const at = draft?.end;
    const end = at
      ? {
          column: within(at.column + step.column, grid.columns.length),
          row: within(at.row + step.row, grid.rows.length),
        }
      : { column: grid.columns.length - 1, row: grid.rows.length - 1 };
    setDraft({ start: isExtending && draft ? draft.start : end, end, by: 'keyboard' });
  };

  return {
    /** What would be selected now. */
    underWay: draft && selectCells(grid, draft.start, draft.end),
    isByKeyboard: draft?.by === 'keyboard',
    hovered: hovered && selectCells(grid, hovered, hovered),
    handlers: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        // A link on top, or another button, is not meant to select.
        if (event.button === 0 && !(event.target as Element).closest('a')) {
          event.currentTarget.setPointerCapture?.(event.pointerId);
          const cell = cellOf(event);
          setDraft({ start: cell, end: cell, by: 'pointer' });
        }
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        const cell = cellOf(event);
        setHovered(cell);
        if (draft?.by === 'pointer') {
          setDraft({ ...draft, end: cell });
        }
      },
      onPointerUp: (event: PointerEvent<HTMLElement>) => {
        if (draft?.by === 'pointer') {
          choose({ ...draft, end: cellOf(event) });
        }
      },
      onPointerLeave: () => setHovered(undefined),
      onPointerCancel: () => setDraft(undefined),
      onBlur: () => setDraft((now) => (now?.by === 'keyboard' ? undefined : now)),
      onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
        const step = STEPS[event.key];
        // With other keys held the browser does something of its own, such as going back.
        if (event.target !== event.currentTarget || event.altKey || event.ctrlKey || event.metaKey) {
          return;
        }
        if (step) {
          moveBy(step, event.shiftKey);
        } else if ((event.key === 'Enter' || event.key === ' ') && draft) {
          choose(draft);
        } else if (event.key === 'Escape') {
          if (draft) {
            setDraft(undefined);
          } else {
            onSelect(undefined);
          }
        } else {
          return;
        }
        event.preventDefault();
      },
    },
  };
}

function within(value: number, length: number): number {
  return Math.max(0, Math.min(length - 1, value));
}
