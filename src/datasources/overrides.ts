import { parseSettings, type Settings } from './settings';

/**
 * What an admin decided on the Setup page. A key that is there replaces the provisioned one whole; an empty string or
 * list says "decided: none", which a key that is missing does not.
 */
export type Overrides = Settings;

const TEXT_KEYS = ['metrics', 'logs', 'traces', 'refresh'] as const satisfies ReadonlyArray<keyof Settings>;
const LIST_KEYS = [
  'errorStatus',
  'business',
  'objectives',
  'serviceLevelObjectives',
  'errorMarks',
  'joins',
] as const satisfies ReadonlyArray<keyof Settings>;

/** Reads overrides that somebody may have edited by hand: what does not fit is left out, what is empty stays. */
export function parseOverrides(value: unknown): Overrides {
  if (typeof value !== 'object' || value === null) {
    return {};
  }
  const given = value as Record<string, unknown>;
  const emptied: Overrides = {};
  for (const key of TEXT_KEYS) {
    if (given[key] === '') {
      emptied[key] = '';
    }
  }
  for (const key of LIST_KEYS) {
    const list = given[key];
    if (Array.isArray(list) && list.length === 0) {
      emptied[key] = [];
    }
  }
  return { ...emptied, ...parseSettings(given) };
}

/** The settings in force: the provisioned ones with the overrides on top. */
export function mergeSettings(provisioned: Settings, overrides: Overrides): Settings {
  return parseSettings({ ...provisioned, ...overrides });
}

/**
 * The smallest overrides that turn the provisioned settings into the wanted ones, so that what an admin left alone
 * goes on following provisioning.
 */
export function overridesFor(provisioned: Settings, wanted: Settings): Overrides {
  const overrides: Overrides = {};
  for (const key of TEXT_KEYS) {
    if ((wanted[key] ?? '') !== (provisioned[key] ?? '')) {
      overrides[key] = wanted[key] ?? '';
    }
  }
  for (const key of LIST_KEYS) {
    if (JSON.stringify(wanted[key] ?? []) !== JSON.stringify(provisioned[key] ?? [])) {
      Object.assign(overrides, { [key]: wanted[key] ?? [] });
    }
  }
  return overrides;
}
