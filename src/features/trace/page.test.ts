import { sceneGraph } from '@grafana/scenes';
import { registeredPage } from '../../app/testing/registeredPage';
import { PATHS } from '../../correlation/routes';
import { TelemetryClient } from '../../datasources/client/telemetryClient';
import { installGrafana } from '../../ui/testing/grafana';
import { openPage, type OpenPage } from '../../ui/testing/openPage';
import { StoryBody } from './StoryBody';

let open: OpenPage | undefined;

beforeEach(() => installGrafana());
afterEach(() => {
  open?.leave();
  open = undefined;
});

const page = () =>
  registeredPage(`${PATHS.traces}/:traceId`, { client: new TelemetryClient(), refresh: '', metrics: '' });

it('leaves no scene behind for each request that was looked at', async () => {
  const story = page();
  const sceneOf = (id: string) => {
    const url = `${PATHS.traces}/${id}`;
    return story.getScene({ params: { traceId: id }, isExact: true, path: url, url });
  };
  expect(sceneOf('a')).toBe(sceneOf('b'));
  open = await openPage(story, `${PATHS.traces}/a`);
  expect(open.scene).toBe(sceneOf('b'));
  expect(sceneGraph.findDescendents(open.scene, StoryBody)).toHaveLength(1);
});

it('is named after the request, however its id is written', async () => {
  const story = page();
  open = await openPage(story, `${PATHS.traces}/ABCDEF`);
  expect(story.state.title).toBe('Request 00000000');
  await open.go(`${PATHS.traces}/${'1234567890abcdef'.repeat(2)}`);
  expect(story.state.title).toBe('Request 12345678');
});

it('carries the environment, and lets every data source be chosen', () => {
  const scene = page().getScene({ params: {}, isExact: true, path: '', url: '' });
  const names = scene.state.$variables?.state.variables.map(({ state }) => state.name);
  expect(names).toEqual(expect.arrayContaining(['metrics', 'logs', 'traces', 'environment']));
});
