/** The colours that terminals have; what they look like is the theme's to say. */
export const ANSI_COLORS = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const;
export type AnsiColor = (typeof ANSI_COLORS)[number];

export interface AnsiStyle {
  color?: AnsiColor;
  background?: AnsiColor;
  isBold?: boolean;
  isDim?: boolean;
  isItalic?: boolean;
  isUnderlined?: boolean;
}

/** A stretch of text in one style. */
export interface StyledText {
  text: string;
  style: AnsiStyle;
}

/**
 * Sequences that terminals obey: operating system commands (links, titles) with their end, control sequences, and the
 * short ones. The first group is set for colours and weights alone. Each is bounded, so that a hostile line costs no
 * more than its length.
 */
const SEQUENCE = /\x1b\][^\x07\x1b]{0,2000}(?:\x07|\x1b\\)|\x1b\[([\d;:]{0,100})m|\x1b\[[0-?]{0,100}[ -/]{0,10}[@-~]/g;

/**
 * Reads the colours out of a text as programs write it for terminals. Sequences that do something else, such as moving
 * the cursor, are left out; an escape that begins no sequence stays, for the reader to see.
 */
export function readAnsi(text: string): StyledText[] {
  if (!text.includes('\x1b')) {
    return text === '' ? [] : [{ text, style: {} }];
  }
  const parts: StyledText[] = [];
  let style: AnsiStyle = {};
  let end = 0;
  for (const { 0: sequence, 1: codes, index } of text.matchAll(SEQUENCE)) {
    if (index > end) {
      parts.push({ text: text.slice(end, index), style });
    }
    style = codes === undefined ? style : restyle(style, codes);
    end = index + sequence.length;
  }
  if (end < text.length) {
    parts.push({ text: text.slice(end), style });
  }
  return parts;
}

/** The text alone. */
export function withoutAnsi(text: string): string {
  return text.includes('\x1b') ? text.replace(SEQUENCE, '') : text;
}

function restyle(style: AnsiStyle, codes: string): AnsiStyle {
  const numbers = codes.split(/[;:]/).map(Number);
  let next = style;
  for (let at = 0; at < numbers.length; at++) {
    const code = numbers[at] ?? 0;
    if (code === 38 || code === 48) {
      const { color, length } = extendedColor(numbers.slice(at + 1));
      next = { ...next, [code === 38 ? 'color' : 'background']: color };
      at += length;
    } else {
      next = applyCode(next, code);
    }
  }
  return next;
}

function applyCode(style: AnsiStyle, code: number): AnsiStyle {
  const color = ANSI_COLORS[code % 10];
  switch (Math.floor(code / 10)) {
    case 3:
    case 9:
      return code === 39 ? { ...style, color: undefined } : { ...style, color };
    case 4:
    case 10:
      return code === 49 ? { ...style, background: undefined } : { ...style, background: color };
    default:
      return { ...style, ...WEIGHTS[code], ...(code === 0 && RESET) };
  }
}

const RESET: AnsiStyle = {
  color: undefined,
  background: undefined,
  isBold: undefined,
  isDim: undefined,
  isItalic: undefined,
  isUnderlined: undefined,
};

const WEIGHTS: Readonly<Record<number, AnsiStyle>> = {
  1: { isBold: true },
  2: { isDim: true },
  3: { isItalic: true },
  4: { isUnderlined: true },
  22: { isBold: undefined, isDim: undefined },
  23: { isItalic: undefined },
  24: { isUnderlined: undefined },
};

/** A colour out of 256 (`5;n`) or of red, green and blue (`2;r;g;b`), as the nearest that the theme has. */
function extendedColor([kind, ...rest]: number[]): { color?: AnsiColor; length: number } {
  const [first = 0, green = 0, blue = 0] = rest;
  if (kind === 2) {
    return { color: nearest(first, green, blue), length: 4 };
  }
  if (kind !== 5) {
    return { length: 0 };
  }
  if (first < 16) {
    return { color: ANSI_COLORS[first % 8], length: 2 };
  }
  // A cube of six steps for each colour, then 24 greys.
  const level = (place: number) => (Math.floor((first - 16) / place) % 6) * 51;
  const grey = (first - 232) * 10 + 8;
  return { color: first < 232 ? nearest(level(36), level(6), level(1)) : nearest(grey, grey, grey), length: 2 };
}

/** Each of the eight has its red, green and blue either on or off. */
function nearest(red: number, green: number, blue: number): AnsiColor | undefined {
  const half = Math.max(red, green, blue, 96) / 2;
  return ANSI_COLORS[(red > half ? 1 : 0) + (green > half ? 2 : 0) + (blue > half ? 4 : 0)];
}
