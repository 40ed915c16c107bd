import { activity, type Rhythm } from './rhythm';
import { CALM, type Phase, phaseAt } from './schedule';
import { BUCKET_MS, EVEN_LEVEL, lengthOf, LEVELS, WEEK_LEVEL } from './time';

/** What a span of time weighs in each phase: seconds, times how much is going on. */
export interface Weight {
  phases: Phase[];
  values: number[];
}

/** Weeks that are remembered; a year fits. */
const REMEMBERED = 54;

/**
 * Weights of the spans of the tree of time, from five minutes up. They decide how the requests of a span are spread
 * over its parts. Computed by the week, when it is first looked at.
 */
export class Weights {
  private weeks = new Map<number, Weight[][]>();

  constructor(
    private rhythm: Rhythm,
    /** Whether incidents happen here. */
    private hasIncidents: boolean
  ) {}

  /** The weight of the `index`th span since the epoch of a level, {@link EVEN_LEVEL} or above. */
  at(level: number, index: number): Weight {
    const perWeek = lengthOf(WEEK_LEVEL) / lengthOf(level);
    const week = Math.floor(index / perWeek);
    const weight = this.week(week)[level]?.[index - week * perWeek];
    if (!weight) {
      throw new RangeError(`No weights at level ${level}`);
    }
    return weight;
  }

  private week(week: number): Weight[][] {
    const known = this.weeks.get(week);
    if (known) {
      return known;
    }
    const levels = this.compute(week);
    const [oldest] = this.weeks.keys();
    if (this.weeks.size >= REMEMBERED && oldest !== undefined) {
      this.weeks.delete(oldest);
    }
    this.weeks.set(week, levels);
    return levels;
  }

  private compute(week: number): Weight[][] {
    const length = lengthOf(EVEN_LEVEL);
    const start = week * lengthOf(WEEK_LEVEL);
    const seconds = (length * BUCKET_MS) / 1000;
    const even = Array.from({ length: lengthOf(WEEK_LEVEL) / length }, (_, i): Weight => {
      const from = start + i * length;
      const phase = this.hasIncidents ? phaseAt(from) : CALM;
      return { phases: [phase], values: [activity(this.rhythm, from + length / 2) * seconds] };
    });
    const levels: Weight[][] = [];
    levels[EVEN_LEVEL] = even;
    for (let level = EVEN_LEVEL + 1; level < LEVELS.length; level++) {
      const parts = lengthOf(level) / lengthOf(level - 1);
      const below = levels[level - 1] ?? [];
      levels[level] = Array.from({ length: below.length / parts }, (_, i) =>
        sum(below.slice(i * parts, (i + 1) * parts))
      );
    }
    return levels;
  }
}

function sum(weights: readonly Weight[]): Weight {
  const byPhase = new Map<Phase, number>();
  for (const { phases, values } of weights) {
    phases.forEach((phase, i) => byPhase.set(phase, (byPhase.get(phase) ?? 0) + (values[i] ?? 0)));
  }
  return { phases: [...byPhase.keys()], values: [...byPhase.values()] };
}
