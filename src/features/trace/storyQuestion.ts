import { type SourceContext } from '../../datasources/client/sourceContext';
import { type TimeSpan } from '../../telemetry/timeSpan';

/** Which request a story is about. */
export interface StoryQuestion {
  /** The trace's id as it was asked for, in any spelling; what is no id is told so. */
  traceId: string;
  /** When it was, milliseconds since the epoch, where that is known. */
  near?: number;
  /** Where to look for lines when nothing says when it was. */
  range: TimeSpan;
  /** Id of the trace to compare with, or `typical`. */
  compare?: string;
  context: SourceContext;
}

/** Traces alike are those of the same root: this word in an address asks for what is usual among them. */
export const TYPICAL = 'typical';

const MINUTE = 60_000;
/** Clocks of hosts differ, and work goes on after the answer: lines are looked for this far around a trace. */
export const AROUND_LINES_MS = 15 * MINUTE;
/** A request is near where a link says that it was, give or take. */
const AROUND_NEAR_MS = 5 * MINUTE;
const AROUND_TRACE_MS = 30 * MINUTE;

/** Where to look for a trace: near where a link says, else anywhere. */
export function traceWindow(near: number | undefined): TimeSpan | undefined {
  return near === undefined ? undefined : { from: near - AROUND_TRACE_MS, to: near + AROUND_TRACE_MS };
}

/**
 * Where to look for the lines of a trace. With a time from the link they are asked for at once, and not again if the
 * trace lies where it was said to.
 * @param trace what is known of when it was; undefined while it is not
 * @returns undefined to wait for the trace
 */
export function linesWindow(
  { near, range }: Pick<StoryQuestion, 'near' | 'range'>,
  trace: { from: number; length: number } | undefined,
  isLookingForTrace: boolean
): TimeSpan | undefined {
  const said = near === undefined ? undefined : widened(near, near, AROUND_LINES_MS + AROUND_NEAR_MS);
  if (trace) {
    const [from, to] = [trace.from, trace.from + trace.length];
    const isAsSaid = near !== undefined && from >= near - AROUND_NEAR_MS && to <= near + AROUND_NEAR_MS;
    return isAsSaid ? said : widened(from, to, AROUND_LINES_MS);
  }
  return said ?? (isLookingForTrace ? undefined : widened(range.from, range.to, AROUND_LINES_MS));
}

/** The hour around a request, as far as it is over: what it is compared with. */
export function hourAround(time: number, now: number): TimeSpan {
  const to = Math.min(now, time + AROUND_TRACE_MS);
  return { from: to - 2 * AROUND_TRACE_MS, to };
}

function widened(from: number, to: number, by: number): TimeSpan {
  return { from: Math.floor(from - by), to: Math.ceil(to + by) };
}
