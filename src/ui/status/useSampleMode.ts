import { useSyncExternalStore } from 'react';
import { useTelemetryClient } from '../../datasources/client/context';

/** Whether sample data is shown; renders again when that changes. */
export function useSampleMode(): boolean {
  const { sampleMode } = useTelemetryClient();
  return useSyncExternalStore(sampleMode.subscribe, sampleMode.isOn);
}
