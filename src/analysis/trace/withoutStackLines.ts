import { isStackService } from '../../telemetry/conventions/monitoringStack';
import { type LogLine } from '../../telemetry/questions/logs';

/**
 * The lines that a request left behind. Servers of the monitoring stack write down which traces they are asked for, so
 * that whoever looks at a request adds lines with its id: those are about looking, not about the request.
 * @param services those that took part; where the stack itself is what was traced, its lines stay
 */
export function withoutStackLines(lines: readonly LogLine[], services: ReadonlySet<string>): LogLine[] {
  return lines.filter(
    ({ reading: { service } }) => service === undefined || services.has(service) || !isStackService(service)
  );
}
