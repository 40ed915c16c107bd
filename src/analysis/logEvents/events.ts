import { withoutControls } from '../../telemetry/logLine/ansi';
import { parseLogLine } from '../../telemetry/logLine/parseLogLine';
import { compareMoments, millisecondsOf } from '../../telemetry/nanoseconds';
import { type LogLine, type ParsedLogLine } from '../../telemetry/questions/logs';
import { type Labels } from '../../telemetry/vocabulary';
import { beginStack, continueStack, isRecord, type StackState, type TextLine } from './continuation';
import { isWholeObject, pieceOf } from './piece';

/** Milliseconds between two lines of one event: a program writes them at once, and a shipper reads them in batches. */
const MAX_GAP = 1000;
/** An event of more lines is more than one. */
const MAX_PARTS = 2000;
/** Structured metadata that tells who wrote a line, where the labels of its stream do not. */
const WRITER = /(?:pod|container|instance|host|node|process|file|task|iostream|stream)/i;

/** What a program wrote at once: one line, or several that a shipper sent one by one. */
export interface LogEvent {
  /** The line itself; of several, one that says what they say together, with the id, time and level of the first. */
  line: LogLine;
  /** The lines as they were sent, in the order in which they were written. */
  parts: readonly LogLine[];
}

/**
 * The events that lines tell of, each in the place of its first line. Lines are joined that one stream wrote one behind
 * the other within a second: stacks, line by line, and what was cut because it was long. None is lost, none changes its
 * place among those of its stream, and none is joined with a line of another.
 * @param order of the lines; those of one moment stand in it as well
 */
export function logEvents(lines: readonly LogLine[], order: 'newest' | 'oldest'): LogEvent[] {
  const written = (order === 'newest' ? [...lines].reverse() : lines).map(readOf);
  const streams = new Map<string, { own: Read[]; places: number[] }>();
  written.forEach((one, place) => {
    const stream = streams.get(one.stream) ?? { own: [], places: [] };
    stream.own.push(one);
    stream.places.push(place);
    streams.set(one.stream, stream);
  });
  const placed = new Array<LogEvent | undefined>(written.length).fill(undefined);
  for (const { own, places } of streams.values()) {
    let before = 0;
    for (const parts of split(knownOrder(own))) {
      placed[places[before] ?? 0] = eventOf(parts);
      before += parts.length;
    }
  }
  const found = placed.filter((event) => event !== undefined);
  return order === 'newest' ? found.reverse() : found;
}

/** A line with what it is to others, as far as the line alone tells. */
interface Read extends TextLine {
  line: LogLine;
  /** What the program wrote, and its text without colours; whether the next line goes on with it. */
  whole: string;
  isCut: boolean;
  stream: string;
  /** Milliseconds since the epoch. */
  moment: number;
  isRecord: boolean;
  /** What it begins, once that was asked. */
  begun?: { state: StackState | undefined };
}

/** What was read of lines, so that a list that grows reads each once. */
const known = new WeakMap<LogLine, Read>();

function readOf(line: LogLine): Read {
  const before = known.get(line);
  if (before !== undefined) {
    return before;
  }
  const { text: whole, isCut } = pieceOf(line);
  const textLine = { text: withoutControls(whole), reading: line.reading };
  const moment = millisecondsOf(line.nanoseconds);
  const read = { line, isCut, whole, ...textLine, stream: streamOf(line), moment, isRecord: isRecord(textLine) };
  known.set(line, read);
  return read;
}

/** The lines of a stream, those of one event together. */
function split(stream: readonly Read[]): Read[][] {
  const events: Read[][] = [];
  let state: StackState | undefined;
  stream.forEach((one, at) => {
    const parts = events.at(-1);
    const last = parts?.at(-1);
    const isNear = parts && last && parts.length < MAX_PARTS && follows(last, one);
    if (isNear && last.isCut && !isWholeObject(one.text)) {
      parts.push(one);
      state = undefined;
      return;
    }
    // Most lines are records, and nothing more is looked at.
    if (isNear && !one.isRecord) {
      const before = parts.length === 1 ? stateBehind(last) : state;
      const next = stream[at + 1];
      state = before && continueStack(before, one, next && follows(one, next) ? next : undefined);
      if (state) {
        parts.push(one);
        return;
      }
    }
    events.push([one]);
    state = undefined;
  });
  return events;
}

/**
 * Of lines of one moment with different metadata (Loki's `detected_level`) Loki says no order: it gives those of one
 * metadata together. Where one alone of them can have a stack, what is no record goes behind that.
 */
function knownOrder(stream: readonly Read[]): Read[] {
  const ordered: Read[] = [];
  for (let start = 0; start < stream.length;) {
    const { nanoseconds } = stream[start]!.line;
    let end = start + 1;
    while (stream[end]?.line.nanoseconds === nanoseconds) {
      end++;
    }
    ordered.push(...(end - start > 1 ? withStackLast(stream.slice(start, end)) : stream.slice(start, end)));
    start = end;
  }
  return ordered;
}

function withStackLast(moment: readonly Read[]): readonly Read[] {
  const records = moment.filter((one) => one.isRecord);
  const heads = records.filter(stateBehind);
  const metadata = new Set(moment.map(({ line }) => JSON.stringify(line.metadata)));
  return metadata.size > 1 && heads.length === 1
    ? [...records.filter((one) => one !== heads[0]), ...heads, ...moment.filter((one) => !one.isRecord)]
    : moment;
}

function stateBehind(first: Read): StackState | undefined {
  first.begun ??= { state: beginStack(first) };
  return first.begun.state;
}

function follows(one: Read, next: Read): boolean {
  const gap = next.moment - one.moment;
  return gap <= MAX_GAP && (gap > 0 || compareMoments(one.line.nanoseconds, next.line.nanoseconds) <= 0);
}

/** Streams by their labels, which the lines of one have in common as an object. */
const names = new WeakMap<Labels, string>();

function streamOf({ labels, metadata }: LogLine): string {
  const name = names.get(labels) ?? JSON.stringify(Object.entries(labels).sort(byName));
  names.set(labels, name);
  const writer = Object.entries(metadata).filter(([key]) => WRITER.test(key));
  return writer.length === 0 ? name : name + JSON.stringify(writer.sort(byName));
}

function byName([one]: [string, string], [other]: [string, string]): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Events by their first line: the same as long as they have the same lines. */
const events = new WeakMap<LogLine, LogEvent>();

function eventOf(read: readonly Read[]): LogEvent {
  const { line: first } = read[0]!;
  const before = events.get(first);
  if (before && before.parts.length === read.length && before.parts.every((part, at) => part === read[at]?.line)) {
    return before;
  }
  const parts = read.map(({ line }) => line);
  const event = { line: parts.length === 1 ? first : joinedLine(first, read), parts };
  events.set(first, event);
  return event;
}

function joinedLine(first: LogLine, read: readonly Read[]): LogLine {
  const isCut = read[0]?.isCut === true;
  const text = joinedText(read);
  const whole = parseLogLine(text, first.labels, first.metadata);
  const { level, traceId, spanId, exception } = first.reading;
  const reading: ParsedLogLine = isCut
    ? {
        ...whole,
        level: level === 'unknown' ? whole.level : level,
        ...(traceId !== undefined && { traceId }),
        ...(spanId !== undefined && { spanId }),
      }
    : { ...first.reading, ...((whole.exception ?? exception) && { exception: whole.exception ?? exception }) };
  return { ...first, body: isCut ? text : read.map(({ line: { body } }) => body).join('\n'), reading };
}

function joinedText(read: readonly Read[]): string {
  return read.map(({ whole, isCut }, at) => (isCut || at === read.length - 1 ? whole : `${whole}\n`)).join('');
}
