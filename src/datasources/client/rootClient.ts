import { useContext, useMemo } from 'react';
import { config } from '@grafana/runtime';
import { parseSettings } from '../settings';
import { TelemetryClientContext } from './context';
import { KeptDetections } from './keptDetections';
import { TelemetryClient } from './telemetryClient';

/**
 * The client for what stands at the root: the one around it, where there is one, else one of its own.
 * @param provisioned what the plugin's configuration says, as Grafana hands it over
 */
export function useRootTelemetryClient(provisioned: unknown): TelemetryClient {
  const around = useContext(TelemetryClientContext);
  return useMemo(
    () =>
      around ??
      new TelemetryClient({ provisioned: parseSettings(provisioned), detections: new KeptDetections(whoLooks()) }),
    [around, provisioned]
  );
}

/** The signed-in user, in the organisation that they look at. */
function whoLooks(): string {
  const { orgId, id } = config.bootData?.user ?? {};
  return `${orgId}.${id}`;
}
