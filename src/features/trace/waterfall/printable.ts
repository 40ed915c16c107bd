import { INVISIBLE } from '../../../ui/logLines/text/invisible';

const MOST = 300;

/** A short text of unknown origin in one line: with a sign for all that is not seen, and cut where it is too long. */
export function printable(text: string): string {
  const short = text.length > MOST ? `${text.slice(0, MOST)}…` : text;
  return short.replace(INVISIBLE, '·').replace(/[\t\n]/g, '·');
}
