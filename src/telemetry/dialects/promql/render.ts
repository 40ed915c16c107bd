import { t } from '../../../i18n/t';
import { type MetricDetection } from '../../conventions/binding';
import { edgeOf } from '../../conventions/edge';
import { measureSpec, type Rendering } from '../../measures';
import { type MetricQuestion, onlyValue } from '../../questions/metric';
import { type NotSupported } from '../../questions/notSupported';
import { renderAlerts } from './alerts';
import { renderDuration } from './duration';
import { renderFailures } from './failures';
import { type RenderContext, type Rendered, statNotSupported } from './rendered';
import { renderInFlight, renderRequests } from './requests';
import { scopesOf } from './scope';
import { renderSignal } from './signal';

type Renderer = (
  question: MetricQuestion,
  detection: MetricDetection,
  context: RenderContext
) => Rendered | NotSupported;

/** How each kind of rendering is written in PromQL. A further measure names one of these, or adds one. */
const RENDERERS: Readonly<Record<Rendering, Renderer>> = {
  requests: (question, detection, context) => renderRequests(question, scopesOf(question, detection), context),
  failures: (question, detection, context) => renderFailures(question, scopesOf(question, detection), context),
  durations: (question, detection, context) => renderDuration(question, scopesOf(question, detection), context),
  inFlight: (question, detection) => renderInFlight(question, scopesOf(question, detection)),
  signal: renderSignal,
  alerts: renderAlerts,
};

/**
 * Renders a question about metrics as PromQL, for the conventions that were detected.
 * Several conventions are united in one query, so that the cost does not grow with their number.
 */
export function renderMetricQuestion(
  asked: MetricQuestion,
  detection: MetricDetection,
  context: RenderContext
): Rendered | NotSupported {
  // A condition without values is one that nobody has made yet.
  const question = { ...asked, where: asked.where.filter(({ values }) => values.length > 0) };
  const { stats, rendering } = measureSpec(question.measure);
  const { stat, shape } = question;
  // A count per step would depend on the step; as a total it is a plain number.
  if (!stats[stat.kind] || ((stat.kind === 'count' || stat.kind === 'age') && shape === 'series')) {
    return statNotSupported(question.measure, stat);
  }
  const service = onlyValue(question.where, 'service') ?? '';
  if (question.seenFrom === 'proxy' && !edgeOf(detection, service)) {
    return { notSupported: t('ui.measure.no-edge', 'No proxy counts the requests of {{service}}', { service }) };
  }
  return RENDERERS[rendering](question, detection, context);
}
