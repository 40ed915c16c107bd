import { type Failure, TelemetryError } from './failure';
import { mergeSettings, type Overrides } from './overrides';
import { type Settings } from './settings';
import { fetchSetup, NOTHING_SAVED, type SavedSetup, storeSetup } from './setupStorage';

/** The settings in force and where they come from. */
export interface SettingsState {
  /** What provisioning, or the plugin's configuration, says. */
  provisioned: Settings;
  saved: SavedSetup;
  /** Both together: what the pages go by. */
  settings: Settings;
  /** Why the saved set-up could not be read; the provisioned settings alone hold then. */
  failure?: Failure;
}

type Reading = { saved: SavedSetup; failure?: Failure };

let provisioned: Settings = {};
let reading: Promise<Reading> | undefined;
const listeners = new Set<() => void>();

/** Tells what provisioning, or the plugin's configuration, says; an admin's overrides come on top. */
export function provideSettings(settings: Settings): void {
  provisioned = settings;
}

/**
 * The settings in force. Asks once in the life of the app, and never fails: where the overrides cannot be read, the
 * provisioned settings hold.
 */
export async function loadSettings(): Promise<Settings> {
  return (await settingsState()).settings;
}

/** The settings in force with where they come from; asks as seldom as {@link loadSettings}. */
export async function settingsState(): Promise<SettingsState> {
  reading ??= read();
  return stateOf(await reading);
}

/** Reads the overrides anew, after a failure or a conflict. */
export async function readOverrides(): Promise<SettingsState> {
  reading = read();
  const state = stateOf(await reading);
  notify();
  return state;
}

/**
 * Saves an admin's overrides; they hold from then on, after a restart of Grafana too.
 * @param basedOn what was there when the admin began
 * @throws SetupConflict where somebody saved since; TelemetryError (forbidden, failed) otherwise
 */
export async function saveOverrides(overrides: Overrides, basedOn: SavedSetup): Promise<void> {
  try {
    await storeSetup(overrides, basedOn);
  } finally {
    // Also after a failure: it may have been saved and only the answer lost.
    await readOverrides();
  }
}

/** Calls back whenever overrides were saved or read anew. @returns what ends that */
export function onSettingsChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

async function read(): Promise<Reading> {
  try {
    return { saved: await fetchSetup() };
  } catch (error) {
    const failure: Failure =
      error instanceof TelemetryError
        ? error.failure
        : { kind: 'failed', message: 'The saved set-up could not be read', advice: 'Try again' };
    return { saved: NOTHING_SAVED, failure };
  }
}

function stateOf({ saved, failure }: Reading): SettingsState {
  return { provisioned, saved, settings: mergeSettings(provisioned, saved.overrides), failure };
}

function notify(): void {
  listeners.forEach((listener) => listener());
}
