import { type LogLine } from '../../telemetry/questions/logs';
import { type TraceFacts } from './story';

/**
 * Names of services on lines that name no span of a trace, where the trace has no service of that name: to place these
 * lines one has to know what traces call the service.
 */
export function foreignNames({ tree, services }: TraceFacts, lines: readonly LogLine[]): string[] {
  const known = new Set(services.map(({ service }) => service));
  const foreign = lines.flatMap(({ reading: { service, spanId } }) =>
    service === undefined || known.has(service) || (spanId !== undefined && tree.byId.has(spanId)) ? [] : [service]
  );
  return [...new Set(foreign)].sort();
}
