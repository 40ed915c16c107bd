import { useEffect, useState } from 'react';
import { onSettingsChange, settingsState, type SettingsState } from '../../datasources/settingsStore';

/** The settings in force, kept up to date; undefined until they were read. */
export function useSettings(): SettingsState | undefined {
  const [state, setState] = useState<SettingsState>();
  useEffect(() => {
    let current = true;
    const read = () => settingsState().then((next) => current && setState(next));
    void read();
    const stop = onSettingsChange(() => void read());
    return () => {
      current = false;
      stop();
    };
  }, []);
  return state;
}
