import { type Placed, placeServices } from '../../analysis/infrastructure/placement';
import { type InfraEntity, type InfraSource } from '../../telemetry/questions/infrastructure';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { type MetricsClient } from '../client/metricsClient';
import { type SourceContext } from '../client/sourceContext';

/** Which services run where, by the ids of hosts and containers; one request besides what finds out the services. */
export async function askPlaced(
  source: InfraSource,
  metrics: Pick<MetricsClient, 'services'>,
  context: SourceContext,
  entities: readonly InfraEntity[],
  span: TimeSpan,
  signal: AbortSignal
): Promise<Map<string, Placed[]>> {
  const { metrics: uid, environments } = context;
  const [targets, services] = await Promise.all([
    source.targets(span, signal),
    metrics.services({ metrics: uid, environments, at: span.to }),
  ]);
  return placeServices(
    targets,
    entities,
    services.map(({ service }) => service)
  );
}
