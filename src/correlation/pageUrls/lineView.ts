/**
 * Which lines that follow one another count as the same: of one service and level, and with the same message (`exact`),
 * the same apart from numbers, or the same in its signs alone.
 */
export const DEDUPLICATIONS = ['none', 'exact', 'numbers', 'signature'] as const;
export type Deduplication = (typeof DEDUPLICATIONS)[number];

/** How lines are shown: a matter of taste, so kept in the address but no part of what is asked. */
export interface LineView {
  /** Long lines go on below instead of ending at the edge. */
  wrap: boolean;
  time: 'local' | 'utc' | 'none';
  /** Times with milliseconds. */
  isPrecise: boolean;
  deduplication: Deduplication;
  /** What the line says, the whole line as it was written, or that with its JSON laid out. */
  content: 'message' | 'line' | 'json';
  /** Colours that the program meant for a terminal. */
  showsAnsi: boolean;
}

export const DEFAULT_LINE_VIEW: LineView = {
  wrap: false,
  time: 'local',
  isPrecise: true,
  deduplication: 'none',
  content: 'message',
  showsAnsi: true,
};

/** The words of an address, each with what it changes. */
const WORDS: ReadonlyArray<[word: string, change: Partial<LineView>]> = [
  ['wrap', { wrap: true }],
  ['utc', { time: 'utc' }],
  ['no-time', { time: 'none' }],
  ['seconds', { isPrecise: false }],
  ...DEDUPLICATIONS.filter((one) => one !== 'none').map((one): [string, Partial<LineView>] => [
    `same-${one}`,
    { deduplication: one },
  ]),
  ['line', { content: 'line' }],
  ['json', { content: 'json' }],
  ['no-colors', { showsAnsi: false }],
];

/** What differs from the default, for an address: `wrap,utc`; empty where nothing does. */
export function writeLineView(view: LineView): string {
  return WORDS.filter(([, change]) =>
    Object.entries(change).every(([key, value]) => view[key as keyof LineView] === value)
  )
    .map(([word]) => word)
    .join(',');
}

/** Reads what {@link writeLineView} wrote; words that it does not know change nothing. */
export function readLineView(text: string): LineView {
  const words = text.split(',');
  return Object.assign(
    { ...DEFAULT_LINE_VIEW },
    ...WORDS.filter(([word]) => words.includes(word)).map(([, change]) => change)
  ) as LineView;
}
