import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Another app, which shows the story of a request with our component. */
export const NEIGHBOUR = 'tillwatchtests-neighbour-app';

/**
 * Apps under the ids of Grafana's drilldown apps, which show the address that they were opened with. One is not
 * enabled.
 */
const TESTBED_INS = ['grafana-metricsdrilldown-app', 'grafana-lokiexplore-app', 'grafana-exploretraces-app'] as const;

export const NEIGHBOURS: readonly string[] = [NEIGHBOUR, ...TESTBED_INS];

const STORY = 'tillwatch-shop-app/request-story/v1';

/** What Grafana loads: as a bundler would write it, without the bundler. */
const MODULE = `define(['@grafana/data', '@grafana/runtime', 'react'], (data, runtime, React) => {
  function Story({ traceId }) {
    const { component, isLoading } = runtime.usePluginComponent('${STORY}');
    return component
      ? React.createElement(component, { traceId })
      : React.createElement('p', null, isLoading ? 'Loading' : 'There is no such component');
  }
  function Root() {
    const { pathname, search } = runtime.locationService.getLocation();
    const traceId = new URLSearchParams(search).get('story');
    return React.createElement(
      'main',
      { 'data-testid': 'neighbour' },
      traceId ? React.createElement(Story, { traceId }) : pathname + search
    );
  }
  return { plugin: new data.AppPlugin().setRootPage(Root) };
});
`;

/** Writes these apps into a folder of plugins. */
export function writeNeighbours(plugins: string): void {
  for (const id of NEIGHBOURS) {
    const folder = join(plugins, id);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'module.js'), MODULE);
    writeFileSync(
      join(folder, 'plugin.json'),
      JSON.stringify({
        type: 'app',
        name: id,
        id,
        info: {
          description: 'For tests',
          author: { name: 'Tillwatch' },
          logos: { small: '', large: '' },
          version: '1.0.0',
          updated: '2026-01-01',
        },
        dependencies: {
          grafanaDependency: '>=12.4.0',
          plugins: [],
          extensions: { exposedComponents: id === NEIGHBOUR ? [STORY] : [] },
        },
      })
    );
  }
}
