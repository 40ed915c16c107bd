import React, { useSyncExternalStore } from 'react';
import { locationService, LocationServiceProvider } from '@grafana/runtime';
import { EmbeddedScene, type SceneObject, SceneTimeRange, SceneVariableSet } from '@grafana/scenes';
import { act, render } from '@testing-library/react';
import { Router } from 'react-router-dom';
import { type AlertSource } from '../../../telemetry/questions/alerts';
import { AlertSources } from '../../../datasources/alerts/alertSources';
import { settle } from '../../../ui/testing/grafana';
import { withClient } from '../../../ui/testing/withClient';

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

/** The browser's address, as Grafana's router follows it. */
function Address({ children }: { children: React.ReactNode }) {
  const location = useSyncExternalStore(
    (onChange) => {
      const subscription = locationService.getLocationObservable().subscribe(onChange);
      return () => subscription.unsubscribe();
    },
    () => locationService.getLocation()
  );
  return (
    <Router location={location} navigator={locationService.getHistory()}>
      {children}
    </Router>
  );
}

/** Opens a page about alerts at an address. */
export async function openAlerts(address: string, body: SceneObject, source: AlertSource): Promise<void> {
  locationService.push(address);
  const scene = new EmbeddedScene({
    $timeRange: new SceneTimeRange({
      from: new Date(NOW - 3600_000).toISOString(),
      to: new Date(NOW).toISOString(),
      timeZone: 'utc',
    }),
    $variables: new SceneVariableSet({ variables: [] }),
    body,
  });
  jest.spyOn(AlertSources.prototype, 'open').mockResolvedValue(source);
  jest.spyOn(AlertSources.prototype, 'services').mockResolvedValue([{ service: 'shop/payments', names: [] }]);
  await act(async () => {
    render(
      <LocationServiceProvider service={locationService}>
        <Address>
          <scene.Component model={scene} />
        </Address>
      </LocationServiceProvider>,
      { wrapper: withClient() }
    );
    await settle();
  });
}
