import { type KeyboardEvent, type RefObject } from 'react';
import { isOwnKey } from '../keys/keyEvents';

const STEPS: Readonly<Record<string, number>> = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 };

/**
 * What the rows of a table do with keys: with the focus among them, `j` and `k` or the arrow keys move from row link to
 * row link; `Enter` opens, as of any link.
 * @param rows selects the rows, where they are others than those of a table
 */
export function useRowKeys(body: RefObject<HTMLElement | null>, rows = 'tr'): (event: KeyboardEvent) => void {
  return (event) => {
    const by = STEPS[event.key];
    if (by !== undefined && isOwnKey(event)) {
      move(body.current, rows, by);
      event.preventDefault();
    }
  };
}

function move(table: HTMLElement | null, rows: string, by: number): void {
  // A row's first link is the row's own.
  const links = [...(table?.querySelectorAll(rows) ?? [])].flatMap(
    (row) => row.querySelector<HTMLElement>('a[href]') ?? []
  );
  const at = links.findIndex((link) => link === document.activeElement);
  const next = at === -1 ? (by > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, at + by));
  links[next]?.focus();
}
