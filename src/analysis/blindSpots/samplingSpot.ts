import { type Span } from '../../telemetry/questions/traces';
import { samplingByCount, samplingOf } from '../sampling';
import { type BlindSpot, measured, type Observation } from './blindSpot';
import { type Language } from './platform';

/**
 * Requests that metrics counted and traces do not have, of services that both know by one name.
 * @param traced requests by service, as traces count them
 * @param counted requests by service, as metrics count them
 * @param languages of services, as their spans tell them
 */
export function samplingSpot(
  traced: ReadonlyMap<string, number>,
  counted: ReadonlyMap<string, number>,
  languages: ReadonlyMap<string, Language> = new Map()
): BlindSpot | undefined {
  const observations = [...traced].flatMap(([service, spans]): Observation[] => {
    const requests = Math.round(counted.get(service) ?? 0);
    if (requests === 0) {
      return [];
    }
    const missing = samplingByCount(spans, requests) ? requests - Math.round(spans) : 0;
    const language = languages.get(service);
    return [
      { place: service, isAffected: false, count: requests - missing },
      {
        place: service,
        isAffected: true,
        count: missing,
        example: { kind: 'service', service },
        platform: language ? { language } : {},
      },
    ];
  });
  return measured('sampling', observations);
}

/**
 * What samplers wrote on the traces that there are: one of a tenth stands for nine that are not there.
 * @returns undefined where none wrote that it leaves any out
 */
export function samplingSaid(traces: ReadonlyArray<readonly Span[]>): BlindSpot | undefined {
  let isSaid = false;
  const observations = traces.flatMap((spans): Observation[] => {
    const [first] = spans;
    const said = samplingOf(spans);
    isSaid ||= said !== undefined;
    return first
      ? [
          { place: first.service, isAffected: false },
          { place: first.service, isAffected: true, count: said ? Math.round(1 / said.share) - 1 : 0 },
        ]
      : [];
  });
  return isSaid ? measured('sampling', observations) : undefined;
}
