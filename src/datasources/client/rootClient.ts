import { useContext, useMemo } from 'react';
import { parseSettings } from '../settings';
import { TelemetryClientContext } from './context';
import { TelemetryClient } from './telemetryClient';

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
