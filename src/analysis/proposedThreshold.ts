import { type MetricQuestion } from '../telemetry/questions/metric';

/** A bound that an alert on a measure could begin with; whoever makes the alert decides. */
export interface ProposedThreshold {
  /** The alert fires above it, or below it. */
  side: 'above' | 'below';
  /** In the unit of the measure. */
  value: number;
  /** What it rests on: what is usual for such a measure, or what was seen on the chart. */
  basis: 'usual' | 'seen';
}

/** Of shares and percentages, whose bounds mean the same everywhere. */
const USUAL: Readonly<Record<string, number>> = { 'errors ratio': 0.05, 'clientErrors ratio': 0.2 };
const USUAL_PERCENT: Readonly<Record<string, number>> = { cpu: 80, memory: 85 };
/** Less than this share of what is usual is a drop. */
const DROP = 0.5;
/** More than this many times of what was seen is a rise. */
const ABOVE_HIGHEST = 1.5;
const ABOVE_MEDIAN = 2;

/**
 * Proposes a bound for an alert: 5% for error rates, half of what is usual for traffic, which fails by ceasing; for
 * latency twice the median of what was seen, for all else half as much again as the highest.
 * @param isPercent whether the numbers are percentages of what there is at most
 * @param seen values of the chart; null where there was no data
 * @returns undefined where nothing was seen that tells
 */
export function proposeThreshold(
  { measure, stat }: Pick<MetricQuestion, 'measure' | 'stat'>,
  isPercent: boolean,
  seen: ReadonlyArray<number | null>
): ProposedThreshold | undefined {
  const usual = USUAL[`${measure} ${stat.kind}`] ?? (isPercent ? USUAL_PERCENT[measure] : undefined);
  if (usual !== undefined) {
    return { side: 'above', value: usual, basis: 'usual' };
  }
  const values = seen.filter((value): value is number => value !== null && Number.isFinite(value));
  const sorted = values.sort((a, b) => a - b);
  const [median, highest] = [sorted[Math.floor(sorted.length / 2)] ?? 0, sorted.at(-1) ?? 0];
  if (highest <= 0) {
    return undefined;
  }
  if (measure === 'requests' || measure === 'orders' || measure === 'revenue') {
    return median > 0 ? { side: 'below', value: rounded(DROP * median), basis: 'seen' } : undefined;
  }
  const value = measure === 'duration' && median > 0 ? ABOVE_MEDIAN * median : ABOVE_HIGHEST * highest;
  return { side: 'above', value: rounded(value), basis: 'seen' };
}

/** A proposal says no more than two digits. */
function rounded(value: number): number {
  return Number(value.toPrecision(2));
}
