import { type SceneObject } from '@grafana/scenes';
import { AlertSources } from '../../../datasources/alerts/alertSources';
import { type AlertSource } from '../../../telemetry/questions/alerts';
import { renderAtAddress } from '../../../ui/testing/renderAtAddress';

/** The end of the time range of the page, and the moment that alerts are of. */
export const NOW = Date.parse('2026-01-15T11:00:00Z');

/** Somebody to ask about alerts, who knows nothing unless told otherwise. */
export function fakeAlerts(change: Partial<AlertSource>): AlertSource {
  return {
    alerts: () => Promise.reject(new Error('Not expected to be asked')),
    history: () => Promise.resolve(undefined),
    watched: () => Promise.resolve(undefined),
    ...change,
  };
}

/** Opens a page about alerts at an address. */
export async function openAlerts(address: string, body: SceneObject, source: AlertSource): Promise<void> {
  jest.spyOn(AlertSources.prototype, 'open').mockResolvedValue(source);
  jest.spyOn(AlertSources.prototype, 'services').mockResolvedValue([{ service: 'shop/payments', names: [] }]);
  await renderAtAddress(address, body, { from: NOW - 3600_000, to: NOW });
}
