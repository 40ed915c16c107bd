import { type LogBinding, boundCarriers } from '../../conventions/logs/binding';
import { DETECTED_LEVEL, LEVEL_SPELLINGS } from '../../conventions/logs/names';
import { readLevel } from '../../logLine/level';
import { type Level, LEVELS, type LogCondition } from '../../questions/logs';
import { type Labels } from '../../vocabulary';
import { logString } from './escape';
import { type Carrier, labelFilter } from './filters';

/** Labels that the stages below extract. */
const LETTER = 'tw_level_letter';
const PHP = 'tw_level_php';
const COLON = 'tw_level_colon';
const WORD = 'tw_level_word';
const BRACKET = 'tw_level_bracket';
const KEYED = 'tw_level_key';
const PAIRED = 'tw_level_pair';
const SEVERITY_NUMBER = 'severity_number';

type Named = Exclude<Level, 'unknown'>;

const spelled = (levels: readonly Named[]) => `(?i)(?:${levels.flatMap((level) => LEVEL_SPELLINGS[level]).join('|')})`;
const KNOWN_LEVELS = LEVELS.filter((level) => level !== 'unknown');
const ANY = spelled(KNOWN_LEVELS);

/*
 * What a line says of its level, as far as LogQL can tell. Each expression is small: those of more than 500
 * instructions are run by the slowest of Go's engines, which takes several times as long. Hence words by case, written
 * with what they have in common.
 */

/** Words that are levels in a text as well; others (`LOG`, `FINE`) are mostly words like any. */
const CAPITALS =
  'FATAL|FTL|CRIT(?:ICAL)?|ALERT|EMERG(?:ENCY)?|PANIC|ERR(?:OR)?|SEVERE|WARN(?:ING)?|WRN|INF(?:O|ORMATION)?|NOTICE|DEBUG|DBG|TRACE|TRC|VERBOSE';
const SMALL =
  '[Ff]atal|[Cc]rit(?:ical)?|[Aa]lert|[Ee]merg|[Ee]rr(?:or)?|[Ss]evere|[Ww]arn(?:ing)?|[Ii]nfo(?:rmation)?|[Nn]otice|[Dd]ebug|[Tt]race|[Vv]erbose';

/** PHP-FPM's word for whatever its workers say, which is not theirs. */
const WRAPPED = String.raw`(?:(?:\[[^\]]+\] )?[A-Z]+: \[pool [^\]]+\] child [0-9]+ said into std[a-z]+: ")?(?:(?:NOTICE: )?PHP message: )?`;
const TIME = String.raw`[0-9[][0-9TZ:.,+/\]-]*`;
/** klog's letter, MongoDB's, and that of those who put it after the time. */
const LETTERED = String.raw`(?:(?:${TIME} )?(?:${TIME} )?|\{"t":\{"\$date":"[^"]*"\},"s":")(?P<${LETTER}>[IWEFD])(?:[0-9]{4}(?:[0-9]{2})? |!? (?:[\[|(]|[A-Z]{2,} )|"|/[A-Za-z])`;
const OF_PHP = String.raw`(?:\[[^\]]+\] )?PHP (?P<${PHP}>Fatal|Parse|Recoverable|Catchable|Warning|Notice|Deprecated|Strict)`;
/** `error: text`, `10:15:35 warn: text`. */
const COLONED = String.raw`(?:[0-9[][0-9TZ:.,+\[\]/ -]* )?(?P<${COLON}>${SMALL}|dbug|trce|fail):(?:\s|$)`;
/** A word in the head of a plain line, before anything that looks like data but pairs, and in colours too. */
const IN_HEAD = String.raw`(?:[\w.]+=[^\s"]*\s|[^="{])*?(?:(?:\b|\x1b\[[0-9;]*m)(?P<${WORD}>${CAPITALS})\b|[\[<](?:[a-z0-9_]+:)?\s*(?P<${BRACKET}>${SMALL})\s*[\]>])`;
/** Names in JSON, also in JSON within JSON. */
const KEYS = String.raw`"(?:[lL]evel|LEVEL|lvl|[sS]everity|SEVERITY|[lL]og_?[lL]evel|log\.level|level_?name|[sS]everity_?[tT]ext|error_severity|@l|PRIORITY)\\?" ?: ?\\?"?(?P<${KEYED}>[a-zA-Z]+|[0-9]+)`;
/** Names in pairs, but not within the texts of JSON: only Docker's `log` is a line itself. */
const PAIRS = String.raw`^(?:[^{](?s:.)*?[\s,;]|\{"log":"(?:[^"\\]|\\.)*?)?(?:level|lvl|severity|loglevel)=\\?"?(?P<${PAIRED}>[a-zA-Z]+|[0-9]+)`;

const IN_LINE = [`^${WRAPPED}(?:${LETTERED}|${OF_PHP}|${COLONED})`, `^${WRAPPED}${IN_HEAD}`, KEYS, PAIRS].map(
  (expression) => `| regexp ${logString(expression)}`
);

/** A carrier whose values name levels in a spelling of their own; what no alternative names is named by `-`. */
function coded(label: string, speaks: string, codes: ReadonlyArray<[level: Named, code: string]>): Carrier {
  return {
    label,
    speaks,
    spell: (levels) => codes.flatMap(([level, code]) => (levels.includes(level) ? [code] : [])).join('|') || '-',
  };
}

const CODED: readonly Carrier[] = [
  coded(LETTER, '[IWEFD]', [
    ['fatal', 'F'],
    ['error', 'E'],
    ['warn', 'W'],
    ['info', 'I'],
    ['debug', 'D'],
  ]),
  coded(PHP, '.+', [
    ['fatal', 'Fatal|Parse|Recoverable|Catchable'],
    ['warn', 'Warning'],
    ['info', 'Notice|Deprecated|Strict'],
  ]),
  // https://opentelemetry.io/docs/specs/otel/logs/data-model/#field-severitynumber
  coded(SEVERITY_NUMBER, '[1-9]|1[0-9]|2[0-4]', [
    ['fatal', '2[1-4]'],
    ['error', '1[7-9]|20'],
    ['warn', '1[3-6]'],
    ['info', '9|1[0-2]'],
    ['debug', '[5-8]'],
    ['trace', '[1-4]'],
  ]),
];

function carrier(label: string): Carrier {
  return (
    CODED.find((one) => one.label === label) ?? {
      label,
      speaks: ANY,
      spell: (levels) => spelled(KNOWN_LEVELS.filter((level) => levels.includes(level))),
    }
  );
}

/** One of the two kinds of lines by which levels are told: those whose record says it, and the others. */
export interface LevelWay {
  /** Stages that extract and filter. */
  stages: string[];
  /** Labels that tell the level, the first that does counts. */
  labels: string[];
}

/**
 * As lines are read: what the record says beside the line counts first (and costs nothing more), then what the line
 * says, then Loki's guess, which it makes of words anywhere in the line. No line is of both kinds.
 * @param condition what the level has to be; any without
 */
export function levelWays(binding: LogBinding, condition?: Pick<LogCondition, 'op' | 'values'>): LevelWay[] {
  const beside = boundCarriers('level', binding);
  const labels = [LETTER, PHP, COLON, WORD, BRACKET, KEYED, PAIRED, DETECTED_LEVEL];
  const speaks = (label: string) => logString(carrier(label).speaks ?? '.+');
  const said = [`| ${beside.map((label) => `${label}=~${speaks(label)}`).join(' or ')}`];
  const unsaid = [...beside.map((label) => `| ${label}!~${speaks(label)}`), ...IN_LINE];
  if (!condition) {
    return [
      { stages: said, labels: beside },
      { stages: unsaid, labels },
    ];
  }
  const values = wantedLevels(condition).map((level) => (level === 'unknown' ? '' : level));
  const known = values.filter((level) => level !== '');
  return [...filtered({ stages: [], labels: beside }, known), ...filtered({ stages: unsaid, labels }, values)];
}

/** A way for lines of these levels only; none where no line can have them. */
function filtered({ stages, labels }: LevelWay, values: readonly string[]): LevelWay[] {
  const filter = labelFilter({ op: 'in', values: [...values] }, labels.map(carrier));
  return filter === false || values.length === 0
    ? []
    : [{ stages: [...stages, ...(filter ? [`| ${filter}`] : [])], labels }];
}

function wantedLevels({ op, values }: Pick<LogCondition, 'op' | 'values'>): Level[] {
  const named = values.map((value) => (value === '' ? 'unknown' : value));
  return LEVELS.filter((level) => named.includes(level) === (op === 'in'));
}

/** The level that one of the labels of a way tells. */
export function levelOf(labels: Labels, way: readonly string[]): Level {
  for (const name of way) {
    const value = labels[name] ?? '';
    const level = name === PHP ? phpLevel(value) : readLevel(value, name === SEVERITY_NUMBER ? 'otel' : undefined);
    if (level) {
      return level;
    }
  }
  return 'unknown';
}

function phpLevel(word: string): Level | undefined {
  return word === '' ? undefined : word === 'Warning' ? 'warn' : /^[NDS]/.test(word) ? 'info' : 'fatal';
}
