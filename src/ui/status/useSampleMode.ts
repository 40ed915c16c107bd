import { useSyncExternalStore } from 'react';
import { isSampleMode, subscribeSampleMode } from '../../datasources/sampleMode';

/** Whether sample data is shown; renders again when that changes. */
export function useSampleMode(): boolean {
  return useSyncExternalStore(subscribeSampleMode, isSampleMode);
}
