import { type ServiceLevelObjective, windowSeconds } from '../../analysis/objectives/objective';
import { proposeLatency, type Proposal, proposeTarget } from '../../analysis/objectives/propose';
import { PART_LABEL } from '../../telemetry/dialects/promql/read';
import { metricQuestion, type Stat } from '../../telemetry/questions/metric';
import { seriesOf, totalsBy } from '../answer';
import { type MetricsClient } from '../client/metricsClient';
import { type AskedQuestion, askQuestions, measured, measuredSince, type ObjectivesContext } from './askQuestions';
import { withinOf } from './readEvents';

/** The window of a proposed objective. */
const PROPOSED_DAYS = 30;

/** An objective that a service would have met, and what says so. */
export interface ProposedObjective {
  objective: ServiceLevelObjective;
  proposal: Proposal;
  /** Since when there is data, where that is not the whole window; milliseconds since the epoch. */
  since?: number;
}

/**
 * Objectives that services would have met in the last 30 days, or in what there is data of; one request.
 * @throws where none of it is answered
 */
export async function askProposals(
  client: Pick<MetricsClient, 'query'>,
  context: ObjectivesContext,
  services: readonly string[],
  signal?: AbortSignal
): Promise<ProposedObjective[]> {
  const seconds = windowSeconds({ days: PROPOSED_DAYS });
  const ask = (refId: string, measure: 'requests' | 'errors' | 'duration', stat: Stat): AskedQuestion => ({
    refId,
    question: metricQuestion({
      measure,
      stat,
      by: ['service'],
      where: [{ field: 'service', op: 'in', values: [...services] }],
      shape: 'total',
    }),
  });
  const asked = [
    ask('total', 'requests', { kind: 'count' }),
    ask('bad', 'errors', { kind: 'count' }),
    ask('within', 'duration', { kind: 'within', seconds: 1 }),
    measured(services),
  ];
  const { frames, errors, span, step } = await askQuestions(client, context, asked, seconds, signal);
  const totals = totalsBy(frames, 'total', 'service');
  if (totals.size === 0 && errors[0]) {
    throw new Error(errors[0].message);
  }
  const failed = totalsBy(frames, 'bad', 'service');
  const buckets = seriesOf(frames, 'within').filter(({ labels }) => (labels[PART_LABEL] ?? '0') === '0');
  const since = measuredSince(frames, span, step);
  return services.flatMap((service) => {
    const [total, bad] = [totals.get(service), failed.get(service)];
    const available = total === undefined || bad === undefined ? undefined : proposeTarget({ total, bad });
    const fast = proposeLatency(withinOf(buckets.filter(({ labels }) => labels.service === service)));
    const propose = (proposal: Proposal | undefined, threshold?: number): ProposedObjective[] =>
      proposal === undefined
        ? []
        : [
            {
              objective: {
                service,
                ...(threshold !== undefined && { threshold }),
                target: proposal.target,
                days: PROPOSED_DAYS,
              },
              proposal,
              since: since.get(service),
            },
          ];
    return [...propose(available), ...propose(fast, fast?.threshold)];
  });
}
