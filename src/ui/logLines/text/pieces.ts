import { type LineFilter } from '../../../telemetry/questions/logs';
import { type AnsiStyle, readAnsi, withoutAnsi } from './ansi';
import { showInvisible } from './invisible';

/** A stretch of a line as it is drawn. */
export interface TextPiece {
  text: string;
  style: AnsiStyle;
  /** A filter asks for this text. */
  isHit?: boolean;
  /** This is a sign for a character that is not seen: its code point. */
  standsFor?: string;
}

export interface PieceOptions {
  /** Colours as the program wrote them; without, they are left out. */
  showsAnsi: boolean;
  /** Texts to point out. */
  hits: RegExp | undefined;
  /** At most so many characters. */
  limit: number;
}

export interface PiecesOfText {
  pieces: TextPiece[];
  /** How many characters were left out at the end. */
  left: number;
}

/** A text as it is drawn: coloured, what is hidden made visible, what is looked for pointed out, and cut. */
export function piecesOf(text: string, { showsAnsi, hits, limit }: PieceOptions): PiecesOfText {
  const cut = cutText(text, limit);
  const styled = showsAnsi ? readAnsi(cut) : [{ text: withoutAnsi(cut), style: {} }];
  return {
    pieces: styled.flatMap(({ text: part, style }) =>
      splitByHits(part, hits).flatMap(({ text: stretch, isHit }) =>
        showInvisible(stretch).map((visible): TextPiece => ({ ...visible, style, ...(isHit && { isHit }) }))
      )
    ),
    left: text.length - cut.length,
  };
}

/** The beginning of a text, without half a character at its end. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) {
    return text;
  }
  const isSplit = /[\ud800-\udbff]/.test(text.charAt(limit - 1));
  return text.slice(0, isSplit ? limit - 1 : limit);
}

/** A text for one line of the screen, with a sign for each line break. */
export function onOneLine(text: string): string {
  return text.replace(/\s*\r?\n\s*/g, ' ↵ ');
}

/**
 * What finds the texts that lines are filtered by. Regular expressions are not among them: theirs is another language
 * than the browser's, and one out of a link could take for ever here.
 */
export function hitsOf(filters: readonly LineFilter[]): RegExp | undefined {
  const texts = filters.filter(({ op, kind, text }) => op === 'include' && kind === 'text' && text !== '');
  if (texts.length === 0) {
    return undefined;
  }
  const isExact = texts.every(({ caseSensitive }) => caseSensitive);
  // The longest first: where one text begins with another, the whole of it is pointed out.
  const sorted = texts.map(({ text }) => text).sort((a, b) => b.length - a.length);
  return new RegExp(sorted.map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'), isExact ? 'g' : 'gi');
}

function splitByHits(text: string, hits: RegExp | undefined): Array<{ text: string; isHit: boolean }> {
  if (!hits) {
    return [{ text, isHit: false }];
  }
  const parts: Array<{ text: string; isHit: boolean }> = [];
  let end = 0;
  for (const { 0: hit, index } of text.matchAll(hits)) {
    parts.push({ text: text.slice(end, index), isHit: false }, { text: hit, isHit: true });
    end = index + hit.length;
  }
  return [...parts, { text: text.slice(end), isHit: false }].filter((part) => part.text !== '');
}
