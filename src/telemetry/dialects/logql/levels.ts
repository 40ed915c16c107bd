import { type LogBinding, boundCarriers } from '../../conventions/logs/binding';
import { DETECTED_LEVEL, LEVEL_SPELLINGS } from '../../conventions/logs/names';
import { readLevel } from '../../logLine/level';
import { type Level, LEVELS, type LogCondition } from '../../questions/logs';
import { type Labels } from '../../vocabulary';
import { logString } from './escape';
import { type Carrier, labelFilter } from './filters';

/** Labels that the stages below extract. */
const KEYED = 'tw_level_key';
const WORD = 'tw_level_word';

const spelled = (levels: ReadonlyArray<Exclude<Level, 'unknown'>>) =>
  `(?i)(?:${levels.flatMap((level) => LEVEL_SPELLINGS[level]).join('|')})`;
const KNOWN_LEVELS = LEVELS.filter((level) => level !== 'unknown');
const ANY = spelled(KNOWN_LEVELS);

/** Levels under their name only: in a text they are mostly words like others. */
const NOT_IN_TEXT = new Set(['failure', 'config', 'success', 'tracing', 'silly']);
const words = KNOWN_LEVELS.flatMap((level) => LEVEL_SPELLINGS[level]).filter(
  (word) => /^[a-z]{3,}$/.test(word) && !NOT_IN_TEXT.has(word)
);

/**
 * The level that JSON and logfmt lines name, where Loki did not see it: numbers, words that it does not know, JSON in
 * JSON.
 */
const KEY_STAGE = `| regexp ${logString(
  `(?i)(?:"(?:level|lvl|severity|loglevel|log\\.level|levelname|severity_?text|(?-i:PRIORITY))\\\\?"\\s*:\\s*\\\\?"?|(?:^|[\\s,])(?:level|lvl|severity|loglevel)=\\s*"?)(?P<${KEYED}>[a-z]+|[0-9]+)`
)}`;
/** The word in the head of a plain line, before anything that looks like data and in colours too, and klog's letter. */
const WORD_STAGE = `| regexp ${logString(
  `^(?:(?P<tw_level_letter>[IWEF])[0-9]{4} |[^="{]{0,120}?(?:(?:\\b|\\x1b\\[[0-9;]*m)(?P<${WORD}>${words.map((word) => word.toUpperCase()).join('|')})\\b|\\[(?:[a-z0-9_]+:)?(?P<tw_level_bracket>(?i:${words.join('|')}))\\]))`
)}`;
const LETTERS: Carrier = {
  label: 'tw_level_letter',
  speaks: '[IWEF]',
  spell: (levels) =>
    [
      ['fatal', 'F'],
      ['error', 'E'],
      ['warn', 'W'],
      ['info', 'I'],
    ]
      .flatMap(([level = '', letter = '']) => (levels.includes(level) ? [letter] : []))
      .join('|') || '-',
};

const carrier = (label: string): Carrier => ({
  label,
  speaks: ANY,
  spell: (levels) => spelled(KNOWN_LEVELS.filter((level) => levels.includes(level))),
});

/** One of the two kinds of lines by which levels are told: those whose level Loki saw, and the others. */
export interface LevelWay {
  /** Stages that extract and filter. */
  stages: string[];
  /** Labels that tell the level, the first that does counts. */
  labels: string[];
}

/**
 * The lines whose level Loki saw cost nothing more; the others are looked at more closely. No line is of both kinds.
 * @param condition what the level has to be; any without
 */
export function levelWays(binding: LogBinding, condition?: Pick<LogCondition, 'op' | 'values'>): LevelWay[] {
  const labels = [
    ...boundCarriers('level', binding).filter((name) => name !== DETECTED_LEVEL),
    KEYED,
    WORD,
    'tw_level_bracket',
    'tw_level_letter',
  ];
  const wanted = condition && wantedLevels(condition);
  const seen: LevelWay = { stages: [`| ${DETECTED_LEVEL}=~${logString(ANY)}`], labels: [DETECTED_LEVEL] };
  const unseen: LevelWay = {
    stages: [`| ${DETECTED_LEVEL}!~${logString(ANY)}`, KEY_STAGE, WORD_STAGE],
    labels,
  };
  if (!wanted) {
    return [seen, unseen];
  }
  const values = wanted.map((level) => (level === 'unknown' ? '' : level));
  const known = values.filter((level) => level !== '');
  const closer = labelFilter(
    { op: 'in', values },
    labels.map((label) => (label === LETTERS.label ? LETTERS : carrier(label)))
  );
  return [
    ...(known.length > 0
      ? [{ ...seen, stages: [`| ${DETECTED_LEVEL}=~${logString(spelled(known as Array<Exclude<Level, 'unknown'>>))}`] }]
      : []),
    ...(closer === false ? [] : [{ ...unseen, stages: [...unseen.stages, ...(closer ? [`| ${closer}`] : [])] }]),
  ];
}

function wantedLevels({ op, values }: Pick<LogCondition, 'op' | 'values'>): Level[] {
  const named = values.map((value) => (value === '' ? 'unknown' : value));
  return LEVELS.filter((level) => named.includes(level) === (op === 'in'));
}

/** The level that one of the labels of a way tells. */
export function levelOf(labels: Labels, way: readonly string[]): Level {
  for (const name of way) {
    const level = readLevel(labels[name] ?? '');
    if (level) {
      return level;
    }
  }
  return 'unknown';
}
