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
 * call (as Jaeger's clock skew adjuster does). Whatever the same service does below moves along. Work that may go on
 * after the call (messages) is left where it is.
 */
export function clockShift(span: Span, parent: Placed | undefined): number {
  if (!parent) {
    return 0;
  }
  if (span.service === parent.span.service) {
    return parent.shift;
  }
  const room = parent.end - parent.start - span.duration;
  const isCall = parent.span.kind === 'client' && span.kind === 'server';
  const isWithin = span.start >= parent.start - TOLERANCE_MS && span.start + span.duration <= parent.end + TOLERANCE_MS;
  return isCall && room >= 0 && !isWithin ? parent.start + room / 2 - span.start : 0;
}
