/** The plugin's id, as in plugin.json: part of every URL and of every key that is stored. */
export const PLUGIN_ID = 'tillwatch-shop-app';

export const BASE_URL = `/a/${PLUGIN_ID}`;

/** Where the pages are. A contract: old links keep working. */
export const PATHS = {
  health: `${BASE_URL}/health`,
  service: `${BASE_URL}/health/service`,
  route: `${BASE_URL}/health/route`,
  logs: `${BASE_URL}/logs`,
  traces: `${BASE_URL}/traces`,
  alerts: `${BASE_URL}/alerts`,
  alert: `${BASE_URL}/alerts/alert`,
  changes: `${BASE_URL}/changes`,
  objectives: `${BASE_URL}/objectives`,
  objective: `${BASE_URL}/objectives/objective`,
  infrastructure: `${BASE_URL}/infrastructure`,
  host: `${BASE_URL}/infrastructure/host`,
  container: `${BASE_URL}/infrastructure/container`,
  stack: `${BASE_URL}/stack`,
  setup: `${BASE_URL}/setup`,
} as const;
