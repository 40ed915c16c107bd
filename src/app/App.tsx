import React, { useEffect, useState } from 'react';
import { type AppRootProps } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { locationService } from '@grafana/runtime';
import { loadResources, SceneApp } from '@grafana/scenes';
import { LoadingPlaceholder } from '@grafana/ui';
import { Navigate, useLocation } from 'react-router-dom';
import { chooseDataSource, type SignalKind } from '../datasources/find';
import { TelemetryClientContext, useTelemetryClient } from '../datasources/client/context';
import { useRootTelemetryClient } from '../datasources/client/rootClient';
import { type TelemetryClient } from '../datasources/client/telemetryClient';
import { type Settings } from '../datasources/settings';
import { SampleBanner } from '../ui/status/SampleBanner';
import { useSampleMode } from '../ui/status/useSampleMode';
import { buildPages, preloadPage } from './buildPages';
import { notFoundPage } from './notFoundPage';
import { HOME_PATH } from './pages';
import { BASE_URL, PLUGIN_ID } from '../correlation/routes';
import { NAMESPACE } from '../i18n/t';
import { type SharedDefaults } from '../ui/page/sharedControls';
import { useRestoredSearch } from './useRestoredSearch';

// The page's code comes while the settings are read.
preloadPage(locationService.getLocation().pathname);

// Before a page is drawn: what it says, and what Scenes say on it.
await initPluginTranslations(NAMESPACE, [loadResources]);

export default function App(props: AppRootProps) {
  return (
    <TelemetryClientContext.Provider value={useRootTelemetryClient(props.meta.jsonData)}>
      <Root />
    </TelemetryClientContext.Provider>
  );
}

function Root() {
  const client = useTelemetryClient();
  const [settings, setSettings] = useState<Settings>();
  const isSample = useSampleMode();
  // Before the settings are there, too: who goes on at once keeps what the link said.
  const restored = useRestoredSearch(useLocation().search);

  useEffect(() => {
    let current = true;
    client.settings.load().then((loaded) => current && setSettings(loaded));
    return () => {
      current = false;
    };
  }, [client]);

  return settings ? (
    <>
      <SampleBanner />
      {/* Nothing of the one kind of data is left when the other is shown. */}
      <Pages key={isSample ? 'sample' : 'own'} settings={settings} restored={restored} />
    </>
  ) : (
    <LoadingPlaceholder text="" />
  );
}

interface PagesProps {
  settings: Settings;
  /** The query string to go to instead of this page's. */
  restored?: string;
}

function Pages({ settings, restored }: PagesProps) {
  const location = useLocation();
  const client = useTelemetryClient();
  const [app] = useState(() => buildApp(defaultsFrom(client, settings)));

  if (location.pathname.replace(/\/$/, '') === BASE_URL) {
    return <Navigate to={`${HOME_PATH}${location.search}`} replace />;
  }
  return restored === undefined ? (
    <app.Component model={app} />
  ) : (
    <Navigate to={location.pathname + restored} replace />
  );
}

function buildApp(defaults: SharedDefaults): SceneApp {
  return new SceneApp({
    name: PLUGIN_ID,
    pages: [...buildPages(defaults), notFoundPage()],
    urlSyncOptions: { updateUrlOnInit: true, createBrowserHistorySteps: true },
  });
}

function defaultsFrom(client: TelemetryClient, settings: Settings): SharedDefaults {
  const preferred = (kind: SignalKind) => {
    try {
      return chooseDataSource(kind, settings[kind]).uid;
    } catch {
      // Without any data source the pages say so themselves.
      return '';
    }
  };
  return {
    client,
    refresh: settings.refresh ?? '',
    metrics: preferred('metrics'),
    logs: preferred('logs'),
    traces: preferred('traces'),
  };
}
