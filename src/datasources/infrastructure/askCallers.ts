import { type Caller, callersOf } from '../../analysis/infrastructure/callers';
import { namedAsPages, servicesOf } from '../../analysis/serviceMap/pageNames';
import { type InfraEntity } from '../../telemetry/questions/infrastructure';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { type SourceContext } from '../client/sourceContext';
import { type TelemetryClient } from '../client/telemetryClient';

/** Which services call which databases, by the ids of these, as traces tell. @throws TelemetryError */
export async function askCallers(
  { traces, identities }: Pick<TelemetryClient, 'traces' | 'identities'>,
  context: SourceContext,
  databases: readonly InfraEntity[],
  span: TimeSpan,
  signal: AbortSignal
): Promise<Map<string, Caller[]>> {
  if (databases.length === 0) {
    return new Map();
  }
  const { edges } = await (await traces.open(context)).serviceEdges(span, signal);
  const names = await identities.onPages(context, servicesOf(edges), span);
  return callersOf(namedAsPages(edges, names), databases);
}
