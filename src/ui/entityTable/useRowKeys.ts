import { type KeyboardEvent, type RefObject, useEffect } from 'react';

/** Tables on the page: one key press moves once, through all of them. */
const bodies = new Set<RefObject<HTMLElement | null>>();

/** `j` and `k` (or the arrow keys, within the table) move from row link to row link; `Enter` opens, as of any link. */
export function useRowKeys(body: RefObject<HTMLElement | null>): (event: KeyboardEvent) => void {
  // From anywhere on the page, as long as nobody is typing.
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      const by = { j: 1, k: -1 }[event.key];
      const isForMe = !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (by !== undefined && isForMe && !isTyping(event.target)) {
        move(inReadingOrder(bodies), by);
        event.preventDefault();
      }
    };
    bodies.add(body);
    document.addEventListener('keydown', onKey);
    return () => {
      bodies.delete(body);
      document.removeEventListener('keydown', onKey);
    };
  }, [body]);

  return (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined) {
      move(inReadingOrder([body]), by);
      event.preventDefault();
    }
  };
}

function inReadingOrder(tables: Iterable<RefObject<HTMLElement | null>>): HTMLElement[] {
  return [...tables]
    .flatMap(({ current }) => current ?? [])
    .sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
}

function move(tables: readonly HTMLElement[], by: number): void {
  // A row's first link is the row's own.
  const rows = tables.flatMap((table) => [...table.querySelectorAll('tr')]);
  const links = rows.flatMap((row) => row.querySelector<HTMLElement>('a[href]') ?? []);
  const at = links.findIndex((link) => link === document.activeElement);
  const next = at === -1 ? (by > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, at + by));
  links[next]?.focus();
}

/** Whether keys go into a field right now. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}
