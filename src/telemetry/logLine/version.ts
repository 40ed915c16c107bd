import { type LogLine } from '../questions/logs';
import { type Labels } from '../vocabulary';

/** Labels and metadata of OpenTelemetry, of Kubernetes (`app.kubernetes.io/version`) and of hand-made set-ups. */
const CARRIERS = [
  'service_version',
  'service.version',
  'app_kubernetes_io_version',
  'app_version',
  'appVersion',
  'version',
];
/** In a line, `version` alone is that of anything: of a protocol, a schema, a client. */
const FIELDS = [
  'service.version',
  'service_version',
  'resource.service.version',
  'resources.service.version',
  'dd.version',
  'dd_version',
  'app_version',
  'appVersion',
  'app.version',
];
/** Longer is no version. */
const MAX_LENGTH = 100;

/** The version of the service that wrote a line, where the line or its stream names it. */
export function versionOf({ metadata, labels, reading: { fields } }: LogLine): string | undefined {
  return firstOf(metadata, CARRIERS) ?? firstOf(labels, CARRIERS) ?? firstOf(fields, FIELDS);
}

function firstOf(labels: Labels, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = Object.hasOwn(labels, name) ? labels[name]?.trim() : undefined;
    if (value !== undefined && value !== '' && value.length <= MAX_LENGTH) {
      return value;
    }
  }
  return undefined;
}
