import { type CostRow, costRows } from '../../analysis/logCost/costRows';
import { minedLines, type PatternCost, patternCosts, sampledGroups } from '../../analysis/logCost/patternCosts';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { type PatternMining } from '../client/patternMining';
import { type SourceContext } from '../client/sourceContext';
import { type LogSources } from '../client/sources';

/** The time over which trends are drawn has about so many steps. */
const STEPS = 40;
/** Lines at either end of the time, which stand for all. */
const LINES = 1000;
/** No pattern of fewer lines is looked for. */
const LEAST_LINES = 5;

/** What logs cost, by service. */
export interface LogCost {
  /** Those that cost most first. */
  rows: CostRow[];
  /** Milliseconds. */
  step: number;
}

/**
 * Bytes and lines of all services by level; two requests.
 * @throws TelemetryError
 */
export async function askLogCost(
  logs: Pick<LogSources, 'open'>,
  context: SourceContext,
  span: TimeSpan,
  signal?: AbortSignal
): Promise<LogCost> {
  const source = await logs.open(context);
  const step = Math.max(60_000, Math.ceil((span.to - span.from) / STEPS / 60_000) * 60_000);
  const all = { about: 'logCount' as const, where: [], lines: [] };
  const [bytes, lines] = await Promise.all([
    source.count({ ...all, counts: 'bytes', by: ['service', 'level'], shape: 'series' }, span, step, signal),
    source.count({ ...all, by: ['service'], shape: 'total' }, span, undefined, signal),
  ]);
  return { rows: costRows(bytes.counts, lines.counts, span), step };
}

/** The patterns that cost most, and how many lines they were found in. */
export interface PatternCosts {
  /** Those that cost most first. */
  patterns: PatternCost[];
  sampled: number;
  /** There are more lines than were looked at. */
  isCut: boolean;
}

/**
 * What the patterns of lines cost, from the lines at both ends of the time; one request.
 * @param rows what {@link askLogCost} counted
 * @throws TelemetryError
 */
export async function askPatternCosts(
  { logs, patterns }: { logs: Pick<LogSources, 'open'>; patterns: Pick<PatternMining, 'mineEach'> },
  context: SourceContext,
  span: TimeSpan,
  rows: readonly CostRow[],
  signal?: AbortSignal
): Promise<PatternCosts> {
  const source = await logs.open(context);
  const { oldest, newest, isCut } = await source.ends(
    { about: 'logEnds', where: [], lines: [], limit: LINES },
    span,
    signal
  );
  const lines = [...new Map([...oldest, ...newest].map((line) => [line.id, line])).values()];
  const groups = sampledGroups(lines).filter((group) => group.lines.length >= LEAST_LINES);
  const mined = await patterns.mineEach(groups.map(minedLines), { span, buckets: 1 }, signal);
  const found = groups.flatMap((group, at) => patternCosts(group, mined[at] ?? [], rows, lines));
  return { patterns: found.sort((a, b) => b.bytes - a.bytes), sampled: lines.length, isCut };
}
