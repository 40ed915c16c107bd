import { type PanelData } from '@grafana/data';
import { type SceneObject } from '@grafana/scenes';
import { type KnownService } from '../../../datasources/services';
import { fakeClient } from '../../../datasources/testing/fakeClient';
import { totalFrame } from '../../../ui/testing/frames';
import { renderWithData } from '../../../ui/testing/renderScene';
import { TABLE_REFS } from '../table/queries';

const OBJECTIVES = [
  { service: '*', p95: 0.3 },
  { service: 'batch', p95: 60 },
];

/** Shows an object with data as a page does that knows these services, and promises of each a p95 of 300 ms. */
export function renderHealth(body: SceneObject, data?: PanelData, services: KnownService[] = []) {
  const client = fakeClient(
    { metrics: { services: async () => services } },
    { provisioned: { objectives: OBJECTIVES } }
  );
  return renderWithData(body, data, client);
}

/** So many requests to a service, its 95th percentile in seconds, and how many requests there were before. */
export const requests = (service: string, count: number) => totalFrame(TABLE_REFS.requests, { service }, count);
export const p95 = (service: string, seconds: number) => totalFrame(TABLE_REFS.p95, { service }, seconds);
export const before = (service: string, count: number) => totalFrame(TABLE_REFS.requestsBefore, { service }, count);
