import { type MetricDetection } from '../telemetry/conventions/binding';
import { type ConventionId } from '../telemetry/conventions/convention';

/** One service as far as metrics tell. */
export interface KnownService {
  service: string;
  convention: ConventionId;
  /** Whether its requests carry a status, so that errors can be known. */
  hasStatus: boolean;
  hasDuration: boolean;
  environments: string[];
}

/** The services of a detection, as far as their requests are measured. */
export function knownServices(detection: MetricDetection): KnownService[] {
  return detection.families.flatMap((family) =>
    family.services.map(({ service, requests, duration, environments }) => ({
      service,
      convention: family.convention,
      hasStatus: requests.status !== undefined || duration?.status !== undefined || family.errorMark !== undefined,
      hasDuration: duration !== undefined,
      environments,
    }))
  );
}

/** Whether there is any metric of a service, be it of its requests or of what it uses. */
export function isMeasured({ families, covered, signals }: MetricDetection, service: string): boolean {
  return (
    [...families, ...covered, ...signals].some(({ services }) => services.some((one) => one.service === service)) ||
    signals.some(({ elsewhere }) => elsewhere.some((one) => one.service === service))
  );
}

/** The services that run in one of the environments; all of them where none is named. */
export function servicesIn(environments: readonly string[], services: readonly KnownService[]): KnownService[] {
  return services.filter(
    (one) => environments.length === 0 || one.environments.some((own) => environments.includes(own))
  );
}
