import { ERROR_LEVELS, type LogLine } from '../telemetry/questions/logs';
import { isFrame } from '../telemetry/logLine/exception';
import { errorTemplate } from './errorTemplate';
import { logEvents } from './logEvents/events';
import { hash } from './patterns/hash';
import { countInTrend } from './trend';

/** Errors of one cause, told by their fingerprint. */
export interface ErrorGroup {
  /** The same for the same error, whatever its ids, numbers, line numbers and service. */
  fingerprint: string;
  /** The type of the exception, where there is one. */
  type?: string;
  /** What its lines say, without what varies: `GET /carts/<id> 500`. */
  title: string;
  /** Where it was thrown: the topmost frame of the shop's own code. */
  culprit?: string;
  /** Services that it occurs in, the most frequent first; empty text where none is known. */
  services: Array<{ service: string; count: number }>;
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
 * Groups the events that tell of errors by fingerprint, the most frequent first: the type of the exception with the
 * topmost frames of the shop's own code, without line numbers; where there is no stack, the type with the template of
 * its message; where there is no exception, the template of the line's message.
 * @param lines the newest first; those of one event are counted as one (see `logEvents`)
 * @param span milliseconds since the epoch, that trends are counted over
 */
export function groupErrors(
  lines: readonly LogLine[],
  span: { from: number; to: number },
  buckets: number
): ErrorGroup[] {
  const groups = new Map<string, Counted>();
  for (const { line } of logEvents(lines, 'newest')) {
    if (!isError(line)) {
      continue;
    }
    const { key, culprit } = fingerprintOf(line);
    const known = groups.get(key);
    const group: Counted = known ?? {
      ...newGroup(key, line, culprit, buckets),
      counts: new Map<string, number>(),
      tracedAt: -Infinity,
    };
    groups.set(key, group);
    count(group, line, span);
    const service = line.reading.service ?? '';
    group.counts.set(service, (group.counts.get(service) ?? 0) + 1);
  }
  return [...groups.values()]
    .map(({ counts, tracedAt: _, ...group }) => ({
      ...group,
      services: [...counts].map(([service, lines]) => ({ service, count: lines })).sort((a, b) => b.count - a.count),
    }))
    .sort((a, b) => b.count - a.count || b.lastSeen - a.lastSeen);
}

/** What errors of one cause have in common, as text. */
function fingerprintOf({ reading }: LogLine): { key: string; culprit?: string } {
  const { exception, message, status } = reading;
  const frames = ownFrames(exception?.stack ?? '');
  const type = exception?.type ?? '';
  if (frames.length > 0) {
    return { key: ['stack', type, ...frames.slice(0, OWN_FRAMES)].join('|'), culprit: frames[0] };
  }
  return {
    key:
      type === ''
        ? `message|${errorTemplate(message, status)}`
        : `type|${type}|${errorTemplate(exception?.message ?? message, status)}`,
  };
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

function newGroup(key: string, line: LogLine, culprit: string | undefined, buckets: number): ErrorGroup {
  const { exception, message, status } = line.reading;
  return {
    fingerprint: hash(key),
    ...(exception?.type !== undefined && { type: exception.type }),
    title: errorTemplate(exception?.message ?? message, status),
    ...(culprit !== undefined && { culprit }),
    services: [],
    count: 0,
    firstSeen: Infinity,
    lastSeen: -Infinity,
    trend: new Array<number>(buckets).fill(0),
    sample: line,
  };
}

/** A group that is being counted. */
interface Counted extends ErrorGroup {
  /** Lines by service. */
  counts: Map<string, number>;
  /** When its latest line with a trace was written. */
  tracedAt: number;
}

function count(group: Counted, line: LogLine, span: { from: number; to: number }): void {
  group.count++;
  group.firstSeen = Math.min(group.firstSeen, line.time);
  countInTrend(group.trend, line.time, span);
  if (line.time >= group.lastSeen) {
    group.lastSeen = line.time;
    group.sample = line;
  }
  if (line.reading.traceId !== undefined && line.time >= group.tracedAt) {
    group.tracedAt = line.time;
    group.traceId = line.reading.traceId;
  }
}
