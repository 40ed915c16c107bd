import { type ErrorMark, withMark, withoutMark } from '../../analysis/errors/errorMark';
import { type SettingsState, type SettingsStore } from '../client/settingsStore';
import { overridesFor } from '../overrides';
import { loadSample } from '../sampleShop';
import { type Settings } from '../settings';
import { readMarks, unreadMarks } from './readMarks';

/** The marks that hold: those of the settings; with sample data the sample shop's. */
export async function marksInForce(
  settings: Pick<Settings, 'errorMarks'>,
  isSample: boolean,
  now = Date.now()
): Promise<readonly ErrorMark[]> {
  return isSample ? (await loadSample()).sampleErrorMarks(now) : readMarks(settings);
}

/** Marks an error anew, or takes back what was said of it. */
export type MarkChange = { mark: ErrorMark } | { reopen: string };

/**
 * Saves what an admin says of an error. Marks that cannot be read stay as they are.
 * @returns how many of the oldest marks were dropped, because there are too many
 * @throws SetupConflict where somebody saved since; TelemetryError (forbidden, failed) otherwise
 */
export async function saveMark(
  store: Pick<SettingsStore, 'save'>,
  { provisioned, saved, settings }: SettingsState,
  change: MarkChange
): Promise<number> {
  const before = readMarks(settings);
  const { marks, dropped } =
    'mark' in change ? withMark(before, change.mark) : { marks: withoutMark(before, change.reopen), dropped: 0 };
  await store.save(overridesFor(provisioned, { ...settings, errorMarks: [...unreadMarks(settings), ...marks] }), saved);
  return dropped;
}
