import { type LogBinding, boundCarriers } from '../../conventions/logs/binding';
import { DETECTED_LEVEL, LEVEL_SPELLINGS } from '../../conventions/logs/names';
import { levelOfPriority, readLevel } from '../../logLine/level';
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
const APART = 'tw_level_apart';
const PRIORITY = 'tw_level_priority';
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

/** What PHP-FPM, nginx and Cloud Foundry say of whatever is said into them: it is not the line's level. */
const WRAPPED = String.raw`(?:(?:\[[^\]]+\] )?[A-Z]+: \[pool [^\]]+\] child [0-9]+ said into std[a-z]+: "|[0-9/]+ [0-9:]+ \[[a-z]+\] [0-9#]+: \*[0-9]+ FastCGI sent in stderr: "|\s*[0-9T:.+-]+ \[[A-Z/0-9]+\] (?:OUT|ERR) )?(?:(?:(?:\[[^\]]+\] )?NOTICE: )?PHP message: )?`;
const TIME = String.raw`[0-9[][0-9TZ:.,+/\] -]* `;
/** klog's letter, MongoDB's, and that of those who put it after the time. */
const LETTERED = String.raw`(?:${TIME}|\[|\{"t":\{"\$date":"[^"]*"\},"s":")?(?P<${LETTER}>[IWEFD])(?:[0-9]{4}(?:[0-9]{2}){0,2} |!? (?:[\[|(]|[A-Z]{2,} |[\w$-]+[:/.]|[0-9]{4})|"|/[A-Za-z]|: )`;
const OF_PHP = String.raw`(?:\[[^\]]+\] )?PHP (?P<${PHP}>Fatal|Parse|Recoverable|Catchable|Warning|Notice|Deprecated|Strict)`;
/** `error: text`, `10:15:35 warn: text`. */
const COLONED = String.raw`(?:[0-9[][0-9TZ:.,+\[\]/ -]* )?(?P<${COLON}>${SMALL}|panic|dbug|trce|fail):(?:\s|$)`;
/** A word in the head of a plain line, before anything that looks like data but pairs, and in colours too. */
const IN_HEAD = String.raw`(?:[\w.]+=[^\s"]*\s|[^="{])*?(?:(?:\b|\x1b\[[0-9;]*m)(?P<${WORD}>${CAPITALS})\b|[\[<](?:[a-z0-9_]+:)?\s*(?P<${BRACKET}>${SMALL})\s*[\]>]|\b(?P<${APART}>LOG|AUDIT|SUCCESS|FINE(?:R|ST)?|CONFIG)(?::| *[|\[\]]))`;
/** Names in JSON, also in JSON within JSON. */
const KEYS = String.raw`"(?:[lL]evel|LEVEL|lvl|[sS]everity|SEVERITY|[lL]og_?[lL]evel|log\.level|level_?name|[sS]everity_?[tT]ext|error_severity|@l|PRIORITY)\\?" ?: ?\\?"?(?P<${KEYED}>[a-zA-Z]+|[0-9]+)`;
/** Names in pairs, but not within the texts of JSON: only Docker's `log` is a line itself. */
const PAIRS = String.raw`^(?:[^{](?s:.)*?[\s,;]|\{"log":"(?:[^"\\]|\\.)*?)?(?:level|lvl|severity|loglevel)=\\?"?(?P<${PAIRED}>[a-zA-Z]+|[0-9]+)`;

/** Syslog's, where the text itself says nothing. */
const PRIORITIZED = `^<(?P<${PRIORITY}>[0-9]{1,3})>`;

const IN_LINE = [
  `^${WRAPPED}(?:${LETTERED}|${OF_PHP}|${COLONED})`,
  `^${WRAPPED}${IN_HEAD}`,
  KEYS,
  PAIRS,
  PRIORITIZED,
].map((expression) => `| regexp ${logString(expression)}`);

/** A carrier whose values name levels in a spelling of their own; what no alternative names is named by `-`. */
function coded(label: string, speaks: string, codes: ReadonlyArray<[level: Named, code: string]>): Carrier {
  return {
    label,
    speaks,
    spell: (levels) => codes.flatMap(([level, code]) => (levels.includes(level) ? [code] : [])).join('|') || '-',
  };
}

/** Priorities of syslog's 24 facilities at these severities. RFC 5424, section 6.2.1. */
function ofSeverities(...severities: readonly number[]): string {
  return Array.from({ length: 24 }, (_, facility) => severities.map((severity) => facility * 8 + severity))
    .flat()
    .join('|');
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
  coded(PRIORITY, '[0-9]{1,3}', [
    ['fatal', ofSeverities(0, 1, 2)],
    ['error', ofSeverities(3)],
    ['warn', ofSeverities(4)],
    ['info', ofSeverities(5, 6)],
    ['debug', ofSeverities(7)],
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
  const labels = [LETTER, PHP, COLON, WORD, BRACKET, APART, KEYED, PAIRED, PRIORITY, DETECTED_LEVEL];
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
    const level = levelIn(name, value);
    if (level) {
      return level;
    }
  }
  return 'unknown';
}

function levelIn(label: string, value: string): Level | undefined {
  switch (label) {
    case PHP:
      return value === '' ? undefined : value === 'Warning' ? 'warn' : /^[NDS]/.test(value) ? 'info' : 'fatal';
    case PRIORITY:
      return value === '' ? undefined : levelOfPriority(Number(value));
    default:
      return readLevel(value, label === SEVERITY_NUMBER ? 'otel' : undefined);
  }
}
