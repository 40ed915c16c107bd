import { DataTopic, type DataSourceApi, LoadingState, type PanelData, PanelPlugin, PluginType } from '@grafana/data';
import {
  type BackendSrv,
  config,
  type DataSourceSrv,
  setBackendSrv,
  setDataSourceSrv,
  setPluginComponentHook,
  setPluginImportUtils,
  setRunRequest,
} from '@grafana/runtime';
import { map } from 'rxjs';
import { FakeSetupApi } from '../../datasources/testing/fakeSetupApi';
import { type FakeShopPrometheus } from './fakeShopPrometheus';

/** Panels that draw nothing: tests look at what they are given. */
function blankPanel(id: string): PanelPlugin {
  const plugin = new PanelPlugin(() => null);
  plugin.meta = {
    id,
    name: id,
    type: PluginType.panel,
    module: '',
    baseUrl: '',
    sort: 0,
    info: {
      author: { name: '' },
      description: '',
      links: [],
      logos: { large: '', small: '' },
      screenshots: [],
      updated: '',
      version: '',
    },
  };
  return plugin;
}

/** Grafana's runtime takes panels only once. */
let hasPanels = false;

/** What scenes need of Grafana to run without it. Without a Prometheus there is no data source at all. */
export function installGrafana(prometheus?: FakeShopPrometheus): void {
  const all = prometheus ? [prometheus.settings] : [];
  setDataSourceSrv({
    getList: () => all,
    getInstanceSettings: () => all[0],
    get: async () => prometheus as unknown as DataSourceApi,
  } as Partial<DataSourceSrv> as DataSourceSrv);
  config.exploreEnabled = true;
  // Nobody exposes anything.
  setPluginComponentHook(() => ({ component: null, isLoading: false }));
  setBackendSrv(new FakeSetupApi().backendSrv as BackendSrv);
  if (!hasPanels) {
    hasPanels = true;
    setPluginImportUtils({
      importPanelPlugin: async (id) => blankPanel(id),
      getPanelPluginFromCache: blankPanel,
    });
  }
  setRunRequest((dataSource, request) => {
    const answer = dataSource.query(request);
    if (answer instanceof Promise) {
      throw new Error('Only data sources that answer with observables are run here');
    }
    return answer.pipe(
      map(({ data, errors, state = LoadingState.Done }): PanelData => {
        const isAnnotation = (frame: { meta?: { dataTopic?: DataTopic } }) =>
          frame.meta?.dataTopic === DataTopic.Annotations;
        return {
          state,
          errors: errors?.length ? errors : undefined,
          series: data.filter((frame) => !isAnnotation(frame)),
          annotations: data.filter(isAnnotation),
          timeRange: request.range,
          request,
        };
      })
    );
  });
}

/** Lets everything that is under way get on: promises, and the timers of no length that scenes uses. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}
