import { randomUUID } from 'node:crypto';
import { resourceFromAttributes, type Resource } from '@opentelemetry/resources';
import { ATTR_SERVICE_NAME, ATTR_SERVICE_VERSION } from '@opentelemetry/semantic-conventions';

/** Who speaks: the attributes that all signals of a process share. */
export interface Identity {
  readonly service: string;
  readonly version: string;
  readonly environment: string;
}

/**
 * The OpenTelemetry resource of a process. Each call is a new instance (`service.instance.id`), as each deployment is.
 */
export function resourceOf({ service, version, environment }: Identity): Resource {
  return resourceFromAttributes({
    [ATTR_SERVICE_NAME]: service,
    [ATTR_SERVICE_VERSION]: version,
    'service.instance.id': randomUUID(),
    'deployment.environment.name': environment,
  });
}
