import React from 'react';
import { type PanelData } from '@grafana/data';
import { locationService, LocationServiceProvider } from '@grafana/runtime';
import {
  CustomVariable,
  EmbeddedScene,
  SceneDataNode,
  type SceneObject,
  SceneTimeRange,
  SceneVariableSet,
} from '@grafana/scenes';
import { act, render } from '@testing-library/react';
import { MemoryRouter } from 'react-router-dom';
import { TelemetryClientContext } from '../../datasources/client/context';
import { sceneClient } from '../../datasources/client/scenes';
import { TelemetryClient } from '../../datasources/client/telemetryClient';
import { LAST_HOUR } from './frames';
import { settle } from './grafana';

/** Shows an object as a page does that has this data; what is returned gives the page other data. */
export async function renderWithData(
  body: SceneObject,
  data?: PanelData,
  client = new TelemetryClient()
): Promise<(next: PanelData) => void> {
  const node = new SceneDataNode({ data });
  const scene = new EmbeddedScene({
    $behaviors: [sceneClient(client)],
    $data: node,
    $timeRange: new SceneTimeRange({ from: LAST_HOUR.from.toISOString(), to: LAST_HOUR.to.toISOString() }),
    $variables: new SceneVariableSet({
      variables: [new CustomVariable({ name: 'compare', query: 'off, yesterday', value: 'yesterday', text: '' })],
    }),
    body,
  });
  const page = (
    <TelemetryClientContext.Provider value={client}>
      <LocationServiceProvider service={locationService}>
        <MemoryRouter future={{ v7_startTransition: true, v7_relativeSplatPath: true }}>
          <scene.Component model={scene} />
        </MemoryRouter>
      </LocationServiceProvider>
    </TelemetryClientContext.Provider>
  );
  await act(async () => {
    render(page);
    // What is read when an object becomes active, the objectives above all.
    await settle();
  });
  return (next) => act(() => node.setState({ data: next }));
}
