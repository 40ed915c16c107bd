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
  return isCall && liesOutsideBy(span, parent) > 0 ? parent.start + Math.max(0, room) / 2 - span.start : 0;
}

/**
 * Milliseconds by which a served span begins before the call that it answers, or ends after it; 0 where it lies within,
 * or outside by less than clocks that are kept in time differ. One that takes longer than its caller waited ends later
 * whatever the clocks say.
 */
export function liesOutsideBy(
  { start, duration }: Pick<Span, 'start' | 'duration'>,
  call: { start: number; end: number }
): number {
  const early = call.start - start;
  const late = duration <= call.end - call.start ? start + duration - call.end : 0;
  const outside = Math.max(early, late);
  return outside > TOLERANCE_MS ? outside : 0;
}
