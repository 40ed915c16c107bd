import { type Culprit } from '../../src/sample/scenarios/scenario';
import { SampleShop } from '../../src/sample/shop';
import { truthBetween } from '../../src/sample/truth';
import { type KnownCase, type KnownCause } from './knownCase';
import { type Telemetry } from './missing';
import { sampleCase } from './sampleCase';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Today's incidents, and a time in which the rarer ones were rehearsed. */
const STARTS = { daily: Date.UTC(2026, 9, 5), rehearsed: Date.UTC(2024, 5, 3) };
const LENGTH = 30 * MINUTE;

/**
 * Incidents of each kind, each in a shop of its own and at a time of its own, and as many quiet half hours.
 * @param missing what there is none of
 */
export function* sampleCases(
  seeds: number,
  which: keyof typeof STARTS,
  missing?: Telemetry
): Generator<() => Promise<KnownCase>> {
  const start = STARTS[which];
  const truths = truthBetween(start, start + 60 * DAY);
  const before = (i: number) => truths[i - 1]?.to ?? start;
  const calmBefore = truths.map((truth, i) => ({ truth, calm: truth.from - before(i) }));
  for (const kind of new Set(truths.map(({ scenario }) => scenario))) {
    // What an incident is compared with must not be another one.
    const found = calmBefore.filter(({ truth, calm }) => truth.scenario === kind && calm >= 45 * MINUTE);
    for (let seed = 0; seed < seeds; seed++) {
      const truth = found[seed]?.truth;
      if (!truth) {
        throw new Error(`Too few incidents of ${kind} after a calm time`);
      }
      // Who looks does not know when it began: from 1 to 14 minutes into the time looked at.
      const from = truth.from - (1 + ((seed * 5) % 14)) * MINUTE;
      yield async () => ({
        ...(await at(seed, from, missing)),
        name: `${kind} ${seed}`,
        kind,
        truth: [truth.culprit, ...(truth.others ?? [])].map(causeOf),
      });
    }
  }
  const quiet = truths.flatMap((truth, i) => {
    const from = before(i) + MINUTE;
    return truth.from - from >= 2 * LENGTH ? [from + LENGTH] : [];
  });
  const kinds = new Set(truths.map(({ scenario }) => scenario)).size;
  for (let i = 0; i < seeds * kinds; i++) {
    const from = quiet[i];
    if (from === undefined) {
      throw new Error('Too few quiet times between incidents');
    }
    yield async () => ({ ...(await at(i, from, missing)), name: `quiet ${i}`, kind: 'quiet', truth: [] });
  }
}

function at(seed: number, from: number, missing: Telemetry | undefined) {
  const shop = new SampleShop(0x7111 + seed);
  return sampleCase(shop, { from: from - LENGTH, to: from }, { from, to: from + LENGTH }, missing !== 'metrics');
}

/** Traces and calls know what is outside by its address: the processor that fails is as right as who calls it. */
function causeOf({ service, method, route, instance, version, span }: Culprit): KnownCause {
  const address = span.split(' ')[1] ?? '';
  return {
    service,
    ...(address.includes('.') && { also: [address] }),
    ...(route !== undefined && { route: `${method} ${route}` }),
    instance,
    version,
  };
}
