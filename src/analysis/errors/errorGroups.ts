import { isFrame } from '../../telemetry/logLine/exception';
import { versionOf } from '../../telemetry/logLine/version';
import { ERROR_LEVELS, type LogLine } from '../../telemetry/questions/logs';
import { errorTemplate } from './errorTemplate';
import { logEvents } from '../logEvents/events';
import { hash } from '../patterns/hash';
import { countInTrend } from '../trend';

/** A version that wrote an error. Times are milliseconds since the epoch. */
export interface ErrorVersion {
  version: string;
  firstSeen: number;
  lastSeen: number;
}

/** Errors of one cause in one service, told by their fingerprint. */
export interface ErrorGroup {
  /**
   * The same for the same error of a service at any time: it comes from each error alone, without ids, numbers and line
   * numbers, whatever other lines there are and in whichever order.
   */
  fingerprint: string;
  /** The type of the exception, where there is one. */
  type?: string;
  /** What its lines say, without what varies: `GET /carts/<id> 500`. */
  title: string;
  /**
   * What all its lines say: the template of their message, or the type of what was thrown where a stack tells the
   * error. Empty where no text is sure to be in them.
   */
  words: string;
  /** Where it was thrown: the topmost frame of the shop's own code. */
  culprit?: string;
  /** Empty where none is known. */
  service: string;
  /** The versions that wrote it, in the order in which they were first seen; none where lines name none. */
  versions: ErrorVersion[];
  count: number;
  /** Milliseconds since the epoch. */
  firstSeen: number;
  lastSeen: number;
  /** Errors in each bucket of the span. */
  trend: number[];
  /** Trace of the latest line that has one. */
  traceId?: string;
  /** The latest line. */
  sample: LogLine;
  /** The latest one was sent line by line: none of its lines says all of it. */
  isJoined: boolean;
}

/** Frames of its own code that an error is told by; further down, the same function is called from many places. */
const OWN_FRAMES = 3;
const MAX_STACK_LINES = 400;
/** Code of runtimes, libraries and frameworks. */
const FOREIGN =
  /node_modules|node:|\binternal\/|site-packages|dist-packages|\/lib\/python|\/usr\/(?:local\/)?(?:lib|go)\/|\/go\/pkg\/mod\/|\/gems\/|\/vendor\/|<frozen |^(?:java|javax|jakarta|jdk|sun|com\.sun|kotlin|kotlinx|scala|org\.springframework|org\.apache|org\.hibernate|io\.netty|reactor|System|Microsoft|runtime|net\/http)[./]/;

/** Whether a line tells of an error: by its level, or by an exception that it carries at no level at all. */
export function isError({ reading }: LogLine): boolean {
  const { level, exception } = reading;
  return ERROR_LEVELS.includes(level) || (level === 'unknown' && exception !== undefined);
}

/**
 * Groups the events that tell of errors by fingerprint, the most frequent first: the service, and the type of the
 * exception with the topmost frames of the shop's own code, without line numbers; where there is no stack, the type
 * with the template of its message; where there is no exception, the template of the line's message.
 * @param lines the newest first; those of one event are counted as one (see `logEvents`)
 * @param span milliseconds since the epoch, that trends are counted over
 */
export function groupErrors(
  lines: readonly LogLine[],
  span: { from: number; to: number },
  buckets: number
): ErrorGroup[] {
  const groups = new Map<string, Counted>();
  for (const { line, parts } of logEvents(lines, 'newest')) {
    if (!isError(line)) {
      continue;
    }
    const told = toldBy(line);
    const { key } = told;
    const group: Counted = groups.get(key) ?? { ...newGroup(told, line, buckets), tracedAt: -Infinity };
    groups.set(key, group);
    count(group, line, parts.length > 1, span);
  }
  return [...groups.values()]
    .map(({ tracedAt: _, ...group }) => ({
      ...group,
      versions: [...group.versions].sort((a, b) => a.firstSeen - b.firstSeen),
    }))
    .sort((a, b) => b.count - a.count || b.lastSeen - a.lastSeen);
}

/** What errors of one cause have in common, as text. */
function toldBy({ reading }: LogLine): { key: string; words: string; culprit?: string } {
  const { exception, message, status, service = '' } = reading;
  const frames = ownFrames(exception?.stack ?? '');
  const type = exception?.type ?? '';
  if (frames.length > 0) {
    const own = frames.slice(0, OWN_FRAMES);
    return { key: JSON.stringify([service, 'stack', type, ...own]), words: type, culprit: frames[0] };
  }
  const words = errorTemplate(type === '' ? message : (exception?.message ?? message), status);
  return { key: JSON.stringify([service, 'message', type, words]), words };
}

/**
 * Frames of a stack, the innermost first, without line numbers, addresses and arguments: of the shop's own code where
 * there is any, else all.
 */
export function ownFrames(stack: string): string[] {
  const isPython = stack.includes('Traceback (most recent call last)');
  const lines = stack.split('\n', MAX_STACK_LINES);
  // Python's stacks show the source between the frames, and end with the innermost.
  const framed = lines.filter((line) => (isPython ? /^\s+File "/.test(line) : isFrame(line)));
  const frames = framed.map(frameName).filter((frame) => frame !== '');
  const innermostFirst = isPython ? frames.reverse() : frames;
  const own = innermostFirst.filter((frame) => !FOREIGN.test(frame));
  return own.length > 0 ? own : innermostFirst;
}

/** Function and file of a frame, as far as it has them. */
function frameName(line: string): string {
  const text = line.trim().slice(0, 500);
  const python = /^File "(?<file>[^"]+)", line \d+(?:, in (?<name>.+))?$/.exec(text)?.groups;
  if (python !== undefined) {
    return `${python.file} ${python.name ?? ''}`.trim();
  }
  if (/^goroutine \d/.test(text) || /^\.{3} \d+ more/.test(text)) {
    return '';
  }
  return text
    .replace(/^(?:at |from |#\d+ )/, '')
    .replace(/ \+0x[0-9a-f]+$/, '')
    .replace(/\(([^()]*)\)$/, (whole, content: string) => (/^(?:0x|\.{3}|\{)/.test(content) ? '()' : whole))
    .replace(/:line \d+$/, '')
    .replace(/(?::\d+){1,2}(?=\)?$|:in\b|: |\))/g, '')
    .replace(/(?:\(\d+\))(?=:)/, '')
    .replace(/\$\$Lambda[^.(]*|\$\d+/g, '')
    .replace(/[?#&](?:v|t|hash)=[\w.-]+/g, '')
    .trim();
}

function newGroup({ key, words, culprit }: ReturnType<typeof toldBy>, line: LogLine, buckets: number): ErrorGroup {
  const { exception, message, status } = line.reading;
  return {
    fingerprint: hash(key),
    words,
    ...(exception?.type !== undefined && { type: exception.type }),
    title: errorTemplate(exception?.message ?? message, status),
    ...(culprit !== undefined && { culprit }),
    service: line.reading.service ?? '',
    versions: [],
    count: 0,
    firstSeen: Infinity,
    lastSeen: -Infinity,
    trend: new Array<number>(buckets).fill(0),
    sample: line,
    isJoined: false,
  };
}

/** A group that is being counted. */
interface Counted extends ErrorGroup {
  /** When its latest line with a trace was written. */
  tracedAt: number;
}

function count(group: Counted, line: LogLine, isJoined: boolean, span: { from: number; to: number }): void {
  group.count++;
  group.firstSeen = Math.min(group.firstSeen, line.time);
  countInTrend(group.trend, line.time, span);
  if (line.time >= group.lastSeen) {
    group.lastSeen = line.time;
    group.sample = line;
    group.isJoined = isJoined;
  }
  countVersion(group, line);
  if (line.reading.traceId !== undefined && line.time >= group.tracedAt) {
    group.tracedAt = line.time;
    group.traceId = line.reading.traceId;
  }
}

function countVersion({ versions }: Counted, line: LogLine): void {
  const version = versionOf(line);
  const known = versions.find((one) => one.version === version);
  if (known) {
    known.firstSeen = Math.min(known.firstSeen, line.time);
    known.lastSeen = Math.max(known.lastSeen, line.time);
  } else if (version !== undefined) {
    versions.push({ version, firstSeen: line.time, lastSeen: line.time });
  }
}
