import * as v from 'valibot';
import { type KnownNames } from '../namesOf';

/** With the plugin's id in it, as for everything that the plugin stores. */
export const STORED_NAMES_KEY = 'tillwatch-shop-app.service-names';

/** So many data sources and environments are remembered, the latest. */
const MOST_KEPT = 8;

const NAME = v.optional(v.object({ name: v.string() }));
const STORED = v.record(
  v.string(),
  v.object({ at: v.number(), names: v.array(v.object({ service: v.string(), logs: NAME, traces: NAME })) })
);

/** What was found out of services' names, and when, in milliseconds since the epoch. */
export interface StoredNames {
  at: number;
  names: KnownNames[];
}

/** Keeps in this browser what services are called, between visits. Where it stores nothing, nothing is kept. */
export const storedNames = {
  read: (key: string): StoredNames | undefined => all()[key],

  write(key: string, names: readonly KnownNames[], at: number): void {
    const kept = Object.entries(all()).filter(([other]) => other !== key);
    const latest = kept.sort(([, a], [, b]) => b.at - a.at).slice(0, MOST_KEPT - 1);
    store(Object.fromEntries([[key, { at, names: names.map(onlyNames) }], ...latest]));
  },

  clear(): void {
    store({});
  },
};

function onlyNames({ service, logs, traces }: KnownNames): KnownNames {
  return {
    service,
    ...(logs && { logs: { name: logs.name } }),
    ...(traces && { traces: { name: traces.name } }),
  };
}

function all(): Record<string, StoredNames> {
  try {
    const read = v.safeParse(STORED, JSON.parse(window.localStorage.getItem(STORED_NAMES_KEY) ?? '{}'));
    return read.success ? read.output : {};
  } catch {
    return {};
  }
}

function store(names: Record<string, StoredNames>): void {
  try {
    window.localStorage.setItem(STORED_NAMES_KEY, JSON.stringify(names));
  } catch {
    // It is looked up again at the next visit.
  }
}
