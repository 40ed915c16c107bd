import { hash, hashText, unit } from './random';
import { ALL_SCENARIOS, SCENARIOS } from './scenarios';
import { REHEARSED } from './scenarios/rehearsed';
import { type Scenario, type ScenarioName } from './scenarios/scenario';
import { BUCKET_MS, minutes, toBucket } from './time';

/**
 * When incidents happen, for ever: in each six hours (of UTC) one of each kind, one after another, each in a slot of
 * 70 minutes that it does not fill. Before 2025 the rarer kinds were rehearsed instead, five in six hours, by turns.
 */
const CYCLE = minutes(360);
const SLOT = minutes(70);
const GRID = minutes(5);
/** The last minutes of a slot are always calm. */
const REST = minutes(5);

/** What is going on: 0 is nothing, the others are the grades of incidents. */
export type Phase = number;
export const CALM: Phase = 0;

const FIRST_CYCLE = Math.ceil(toBucket(Date.UTC(2025, 0, 1)) / CYCLE);

/** The incident of a slot of a cycle. */
function scenarioOf(cycle: number, slot: number): Scenario | undefined {
  const count = SCENARIOS.length;
  return cycle >= FIRST_CYCLE || slot >= count
    ? SCENARIOS[slot]
    : REHEARSED[(((cycle * count + slot) % REHEARSED.length) + REHEARSED.length) % REHEARSED.length];
}

interface Grade {
  scenario: Scenario;
  grade: number;
}

/** The grades in order; the phase is the place plus one. */
const GRADES: readonly Grade[] = ALL_SCENARIOS.flatMap((scenario) =>
  scenario.grades.map((_, grade) => ({ scenario, grade }))
);

export const PHASE_COUNT = GRADES.length + 1;

export function phaseOf(name: ScenarioName, grade: number): Phase {
  return GRADES.findIndex((one) => one.scenario.name === name && one.grade === grade) + 1;
}

/** One incident. Times are buckets, `to` exclusive. */
export interface Occurrence {
  scenario: Scenario;
  from: number;
  to: number;
}

/** What all incidents of a kind have in common: how many buckets each takes, and what draws when each begins. */
const DRAWN = new Map(
  ALL_SCENARIOS.map((scenario) => [
    scenario,
    {
      length: minutes(scenario.grades.reduce((sum, length) => sum + length, 0)),
      seed: hashText(0x5eed, scenario.name),
    },
  ])
);

/** As {@link scenarioOf}, with its time. When in the slot it begins is drawn. */
function occurrence(cycle: number, slot: number): Occurrence | undefined {
  const scenario = scenarioOf(cycle, slot);
  const drawn = scenario && DRAWN.get(scenario);
  if (!drawn) {
    return undefined;
  }
  const { length, seed } = drawn;
  const room = Math.floor((SLOT - REST - length) / GRID);
  const late = Math.floor(unit(hash(seed, cycle)) * (room + 1));
  const from = cycle * CYCLE + slot * SLOT + late * GRID;
  return { scenario, from, to: from + length };
}

/** The incident at a bucket, if there is one. */
export function incidentAt(bucket: number): Occurrence | undefined {
  const cycle = Math.floor(bucket / CYCLE);
  const found = occurrence(cycle, Math.floor((bucket - cycle * CYCLE) / SLOT));
  return found && bucket >= found.from && bucket < found.to ? found : undefined;
}

export function phaseAt(bucket: number): Phase {
  const incident = incidentAt(bucket);
  if (!incident) {
    return CALM;
  }
  let end = incident.from;
  const grade = incident.scenario.grades.findIndex((length) => {
    end += minutes(length);
    return bucket < end;
  });
  return phaseOf(incident.scenario.name, grade);
}

/** How far an incident is at a bucket, 0 to 1. */
export function progressOf({ from, to }: Occurrence, bucket: number): number {
  return (bucket - from) / (to - from);
}

/** All incidents with a part between two buckets, `to` exclusive. */
export function incidentsBetween(from: number, to: number): Occurrence[] {
  const found: Occurrence[] = [];
  for (let cycle = Math.floor(from / CYCLE); cycle * CYCLE < to; cycle++) {
    for (let slot = 0; slot < SCENARIOS.length; slot++) {
      const one = occurrence(cycle, slot);
      if (one && one.from < to && one.to > from) {
        found.push(one);
      }
    }
  }
  return found;
}

/** When incidents of a kind happen that have a part between two moments; milliseconds since the epoch. */
export function timesOf(name: ScenarioName, from: number, to: number): Array<{ from: number; to: number }> {
  return incidentsBetween(toBucket(from), Math.ceil(to / BUCKET_MS))
    .filter(({ scenario }) => scenario.name === name)
    .map((one) => ({ from: one.from * BUCKET_MS, to: one.to * BUCKET_MS }));
}
