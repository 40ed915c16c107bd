import { createContext, useContext, useMemo } from 'react';
import { parseSettings } from '../settings';
import { TelemetryClient } from './telemetryClient';

/** The client that everything below asks. */
export const TelemetryClientContext = createContext<TelemetryClient | undefined>(undefined);

/** The client of the app, or of the component, that this is a part of. */
export function useTelemetryClient(): TelemetryClient {
  const client = useContext(TelemetryClientContext);
  if (!client) {
    throw new Error('There is no TelemetryClientContext around this component');
  }
  return client;
}

/**
 * The client for what stands at the root: the one around it, where there is one, else one of its own.
 * @param provisioned what the plugin's configuration says, as Grafana hands it over
 */
export function useRootTelemetryClient(provisioned: unknown): TelemetryClient {
  const around = useContext(TelemetryClientContext);
  return useMemo(
    () => around ?? new TelemetryClient({ provisioned: parseSettings(provisioned) }),
    [around, provisioned]
  );
}
