import { groupBy } from '../groupBy';
import { FAILURE_WORDS } from '../../telemetry/dialects/senders/rule';
import { ERROR_LEVELS, type Level, type LogLine } from '../../telemetry/questions/logs';
import { type MinedLine, type Pattern, templateText } from '../patterns/pattern';
import { type CostRow } from './costRows';

/** Lines of one service and level, which are mined by themselves: none of their patterns has lines of another. */
export interface SampledGroup {
  service: string;
  level: Level;
  lines: LogLine[];
}

/** What the lines of one pattern cost, by a sample. */
export interface PatternCost {
  service: string;
  level: Level;
  /** The template as text. */
  template: string;
  example: string;
  /** Finds its lines, in RE2; undefined where no expression does. */
  expression?: string;
  /** A label of the stream that names the service, for whoever sends the lines. */
  label?: { name: string; value: string };
  /** Lines of the sample that it rests on. */
  sampled: number;
  /** Share of these that carry a trace ID, 0 to 1. */
  traced: number;
  /** Whether any of them tells of an exception. */
  hasException: boolean;
  /** Share of their bytes that a rule leaves alone, because they have words in them that failures have; 0 to 1. */
  spared: number;
  /** Lines of the sample that tell of a warning or a failure, and that a rule for the pattern would take along. */
  failuresTaken: number;
  /** Bytes in the time range: those of service and level that were counted, by the share that the sample gives it. */
  bytes: number;
  /** Of the bytes of all services, 0 to 1. */
  share: number;
}

/** The lines of a sample, as they are mined. */
export function sampledGroups(lines: readonly LogLine[]): SampledGroup[] {
  const key = ({ reading: { service = '', level } }: LogLine) => JSON.stringify([service, level]);
  return [...groupBy(lines, key).values()].flatMap((group) => {
    const [first] = group;
    return first ? [{ service: first.reading.service ?? '', level: first.reading.level, lines: group }] : [];
  });
}

export function minedLines({ lines }: SampledGroup): MinedLine[] {
  return lines.map(({ time, body, reading: { message, level } }) => ({ time, body, message, level }));
}

const FAILURES = new RegExp(FAILURE_WORDS, 'i');
const TELLS_OF_FAILURE: ReadonlySet<Level> = new Set([...ERROR_LEVELS, 'warn']);

/**
 * What the patterns of a group cost, by what was counted of its service and level.
 * @param sample all lines that were looked at
 */
export function patternCosts(
  { service, level, lines }: SampledGroup,
  patterns: readonly Pattern[],
  rows: readonly CostRow[],
  sample: readonly LogLine[]
): PatternCost[] {
  const counted = rows.find((row) => row.service === service)?.levels.find((one) => one.level === level)?.bytes ?? 0;
  const all = rows.reduce((sum, row) => sum + row.bytes, 0);
  const sampledBytes = bytesOf(lines);
  const members = linesByPattern(lines, patterns);
  const failures = sample.filter(
    ({ body, reading }) =>
      (reading.service ?? '') === service && TELLS_OF_FAILURE.has(reading.level) && !FAILURES.test(body)
  );
  return patterns.flatMap((pattern): PatternCost[] => {
    const own = members.get(pattern) ?? [];
    if (own.length === 0) {
      return [];
    }
    const bytes = sampledBytes > 0 ? (counted * bytesOf(own)) / sampledBytes : 0;
    const label = serviceLabel(own);
    return [
      {
        service,
        level,
        template: templateText(pattern.template),
        example: pattern.example,
        ...(pattern.lineRegExp !== undefined && { expression: pattern.lineRegExp }),
        ...(label && { label }),
        sampled: own.length,
        traced: own.filter(({ reading }) => reading.traceId !== undefined).length / own.length,
        hasException: own.some(({ reading }) => reading.exception !== undefined),
        spared: bytesOf(own.filter(({ body }) => FAILURES.test(body))) / Math.max(1, bytesOf(own)),
        failuresTaken: takenBy(pattern.lineRegExp, failures),
        bytes,
        share: all > 0 ? bytes / all : 0,
      },
    ];
  });
}

function takenBy(expression: string | undefined, lines: readonly LogLine[]): number {
  const test = expression === undefined ? undefined : new RegExp(expression);
  return test ? lines.filter(({ body }) => test.test(body)).length : 0;
}

function linesByPattern(lines: readonly LogLine[], patterns: readonly Pattern[]): Map<Pattern, LogLine[]> {
  const tests = patterns.map((pattern) => ({ pattern, whole: new RegExp(`^(?:${pattern.messageRegExp})$`) }));
  const members = new Map<Pattern, LogLine[]>();
  for (const line of lines) {
    const found = tests.find(({ whole }) => whole.test(line.reading.message));
    if (found) {
      members.set(found.pattern, [...(members.get(found.pattern) ?? []), line]);
    }
  }
  return members;
}

/** Labels that senders give a stream; Loki adds `service_name` by itself, and a sender may not know it. */
const SENT_LABELS = [
  'container',
  'container_name',
  'compose_service',
  'app',
  'service',
  'job',
  'service_name',
] as const;

/** The first of these that all lines have with one value. */
function serviceLabel(lines: readonly LogLine[]): PatternCost['label'] {
  for (const name of SENT_LABELS) {
    const value = lines[0]?.labels[name];
    if (value !== undefined && value !== '' && lines.every(({ labels }) => labels[name] === value)) {
      return { name, value };
    }
  }
  return undefined;
}

function bytesOf(lines: readonly LogLine[]): number {
  const encoder = new TextEncoder();
  return lines.reduce((all, { body }) => all + encoder.encode(body).length, 0);
}
