import { type Level } from '../questions/logs';

/** Words and abbreviations, in lower case, of the usual loggers and of syslog. */
export const LEVEL_WORDS: Readonly<Record<Exclude<Level, 'unknown'>, readonly string[]>> = {
  fatal: 'fatal ftl critical crit criti alert emergency emerg panic dpanic'.split(' '),
  error: 'error err erro eror severe failure fail'.split(' '),
  warn: 'warn warning warni wrn'.split(' '),
  info: 'info information informational inf notice notic note log config success audit'.split(' '),
  debug: 'debug dbg dbug debug1 debug2 debug3 debug4 debug5 fine'.split(' '),
  trace: 'trace trc trce tracing verbose verbo vrb silly finer finest'.split(' '),
};
const WORDS: ReadonlyMap<string, Level> = new Map(
  Object.entries(LEVEL_WORDS).flatMap(([level, words]) => words.map((word) => [word, level as Level]))
);

/** Single letters of klog, glog, Android, Ruby and MongoDB. */
const LETTERS: ReadonlyMap<string, Level> = new Map([
  ['f', 'fatal'],
  ['c', 'fatal'],
  ['a', 'fatal'],
  ['e', 'error'],
  ['w', 'warn'],
  ['i', 'info'],
  ['n', 'info'],
  ['d', 'debug'],
  ['t', 'trace'],
  ['v', 'trace'],
]);

/** Syslog's priorities, 0 to 7. RFC 5424, section 6.2.1. */
const SYSLOG: readonly Level[] = ['fatal', 'fatal', 'fatal', 'error', 'warn', 'info', 'info', 'debug'];

/** How a number of a level is meant. */
export type LevelNumbers = 'pino' | 'python' | 'otel' | 'syslog';

/**
 * The level that a value of a level field names: a word, a letter, or a number.
 * @param numbers what numbers mean there. `pino` numbers (10 to 60) are told apart from syslog's (0 to 7) and Monolog's
 * (100 to 600).
 * @returns undefined for what names none
 */
export function readLevel(value: string, numbers: LevelNumbers = 'pino'): Level | undefined {
  const text = value.trim().slice(0, 24).toLowerCase();
  if (/^-?\d+$/.test(text)) {
    return fromNumber(Number(text), numbers);
  }
  // MongoDB has five kinds of debug.
  return /^(?:[a-z]|d[1-5])$/.test(text) ? LETTERS.get(text.charAt(0)) : levelOfWord(text);
}

/** The level that a word names, in any case; undefined for other words and for single letters. */
export function levelOfWord(word: string): Level | undefined {
  return WORDS.get(word.toLowerCase());
}

/** The level of a syslog priority value, `<34>`: its facility left aside. */
export function levelOfPriority(priority: number): Level | undefined {
  return SYSLOG[priority & 7];
}

function fromNumber(value: number, numbers: LevelNumbers): Level | undefined {
  if (numbers === 'otel') {
    // https://opentelemetry.io/docs/specs/otel/logs/data-model/#field-severitynumber
    return value < 1 || value > 24
      ? undefined
      : (['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const)[Math.floor((value - 1) / 4)];
  }
  if (value >= 0 && value <= 7) {
    return SYSLOG[value];
  }
  if (numbers === 'python') {
    return ([undefined, 'debug', 'info', 'warn', 'error', 'fatal'] as const)[Math.floor(value / 10)];
  }
  if (value >= 100) {
    return fromMonolog(value);
  }
  return ([undefined, 'trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const)[Math.floor(value / 10)];
}

/** Monolog: 100 debug, 200 info, 250 notice, 300 warning, 400 error, 500 critical, 550 alert, 600 emergency. */
function fromMonolog(value: number): Level | undefined {
  return ([undefined, 'debug', 'info', 'warn', 'error', 'fatal', 'fatal'] as const)[Math.floor(value / 100)];
}
