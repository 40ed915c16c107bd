import { type LogLine } from '../../telemetry/questions/logs';
import { type BlindSpot, measured, type Observation } from './blindSpot';
import { type Language, loggerOf, platformOfLines } from './platform';

/** Some of the lines of a service, and how many there are in all. */
export interface SampledLines {
  service: string;
  lines: readonly LogLine[];
  /** Lines in the whole span of time. */
  count: number;
}

/**
 * Lines without a trace id. Each service weighs as many lines as it wrote; their share is that of those that were read.
 * @param languages of services, as their spans tell them
 */
export function lineSpot(
  samples: readonly SampledLines[],
  languages: ReadonlyMap<string, Language> = new Map()
): BlindSpot | undefined {
  const observations = samples.flatMap(({ service, lines, count }): Observation[] => {
    const without = lines.filter(({ reading }) => reading.traceId === undefined);
    if (lines.length === 0) {
      return [];
    }
    const affected = Math.round((count * without.length) / lines.length);
    const [first] = without;
    return [
      { place: service, isAffected: false, count: count - affected },
      {
        place: service,
        isAffected: true,
        count: affected,
        platform: platformOfLines(loggerOf(without), languages.get(service)),
        ...(first && { example: { kind: 'line', id: first.id, service, time: first.time } }),
      },
    ];
  });
  return measured('no-trace-id', observations);
}
