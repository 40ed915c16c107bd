import { type SeenName } from '../correlation/seenNames';
import { type MetricDetection } from '../telemetry/conventions/binding';
import { type ConventionId } from '../telemetry/conventions/convention';
import { edgeOf, isProxy } from '../telemetry/conventions/edge';

/** One service as far as metrics tell. */
export interface KnownService {
  service: string;
  convention: ConventionId;
  /** Whether its requests carry a status, so that errors can be known. */
  hasStatus: boolean;
  hasDuration: boolean;
  environments: string[];
  /** Its rate is that of messages that it processes: it answers no requests. */
  countsMessages?: true;
  /** Only a proxy before it counts its requests: those that do not pass there are not known. */
  isEdgeOnly?: boolean;
  /** The proxy that counts its requests beside the service itself. */
  edge?: ConventionId;
}

/** The services of a detection, as far as their requests are measured; one that answers HTTP and RPC is one. */
export function knownServices(detection: MetricDetection): KnownService[] {
  const services = new Map<string, KnownService>();
  for (const family of detection.families) {
    for (const { service, requests, duration, environments } of family.services) {
      const known = services.get(service);
      const hasStatus =
        requests.status !== undefined ||
        duration?.status !== undefined ||
        family.errorMark !== undefined ||
        family.failures !== undefined;
      services.set(service, {
        service,
        convention: known?.convention ?? family.convention,
        hasStatus: hasStatus || known?.hasStatus === true,
        hasDuration: duration !== undefined || known?.hasDuration === true,
        environments: [...new Set([...(known?.environments ?? []), ...environments])],
        ...(family.countsMessages && { countsMessages: true as const }),
        ...(isProxy(family.convention) && { isEdgeOnly: true }),
        ...edgeIn(detection, service),
      });
    }
  }
  return [...services.values()];
}

/** What a detection saw of the names of services, to be joined with those in logs and traces. */
export function namesInMetrics(detection: MetricDetection): SeenName[] {
  return knownServices(detection).map(({ service, environments }) => {
    const bound = detection.families.flatMap(({ services }) => services.filter((one) => one.service === service));
    return {
      name: service,
      environments,
      aliases: [...new Set(bound.flatMap(({ alsoNamed = [] }) => alsoNamed))],
      namespaces: [...new Set(bound.flatMap(({ namespaces = [] }) => namespaces))],
    };
  });
}

function edgeIn(detection: MetricDetection, service: string): Pick<KnownService, 'edge'> {
  const edge = edgeOf(detection, service);
  return edge ? { edge: edge.family.convention } : {};
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
