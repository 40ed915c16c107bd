import { t } from '../../i18n/t';
import { type Failure, TelemetryError } from '../failure';
import { mergeSettings, type Overrides } from '../overrides';
import { type Settings } from '../settings';
import { fetchSetup, NOTHING_SAVED, type SavedSetup, storeSetup } from '../setupStorage';

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

/** What is provisioned and what an admin decided on top of it. Reads the latter once, when it is first asked for. */
export class SettingsStore {
  private reading: Promise<Reading> | undefined;
  private readonly listeners = new Set<() => void>();

  /** @param provisioned what provisioning, or the plugin's configuration, says; an admin's overrides come on top */
  constructor(private readonly provisioned: Settings = {}) {}

  /** The settings in force. Never fails: where the overrides cannot be read, the provisioned settings hold. */
  async load(): Promise<Settings> {
    return (await this.state()).settings;
  }

  /** The settings in force with where they come from; asks as seldom as {@link load}. */
  async state(): Promise<SettingsState> {
    this.reading ??= read();
    return this.stateOf(await this.reading);
  }

  /** Reads the overrides anew, after a failure or a conflict. */
  async readAgain(): Promise<SettingsState> {
    this.reading = read();
    const state = this.stateOf(await this.reading);
    this.listeners.forEach((listener) => listener());
    return state;
  }

  /**
   * Saves an admin's overrides; they hold from then on, after a restart of Grafana too.
   * @param basedOn what was there when the admin began
   * @throws SetupConflict where somebody saved since; TelemetryError (forbidden, failed) otherwise
   */
  async save(overrides: Overrides, basedOn: SavedSetup): Promise<void> {
    try {
      await storeSetup(overrides, basedOn);
    } finally {
      // Also after a failure: it may have been saved and only the answer lost.
      await this.readAgain();
    }
  }

  /** Calls back whenever overrides were saved or read anew. @returns what ends that */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private stateOf({ saved, failure }: Reading): SettingsState {
    const { provisioned } = this;
    return { provisioned, saved, settings: mergeSettings(provisioned, saved.overrides), failure };
  }
}

async function read(): Promise<Reading> {
  try {
    return { saved: await fetchSetup() };
  } catch (error) {
    const failure: Failure =
      error instanceof TelemetryError
        ? error.failure
        : {
            kind: 'failed',
            message: t('setup.storage.not-read', 'The saved settings could not be read'),
            advice: t('setup.storage.try-again', 'Try again'),
          };
    return { saved: NOTHING_SAVED, failure };
  }
}
