import { type AppLocation } from './appLocation';

/**
 * The part of the URL that all pages share: time range, refresh, environment, data source, comparison and whether
 * charts are marked. Every link inside the app carries it on.
 */
export const SHARED_URL_KEYS = [
  'from',
  'to',
  'timezone',
  'refresh',
  'var-metrics',
  'var-logs',
  'var-traces',
  'var-environment',
  'var-compare',
  'var-marks',
] as const;

/** Which of them names the environments, once for each. */
export const ENVIRONMENT_KEY = 'var-environment' satisfies (typeof SHARED_URL_KEYS)[number];

/** Which of them name the data source of a signal. */
export const SOURCE_KEYS = { metrics: 'var-metrics', logs: 'var-logs', traces: 'var-traces' } as const;

/** A place in the app where the data source with this uid is asked for a signal. */
export function withSource(
  { path, params }: AppLocation,
  signal: keyof typeof SOURCE_KEYS,
  uid: string | undefined
): AppLocation {
  return { path, params: [...params, ...(uid ? [[SOURCE_KEYS[signal], uid] satisfies [string, string]] : [])] };
}

/** Only the shared part of a query string, in a stable order. */
export function sharedPart(search: string): URLSearchParams {
  const given = new URLSearchParams(search);
  const shared = new URLSearchParams();
  for (const key of SHARED_URL_KEYS) {
    for (const value of given.getAll(key)) {
      shared.append(key, value);
    }
  }
  return shared;
}

/**
 * What the query string of a page becomes when it was opened bare, from Grafana's own navigation: what the user last
 * saw is put back.
 * @returns undefined where nothing has to change
 */
export function restoreShared(search: string, remembered: string): string | undefined {
  const given = new URLSearchParams(search);
  const missing = [...new URLSearchParams(remembered)].filter(([key]) => !given.has(key));
  const isBare = !SHARED_URL_KEYS.some((key) => given.has(key));
  if (!isBare || missing.length === 0) {
    return undefined;
  }
  for (const [key, value] of missing) {
    given.append(key, value);
  }
  return `?${given}`;
}
