import React, { Suspense } from 'react';
import { type AppPluginMeta, PluginContextProvider, PluginType } from '@grafana/data';
import { LoadingPlaceholder } from '@grafana/ui';
import { useLocation } from 'react-router-dom';
import { BASE_URL, PLUGIN_ID } from '../../../src/correlation/routes';
import pluginJson from '../../../src/plugin.json';
import { plugin } from '../../../src/module';

const META: AppPluginMeta<{}> = {
  id: PLUGIN_ID,
  name: pluginJson.name,
  type: PluginType.app,
  module: '',
  baseUrl: '',
  enabled: true,
  info: {
    ...pluginJson.info,
    author: pluginJson.info.author,
    links: [],
    screenshots: [],
    version: '',
    updated: '',
  },
  jsonData: {},
};

/** The plugin itself, as it registers with Grafana. */
export function PluginRoot() {
  const { pathname, search } = useLocation();
  const Root = plugin.root;
  if (!Root) {
    throw new Error('The plugin has no root page');
  }
  return (
    <PluginContextProvider meta={META}>
      <Suspense fallback={<LoadingPlaceholder text="" />}>
        <Root
          meta={META}
          basename={BASE_URL}
          path={pathname}
          query={Object.fromEntries(new URLSearchParams(search))}
          onNavChanged={() => undefined}
        />
      </Suspense>
    </PluginContextProvider>
  );
}
