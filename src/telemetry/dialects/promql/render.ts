import { type MetricDetection } from '../../conventions/binding';
import { type MetricQuestion } from '../../questions/metric';
import { renderDuration } from './duration';
import { type RenderContext, type Rendered } from './rendered';
import { renderFailures } from './failures';
import { renderInFlight, renderRequests } from './requests';
import { renderSignal } from './signal';
import { scopesOf } from './scope';
import { type NotSupported } from '../../questions/notSupported';

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
  switch (question.measure) {
    case 'requests':
      return renderRequests(question, scopesOf(question, detection), context);
    case 'errors':
    case 'clientErrors':
      return renderFailures(question, question.measure, scopesOf(question, detection), context);
    case 'inFlight':
      return renderInFlight(question, scopesOf(question, detection));
    case 'duration':
      return renderDuration(question, scopesOf(question, detection), context);
    default:
      return renderSignal(question, question.measure, detection, context);
  }
}
