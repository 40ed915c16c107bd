import { useEffect, useState } from 'react';
import { useTelemetryClient } from '../datasources/client/context';
import { type SettingsState } from '../datasources/client/settingsStore';

/** The settings in force, kept up to date; undefined until they were read. */
export function useSettings(): SettingsState | undefined {
  const { settings } = useTelemetryClient();
  const [state, setState] = useState<SettingsState>();
  useEffect(() => {
    let current = true;
    const read = () => settings.state().then((next) => current && setState(next));
    void read();
    const stop = settings.subscribe(() => void read());
    return () => {
      current = false;
      stop();
    };
  }, [settings]);
  return state;
}
