import { NOTABLE_SHARE } from '../../timeSpan';
import { type RenderContext } from './rendered';

/**
 * Of how long there are rates, in seconds, where that is notably less than the time range: what is there all the time
 * is not answered, so that the answer is short however many there are. A rate at a moment is made of the step before
 * it, which is a step of Grafana's, as for a series.
 */
export function ageOf(rates: string, { rangeSeconds }: Pick<RenderContext, 'rangeSeconds'>): string {
  const seconds = Math.ceil(rangeSeconds);
  const age = `time() - min_over_time(timestamp(${rates})[${seconds}s:$__interval]) + $__interval_ms / 1000`;
  return `${age} < ${seconds * (1 - NOTABLE_SHARE)}`;
}
