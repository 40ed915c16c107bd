import { SceneAppPage, sceneGraph } from '@grafana/scenes';
import { PATHS } from '../../correlation/routes';
import { installGrafana } from '../../ui/testing/grafana';
import { storyPage } from './page';
import { StoryBody } from './StoryBody';

beforeEach(() => installGrafana());

const page = () =>
  storyPage(
    { refresh: '', metrics: '' },
    () => new SceneAppPage({ title: '', url: PATHS.traces, routePath: 'traces' })
  );

it('leaves no scene behind for each request that was looked at', () => {
  const story = page();
  const sceneOf = (id: string) => {
    const url = `${PATHS.traces}/${id}`;
    return story.getScene({ params: { traceId: id }, isExact: true, path: url, url });
  };
  expect(sceneOf('a')).toBe(sceneOf('b'));
  expect(sceneGraph.findObject(sceneOf('a'), (object) => object instanceof StoryBody)).toBeTruthy();
});

it('lets environment and every data source be chosen', () => {
  const scene = page().getScene({ params: {}, isExact: true, path: '', url: '' });
  const names = scene.state.$variables?.state.variables.map(({ state }) => state.name);
  expect(names).toEqual(expect.arrayContaining(['metrics', 'logs', 'traces', 'environment']));
});
