import { type KnownCase } from './knownCase';
import { whatChanged } from '../../src/analysis/causes/whatChanged';
import { randomNumbers } from '../../src/telemetry/testing/randomNumbers';

/** What a way of finding causes says: services, the likeliest first; none where it names no cause. */
export interface Answer {
  services: string[];
  /** How likely the first one is, where it says so. */
  sure?: number;
  /** Whether something changed, where that is said even without a cause. */
  hasChanged?: boolean;
}

/** One way of finding causes. */
export interface Way {
  name: string;
  find(one: KnownCase): Answer;
}

export const OURS: Way = {
  name: 'ours',
  find: (one) => {
    const { causes, verdict } = whatChanged(one);
    return {
      services: causes.map(({ service }) => service),
      sure: causes[0]?.sure,
      hasChanged: verdict !== 'nothing',
    };
  },
};

/** All that changed, found as ours does, by a number that services are then ranked by: the larger the earlier. */
function byChange(name: string, rankOf: (change: ReturnType<typeof changesOf>[number]) => number): Way {
  return {
    name,
    find: (one) => {
      const most = new Map<string, number>();
      for (const change of changesOf(one)) {
        const { service } = change.entity;
        most.set(service, Math.max(most.get(service) ?? -Infinity, rankOf(change)));
      }
      return { services: [...most].sort(([, a], [, b]) => b - a).map(([service]) => service) };
    },
  };
}

function changesOf(one: KnownCase) {
  return whatChanged(one).changes.series.filter(({ isWorse }) => isWorse);
}

/** Simple rules, and chance, to compare with: they see the same tested changes, only the way to the cause is theirs. */
export const RULES: readonly Way[] = [
  byChange('largest change', ({ before, during }) => Math.log((during + 1e-4) / (before + 1e-4))),
  byChange('most certain', ({ z }) => Math.abs(z)),
  byChange('first change', ({ onset, z }) => -onset.at + Math.min(0.99, Math.abs(z) / 1000)),
  {
    name: 'chance',
    find: (one) => {
      const random = randomNumbers(seedOf(one.name));
      const services = [...new Set(one.series.map(({ entity }) => entity.service))].sort();
      return {
        services: services
          .map((service) => ({ service, lot: random() }))
          .sort((a, b) => a.lot - b.lot)
          .map(({ service }) => service),
      };
    },
  },
];

/** A number of its own for each name (FNV-1a), so that no two cases share a lot. */
function seedOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) {
    hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  }
  return hash;
}
