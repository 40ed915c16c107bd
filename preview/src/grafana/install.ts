import {
  EventBusSrv,
  type GrafanaConfig,
  locationUtil,
  setTimeZoneResolver,
  setWeekStart,
  standardFieldConfigEditorRegistry,
  standardTransformersRegistry,
} from '@grafana/data';
import {
  config,
  FakeEchoSrv,
  setAppEvents,
  setBackendSrv,
  setChromeHeaderHeightHook,
  setDataSourceSrv,
  setEchoSrv,
  setPluginComponentHook,
  setPluginComponentsHook,
  setPluginFunctionsHook,
  setPluginImportUtils,
  setPluginLinksHook,
  setReturnToPreviousHook,
  setRunRequest,
  setTemplateSrv,
} from '@grafana/runtime';
import { setPanelDataErrorView } from '@grafana/runtime/internal/components/PanelDataErrorView.mjs';
import { setPluginPage } from '@grafana/runtime/internal/components/PluginPage.mjs';
import { getPanel, importPanel } from '../panels/panels';
import { NoData } from '../panels/NoData';
import { HEADER_HEIGHT } from '../shell/layout';
import { Page } from '../shell/Page';
import { standardFieldOptions } from './fieldConfig';
import { runRequest } from './runRequest';
import { backend, dataSources, templates } from './services';

/** Does what Grafana does at its start: puts something behind every service that its libraries ask for. */
export function installGrafana(): void {
  setAppEvents(new EventBusSrv());
  setBackendSrv(backend);
  setDataSourceSrv(dataSources);
  setTemplateSrv(templates);
  setEchoSrv(new FakeEchoSrv());
  setRunRequest(runRequest);

  standardFieldConfigEditorRegistry.setInit(standardFieldOptions);
  standardTransformersRegistry.setInit(() => []);
  setPluginImportUtils({ importPanelPlugin: importPanel, getPanelPluginFromCache: getPanel });
  setPanelDataErrorView(NoData);

  setPluginPage(Page);
  setChromeHeaderHeightHook(() => HEADER_HEIGHT);
  setReturnToPreviousHook(() => () => undefined);
  setPluginLinksHook(() => ({ links: [], isLoading: false }));
  setPluginComponentHook(() => ({ component: null, isLoading: false }));
  setPluginComponentsHook(() => ({ components: [], isLoading: false }));
  setPluginFunctionsHook(() => ({ functions: [], isLoading: false }));

  setTimeZoneResolver(() => 'browser');
  setWeekStart('monday');
  locationUtil.initialize({
    config: config as unknown as GrafanaConfig,
    getTimeRangeForUrl: () => ({ from: 'now-1h', to: 'now' }),
    getVariablesUrlParams: () => ({}),
  });
}
