import { type Condition, is, type MetricQuestion } from '../telemetry/questions/metric';
import { isField } from '../telemetry/vocabulary';
import { type AppLocation, at } from './appLocation';
import { type LinkContext, logsBehind, tracesBehind } from './links';
import { tracesUrl } from './pageUrls/traces';
import { type TimeSpan } from '../telemetry/timeSpan';

/** The shortest time that a point of a series is taken to speak for: rates look back over several scrapes. */
const SHORTEST_MS = 2 * 60_000;

/**
 * What the numbers of a question say of the requests behind them, for a link to those.
 * @param labels what sets one series of the answer apart from the others
 * @param value the number itself, in the question's unit; of a percentile, what is slower is looked for
 */
export function requestsBehind(
  { measure, stat, where }: Pick<MetricQuestion, 'measure' | 'stat' | 'where'>,
  labels: Readonly<Record<string, string>> = {},
  value?: number
): LinkContext {
  const own = Object.entries(labels).flatMap(([name, text]): Condition[] =>
    isField(name) && text !== '' ? [is(name, text)] : []
  );
  const said = new Set(own.map(({ field }) => field));
  const isSlow = stat.kind === 'quantile' && value !== undefined && value > 0;
  return {
    where: [...where.filter(({ field }) => !said.has(field)), ...own],
    ...(measure === 'errors' && { errors: true }),
    ...(isSlow && { slowerThan: roundDown(value) }),
  };
}

/**
 * The time that a point speaks for: from two steps before it, because a rate at a moment is made of what came before.
 * @param times of the series, ascending, milliseconds since the epoch
 * @param time of the point
 */
export function spanOfPoint(times: readonly number[], time: number): TimeSpan {
  const [first = 0, second = first] = times;
  return { from: Math.round(time - Math.max(2 * (second - first), SHORTEST_MS)), to: Math.round(time) };
}

/** Two digits, so that an address can be read; down, so that the request that made the number is among those found. */
export function roundDown(seconds: number): number {
  const unit = 10 ** (Math.floor(Math.log10(seconds)) - 1);
  return Number((Math.floor(seconds / unit) * unit).toPrecision(2));
}

/** Where a span of time on a chart leads. */
export interface RangeLinks {
  logs: AppLocation;
  traces: AppLocation;
  /** The traces of this time against those of the rest of what the page shows. */
  difference: AppLocation;
}

/** Where the requests behind a chart lead for a part of its time. */
export function rangeLinks(context: LinkContext, span: TimeSpan): RangeLinks {
  const all = tracesUrl.read(tracesBehind({ where: context.where }));
  // Rounded: addresses are read by people too.
  const selected = { from: Math.round(span.from), to: Math.round(span.to) };
  return {
    logs: at(logsBehind(context), span),
    traces: at(tracesBehind(context), span),
    difference: tracesUrl.write({ ...all, selected }),
  };
}
