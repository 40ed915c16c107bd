import { type ClipboardEvent } from 'react';
import { characterOf } from './invisible';

/**
 * What was marked is copied as it was written, with the characters themselves in place of the signs that stand for
 * them. The browser alone knows how what is marked reads as text: it is asked while the characters stand there.
 */
export function copyExactly(event: ClipboardEvent<HTMLElement>): void {
  const selection = window.getSelection();
  if (event.isDefaultPrevented() || !selection) {
    return;
  }
  const signs = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-stands-for]')].flatMap((element) => {
    const { firstChild: text, dataset } = element;
    return text instanceof Text && selection.containsNode(element, true)
      ? [{ text, shown: text.data, character: characterOf(dataset.standsFor ?? '') }]
      : [];
  });
  if (signs.length === 0) {
    return;
  }
  signs.forEach(({ text, character }) => (text.data = character));
  const marked = selection.toString();
  signs.forEach(({ text, shown }) => (text.data = shown));
  event.clipboardData.setData('text/plain', marked);
  event.preventDefault();
}
