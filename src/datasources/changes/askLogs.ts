import { type ChangeCase } from '../../analysis/causes/case';
import { ERROR_LEVELS } from '../../telemetry/questions/logs';
import { type Identities } from '../client/identities';
import { type PatternMining } from '../client/patternMining';
import { type SourceContext } from '../client/sourceContext';
import { type LogSources } from '../client/sources';
import { BUCKETS, inBuckets, linesByService, linesReadOf, type LogsOfCase, patternsOf } from './readLogs';
import { together } from './steps';

/** Lines at either end of the time from the earlier to the later one. */
const LINES = 2000;
/** Services that wrote fewer lines have no pattern that could have changed. */
const LEAST_LINES = 5;

type Times = Pick<ChangeCase, 'before' | 'during'>;

/** Who is asked for lines, for the names of services, and for patterns. */
interface LogsClient {
  logs: Pick<LogSources, 'open'>;
  identities: Pick<Identities, 'logsOnPages'>;
  patterns: Pick<PatternMining, 'mineEach'>;
}

/**
 * What log lines tell of two times: patterns of warnings and errors, by one request for both. Where there are too many,
 * those at the beginning of the earlier and at the end of the later time stand for all. Services go by the names that
 * pages use.
 * @param compared tells the times that are compared, within those that are asked about; left out: the same
 * @throws TelemetryError
 */
export async function askCaseLogs(
  { logs, identities, patterns }: LogsClient,
  context: SourceContext,
  asked: Times,
  compared: () => Promise<Times> = async () => asked,
  signal?: AbortSignal
): Promise<LogsOfCase> {
  const source = await logs.open(context);
  const span = together(asked.before, asked.during);
  const where = [{ field: 'level' as const, op: 'in' as const, values: [...ERROR_LEVELS, 'warn'] }];
  const ends = await source.ends({ about: 'logEnds', where, lines: [], limit: LINES }, span, signal);
  const times = await compared();
  const services = linesByService(ends, times).filter(
    ({ before, during }) => before.length + during.length >= LEAST_LINES
  );
  const mined = await patterns.mineEach(services.map(inBuckets), BUCKETS, signal);
  const names = await identities.logsOnPages(
    context,
    services.map(({ service }) => service),
    span
  );
  signal?.throwIfAborted();
  return {
    patterns: services.flatMap(({ service }, i) => patternsOf(names.get(service) ?? service, mined[i] ?? [])),
    linesRead: linesReadOf(ends, times),
  };
}
