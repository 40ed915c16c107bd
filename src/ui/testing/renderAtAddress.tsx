import React, { type ReactNode, useSyncExternalStore } from 'react';
import { locationService, LocationServiceProvider } from '@grafana/runtime';
import { EmbeddedScene, type SceneObject, SceneTimeRange, SceneVariableSet } from '@grafana/scenes';
import { act, render } from '@testing-library/react';
import { Router } from 'react-router-dom';
import { sceneClient } from '../../datasources/client/scenes';
import { TelemetryClient } from '../../datasources/client/telemetryClient';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { settle } from './grafana';
import { withClient } from './withClient';

/** The browser's address, as Grafana's router follows it. */
function Address({ children }: { children: ReactNode }) {
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

/** Shows the body of a page at an address, over a time range in UTC; what it changes in the address, it follows. */
export async function renderAtAddress(
  address: string,
  body: SceneObject,
  { from, to }: TimeSpan,
  client = new TelemetryClient()
): Promise<void> {
  locationService.push(address);
  const scene = new EmbeddedScene({
    $behaviors: [sceneClient(client)],
    $timeRange: new SceneTimeRange({
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
      timeZone: 'utc',
    }),
    $variables: new SceneVariableSet({ variables: [] }),
    body,
  });
  await act(async () => {
    render(
      <LocationServiceProvider service={locationService}>
        <Address>
          <scene.Component model={scene} />
        </Address>
      </LocationServiceProvider>,
      { wrapper: withClient(client) }
    );
    await settle();
  });
}
