import { type BlindSpot, measured } from './blindSpot';
import { type Language } from './platform';

/** A service as its metrics tell of it. */
export interface MeasuredService {
  service: string;
  hasStatus: boolean;
  hasDuration: boolean;
  /** Undefined where nobody could say. */
  hasExemplars?: boolean;
}

/**
 * Services whose request metrics have no status code, and those whose latency has no exemplars.
 * @param languages of services, as their spans tell them
 */
export function metricSpots(
  services: readonly MeasuredService[],
  languages: ReadonlyMap<string, Language> = new Map()
): BlindSpot[] {
  const observation = (service: string, isAffected: boolean) => {
    const language = languages.get(service);
    return {
      place: service,
      isAffected,
      example: { kind: 'service' as const, service },
      platform: language ? { language } : {},
    };
  };
  const timed = services.filter(({ hasDuration, hasExemplars }) => hasDuration && hasExemplars !== undefined);
  return [
    measured(
      'no-status',
      services.map(({ service, hasStatus }) => observation(service, !hasStatus))
    ),
    measured(
      'no-exemplars',
      timed.map(({ service, hasExemplars }) => observation(service, !hasExemplars))
    ),
  ].filter((spot) => spot !== undefined);
}
