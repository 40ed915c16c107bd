import { type Attributes, shareOf } from './attributes';
import { type Call, type Method, type ServiceName } from './calls';
import { JOURNEYS, type Journey, type Outcome } from './journeys';
import { COARSE_CLASSES, FINE_CLASSES, histogramBucket, timeCall, type TimedCall, type TimedStep } from './latency';
import { hash, hashText, unit } from './random';
import { ALL_SCENARIOS } from './scenarios';
import { REHEARSED } from './scenarios/rehearsed';
import { type Effect, type ScenarioName } from './scenarios/scenario';
import { PHASE_COUNT, phaseOf } from './schedule';
import { type Rhythm } from './rhythm';
import { type Site, SITES } from './sites';

/** One request served that each request of a stream contains, as the shop's metrics see it. */
export interface Served {
  service: ServiceName;
  method: Method;
  route: string;
  status: number;
  /** Place in the duration histogram. */
  bucket: number;
  /** Mean duration in seconds. */
  seconds: number;
}

/** Requests that are all alike: same journey, site, outcome and latency class. They come at random (Poisson). */
export interface Stream {
  /** Place in the list of streams; part of trace ids. */
  id: number;
  seed: number;
  journey: Journey;
  site: Site;
  outcome: Outcome;
  /** Mean requests per second where activity and share are 1. */
  rate: number;
  profile: Profile;
  timed: TimedCall;
  served: Served[];
  /** Value of the order that each of these requests places. */
  orderValue?: number;
  /** Attributes that none of the requests has in a phase, because those that have them fare otherwise. */
  excluded: Excluded[];
  /** The incident that these requests are hit by. */
  scenario?: ScenarioName;
}

/** How the share of an outcome goes with incidents. Streams that share it are spread over time alike. */
export interface Profile {
  rhythm: Rhythm;
  /** By phase; 1 where nothing has changed the share. */
  shares: Float64Array;
}

export interface Excluded {
  phase: number;
  attributes: Attributes;
  /** Share of the requests with these attributes that fare otherwise. */
  share: number;
}

/** An outcome with the share of its journey's requests that it has in each phase. */
interface Variant {
  outcome: Outcome;
  /** Its share where it has one, and relative to that the share by phase. */
  share: number;
  shares: Float64Array;
  excluded: Excluded[];
  scenario?: ScenarioName;
  /** Few enough to do with few classes. */
  rare: boolean;
}

/** All streams of the sample shop. The same seed gives the same shop. */
export function buildStreams(seed: number): Stream[] {
  const streams: Stream[] = [];
  const profiles = new Map<string, Profile>();
  const all = JOURNEYS.flatMap((journey) =>
    SITES.flatMap((site) => variantsOf(journey, site).map((variant) => ({ journey, site, variant })))
  );
  // What was only rehearsed comes last, so that the places of the others are what they would be without.
  for (const isLast of [false, true]) {
    for (const { journey, site, variant } of all) {
      if (isRehearsed(variant.scenario) === isLast) {
        const profile = profileOf(variant, site, profiles);
        const classes = variant.rare || site.environment === 'staging' ? COARSE_CLASSES : FINE_CLASSES;
        classes.forEach(({ factor, share }, index) => {
          const id = streams.length;
          const name = [journey.id, site.id, variant.outcome.name, index].join('|');
          const timed = timeCall(variant.outcome.call, factor);
          streams.push({
            id,
            seed: hashText(seed, name),
            journey,
            site,
            outcome: variant.outcome,
            rate: share * variant.share * journey.rate * site.share,
            profile,
            timed,
            served: servedBy(timed),
            orderValue: variant.outcome.order && orderValue(hashText(seed, name), factor),
            excluded: variant.excluded,
            scenario: variant.scenario,
          });
        });
      }
    }
  }
  return streams;
}

/**
 * Most profiles are the same: nothing ever happens to them. Spreading requests over time is worked out once for each.
 */
function profileOf({ shares }: Variant, site: Site, known: Map<string, Profile>): Profile {
  const key = `${site.rhythm} ${shares.join(' ')}`;
  const profile = known.get(key) ?? { rhythm: site.rhythm, shares };
  known.set(key, profile);
  return profile;
}

function variantsOf(journey: Journey, site: Site): Variant[] {
  return journey.outcomes.flatMap((outcome) => {
    const ordinary: Variant = {
      outcome,
      share: outcome.share,
      shares: new Float64Array(PHASE_COUNT).fill(1),
      excluded: [],
      rare: outcome.share < 0.1,
    };
    if (site.environment === 'production') {
      addTraffic(ordinary, journey);
    }
    const isRegular = outcome.call.status < 400;
    return [ordinary, ...(isRegular && site.environment === 'production' ? hit(ordinary, site) : [])];
  });
}

/** More requests than usual, whatever becomes of them. */
function addTraffic(ordinary: Variant, journey: Journey): void {
  for (const { name, traffic, grades } of REHEARSED) {
    grades.forEach((_, grade) => {
      const phase = phaseOf(name, grade);
      ordinary.shares[phase] = (ordinary.shares[phase] ?? 1) * (traffic?.[journey.id] ?? 1);
    });
  }
}

/** What incidents make of an outcome; they take their share from the ordinary one. */
function hit(ordinary: Variant, site: Site): Variant[] {
  const { outcome } = ordinary;
  return ALL_SCENARIOS.flatMap(({ name, effects }) =>
    effects.flatMap((effect): Variant[] => {
      const call = effect.site === undefined || effect.site === site.id ? effect.change(outcome.call) : undefined;
      const among = effect.among ?? {};
      const hitShare = shareOf(among, outcome.pins) * effect.share;
      if (!call || hitShare === 0) {
        return [];
      }
      const phase = phaseOf(name, effect.grade);
      ordinary.shares[phase] = (ordinary.shares[phase] ?? 0) - hitShare;
      if (effect.among) {
        ordinary.excluded.push({ phase, attributes: among, share: effect.share });
      }
      const shares = new Float64Array(PHASE_COUNT);
      shares[phase] = 1;
      const share = outcome.share * hitShare;
      return [
        {
          outcome: changed(outcome, call, name, effect),
          share,
          shares,
          excluded: [],
          scenario: name,
          rare: isRehearsed(name),
        },
      ];
    })
  );
}

function isRehearsed(scenario: ScenarioName | undefined): boolean {
  return REHEARSED.some(({ name }) => name === scenario);
}

function changed(outcome: Outcome, call: Call, scenario: ScenarioName, effect: Effect): Outcome {
  const went = call.status < 400;
  return {
    name: `${outcome.name}, ${scenario} ${effect.grade}`,
    share: 0,
    call,
    pins: { ...outcome.pins, ...effect.among },
    order: went ? outcome.order : undefined,
    failure: went || outcome.order === undefined ? undefined : (effect.failure ?? 'payment_error'),
  };
}

function servedBy(timed: TimedStep): Served[] {
  const { step, total, steps } = timed;
  const inside = steps.flatMap(servedBy);
  if (step.kind !== 'call') {
    return inside;
  }
  const { service, method, route, status } = step;
  const seconds = total / 1000;
  return [{ service, method, route, status, bucket: histogramBucket(seconds), seconds }, ...inside];
}

/** Large baskets take longer. Whole cents; one value for each stream, so that counting orders adds up the revenue. */
function orderValue(seed: number, factor: number): number {
  const cents = Math.round(4200 * factor ** 0.8 * (0.75 + 0.5 * unit(hash(seed, 7))));
  return cents / 100;
}
