import { type SpanField } from '../../telemetry/questions/traces';

/** What OpenTelemetry's detectors write of the SDK, the machine and the process. */
const SURROUNDINGS = /^(?:span|resource)\.(?:telemetry|host|process|os)\./;

/** Whether an attribute tells of what runs a service rather than of what it was asked to do. */
export function isOfSurroundings(field: SpanField): boolean {
  return SURROUNDINGS.test(field);
}
