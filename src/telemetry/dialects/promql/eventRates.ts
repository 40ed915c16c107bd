import { type MetricDetection } from '../../conventions/binding';
import { metricQuestion, type MetricQuestion, type Stat } from '../../questions/metric';
import { type NotSupported } from '../../questions/notSupported';
import { renderMetricQuestion } from './render';
import { type RenderContext } from './rendered';

/** Which requests are counted, and which of them are not good. */
export interface CountedEvents {
  where: MetricQuestion['where'];
  /** The bound, in seconds, above which a request is too slow; left out: those that failed are not good. */
  bound?: number;
}

/** Expressions of requests per second, one number without labels each. */
export interface EventRates {
  total: string;
  bad: string;
}

/**
 * The events of an objective as rules ask for them, over a window.
 * @param seconds length of the window
 */
export function renderEventRates(
  { where, bound }: CountedEvents,
  detection: MetricDetection,
  context: Pick<RenderContext, 'errorStatus'>,
  seconds: number
): EventRates | NotSupported {
  const render = (measure: MetricQuestion['measure'], stat: Stat): string | NotSupported => {
    const question = metricQuestion({ measure, stat, where, window: seconds });
    const rendered = renderMetricQuestion(question, detection, { rangeSeconds: seconds, ...context });
    if ('notSupported' in rendered) {
      return rendered;
    }
    const exprs = rendered.queries.map(({ expr }) => expr);
    return stat.kind === 'within' ? sumOf(exprs) : exprs.join('\n+\n');
  };
  const within = (upTo: number) => render('duration', { kind: 'within', seconds: upTo, bounds: [upTo] });
  const total = bound === undefined ? render('requests', { kind: 'rate' }) : within(Infinity);
  const part = bound === undefined ? render('errors', { kind: 'rate' }) : within(bound);
  if (typeof total !== 'string' || typeof part !== 'string') {
    return typeof total === 'string' ? (part as NotSupported) : total;
  }
  return { total, bad: bound === undefined ? part : `${total}\n-\n${part}` };
}

/** Buckets without their bound; of several families some may have no series at a time. */
function sumOf(exprs: readonly string[]): string {
  const sums = exprs.map((expr) => `sum(${expr})`);
  return sums.length === 1 ? sums.join('') : `(${sums.map((sum) => `(${sum} or vector(0))`).join(' + ')})`;
}
