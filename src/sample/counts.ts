import { makePlan, type Plan, sharesOf } from './plan';
import { binomial, mix, poisson, unit } from './random';
import { type Rhythm } from './rhythm';
import { type Profile, type Stream } from './streams';
import { stepCount, type Steps } from './time';
import { Weights } from './weights';

/** Ranges that are remembered: those of a page and of what it is compared with. */
const REMEMBERED = 12;

interface Range {
  steps: Steps;
  plan: Plan;
  shares: Map<Profile, Float64Array>;
  counts: Map<Stream, Float64Array>;
}

/**
 * How many requests of a stream there are in any span of time. A week's number is drawn once, and each span's number is
 * spread over its parts by lot: the parts always add up to the whole, no part needs another, and a week seen by the
 * hour costs no more than an hour seen by the minute.
 */
export class Counts {
  private ranges = new Map<string, Range>();
  private weights: Record<Rhythm, Weights> = {
    customers: new Weights('customers', true),
    testers: new Weights('testers', false),
  };
  /** Requests of the spans of a plan, while one stream is drawn. */
  private drawn = new Float64Array(0);

  /** Looks at a range: the requests of any stream in each step. What it answers is shared, so nobody changes it. */
  over(steps: Steps): (stream: Stream) => Float64Array {
    const range = this.range(steps);
    return (stream) => {
      const counts = range.counts.get(stream) ?? this.draw(stream, range);
      range.counts.set(stream, counts);
      return counts;
    };
  }

  private range(steps: Steps): Range {
    const { from, to } = steps.part ?? steps;
    const key = [steps.from, steps.to, steps.step, from, to].join(' ');
    const known = this.ranges.get(key);
    if (known) {
      // The least recently used one is the first to go.
      this.ranges.delete(key);
      this.ranges.set(key, known);
      return known;
    }
    const [oldest] = this.ranges.keys();
    if (this.ranges.size >= REMEMBERED && oldest !== undefined) {
      this.ranges.delete(oldest);
    }
    const range: Range = { steps, plan: makePlan(steps), shares: new Map(), counts: new Map() };
    this.ranges.set(key, range);
    return range;
  }

  private sharesIn({ plan, shares }: Range, profile: Profile): Float64Array {
    const known = shares.get(profile);
    if (known) {
      return known;
    }
    const made = sharesOf(plan, profile, this.weights[profile.rhythm]);
    shares.set(profile, made);
    return made;
  }

  private draw(stream: Stream, range: Range): Float64Array {
    const { plan, steps } = range;
    const { seed, rate, profile } = stream;
    const shares = this.sharesIn(range, profile);
    const last = stepCount(steps);
    const counts = new Float64Array(last);
    const weeks = new Float64Array(plan.weeks);
    for (let at = 0; at < plan.weeks; at++) {
      weeks[at] = poisson(rate * shares[at]!, unit(mix(seed, plan.keys[at]!)));
    }
    if (weeks.every((count) => count === 0)) {
      return counts;
    }
    if (this.drawn.length < plan.size) {
      this.drawn = new Float64Array(plan.size);
    }
    const drawn = this.drawn.fill(0, 0, plan.size);
    drawn.set(weeks);
    // Typed arrays as long as the plan: every index below is within them.
    for (let at = 0; at < plan.size; at++) {
      let left = drawn[at]!;
      if (left === 0) {
        continue;
      }
      const step = plan.steps[at]!;
      if (step >= 0) {
        if (step < last) {
          counts[step]! += left;
        }
        continue;
      }
      const key = mix(seed, plan.keys[at]!);
      const end = plan.endOfParts[at]!;
      for (let part = plan.firstPart[at]!; part < end && left > 0; part++) {
        const taken = binomial(left, shares[part]!, unit(mix(key, plan.ordinals[part]!)));
        drawn[part] = taken;
        left -= taken;
      }
    }
    return counts;
  }
}
