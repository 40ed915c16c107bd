import React, { useEffect, useState } from 'react';
import { type AppRootProps } from '@grafana/data';
import { useLocationService } from '@grafana/runtime';
import { SceneApp, useSceneApp } from '@grafana/scenes';
import { LoadingPlaceholder } from '@grafana/ui';
import { Navigate, useLocation } from 'react-router-dom';
import { chooseDataSource } from '../datasources/find';
import { loadSettings, provideSettings } from '../datasources/settingsStore';
import { registerTelemetry } from '../datasources/telemetry';
import { parseSettings, type Settings } from '../datasources/settings';
import { healthPage } from '../pages/health/page';
import { routePage } from '../pages/route/page';
import { servicePage } from '../pages/service/page';
import { setupPage } from '../pages/setup/page';
import { BASE_URL, PATHS, PLUGIN_ID } from './routes';
import { type SharedDefaults } from './sharedControls';
import { restoreShared, sharedPart } from './sharedUrlState';

/** Of this browser session only, so that Grafana's navigation, which links bare pages, keeps what the user last chose. */
const REMEMBERED_KEY = `${PLUGIN_ID}.shared-url`;

export default function App(props: AppRootProps) {
  const [settings, setSettings] = useState<Settings>();
  const provisioned = props.meta.jsonData;

  useEffect(() => {
    let current = true;
    provideSettings(parseSettings(provisioned));
    registerTelemetry(loadSettings);
    loadSettings().then((loaded) => current && setSettings(loaded));
    return () => {
      current = false;
    };
  }, [provisioned]);

  return settings ? <Pages settings={settings} /> : <LoadingPlaceholder text="" />;
}

function Pages({ settings }: { settings: Settings }) {
  const location = useLocation();
  const defaults: SharedDefaults = { refresh: settings.refresh ?? '', metrics: preferredMetrics(settings) };
  const app = useSceneApp(() => buildApp(defaults));
  const restored = useRestoredSearch(location.pathname, location.search);

  if (location.pathname.replace(/\/$/, '') === BASE_URL) {
    return <Navigate to={`${PATHS.health}${location.search}`} replace />;
  }
  return restored === undefined ? (
    <app.Component model={app} />
  ) : (
    <Navigate to={location.pathname + restored} replace />
  );
}

function buildApp(defaults: SharedDefaults): SceneApp {
  const health = healthPage(defaults);
  const service = servicePage(defaults, () => health);
  return new SceneApp({
    name: PLUGIN_ID,
    pages: [health, service, routePage(defaults, () => service), setupPage()],
    urlSyncOptions: { updateUrlOnInit: true, createBrowserHistorySteps: true },
  });
}

function preferredMetrics(settings: Settings): string {
  try {
    return chooseDataSource('metrics', settings.metrics).uid;
  } catch {
    // Without any data source the pages say so themselves.
    return '';
  }
}

/** The query string that a bare page should have instead of none. Remembers what it should be for the next one. */
function useRestoredSearch(pathname: string, search: string): string | undefined {
  const locationService = useLocationService();
  const [arrivedAt, setArrivedAt] = useState<string>();
  const isArrival = arrivedAt !== pathname;
  const restored = isArrival ? restoreShared(search, window.sessionStorage.getItem(REMEMBERED_KEY) ?? '') : undefined;

  useEffect(() => {
    setArrivedAt(pathname);
    const remember = ({ search: current }: { search: string }) => {
      const shared = sharedPart(current).toString();
      if (shared !== '') {
        window.sessionStorage.setItem(REMEMBERED_KEY, shared);
      }
    };
    remember({ search });
    return locationService.getHistory().listen(remember);
  }, [locationService, pathname, search]);

  return restored;
}
