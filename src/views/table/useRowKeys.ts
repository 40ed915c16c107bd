import { type KeyboardEvent, type RefObject, useEffect } from 'react';

/** `j` and `k` (or the arrow keys, within the table) move from row link to row link; `Enter` opens, as of any link. */
export function useRowKeys(body: RefObject<HTMLElement>): (event: KeyboardEvent) => void {
  // From anywhere on the page, as long as nobody is typing.
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      const by = { j: 1, k: -1 }[event.key];
      if (by !== undefined && !isTyping(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey) {
        move(body.current, by);
        event.preventDefault();
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [body]);

  return (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined) {
      move(body.current, by);
      event.preventDefault();
    }
  };
}

function move(body: HTMLElement | null, by: number): void {
  // A row's first link is the row's own.
  const rows = [...(body?.querySelectorAll('tr') ?? [])];
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
