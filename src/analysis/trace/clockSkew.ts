import { type Span } from '../../telemetry/questions/traces';

/** Clocks of machines that are kept in time differ by less; what lies outside by less is just clipped. */
const TOLERANCE_MS = 1;

interface Placed {
  span: Span;
  /** Milliseconds since the epoch, the clock put right. */
  start: number;
  end: number;
  shift: number;
}

/**
 * Milliseconds to add to the times of a span, given its parent's. A request cannot be served before it was sent, nor
 * after its answer came in: where it seems so, the two clocks differ, and the served one is put in the middle of the
 * call; one that took longer than its caller waited begins with the call (as Jaeger's clock skew adjuster has it).
 * Whatever the same service does below moves along. Work that may go on after the call (messages) is left where it is.
 */
export function clockShift(span: Span, parent: Placed | undefined): number {
  if (!parent) {
    return 0;
  }
  if (span.service === parent.span.service) {
    return parent.shift;
  }
  const isCall = parent.span.kind === 'client' && span.kind === 'server';
  const room = parent.end - parent.start - span.duration;
  const isEarly = span.start < parent.start - TOLERANCE_MS;
  const isLate = room >= 0 && span.start + span.duration > parent.end + TOLERANCE_MS;
  return isCall && (isEarly || isLate) ? parent.start + Math.max(0, room) / 2 - span.start : 0;
}
