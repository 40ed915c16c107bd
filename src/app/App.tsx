import React, { useEffect, useState } from 'react';
import { type AppRootProps } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { loadResources, SceneApp } from '@grafana/scenes';
import { LoadingPlaceholder } from '@grafana/ui';
import { Navigate, useLocation } from 'react-router-dom';
import { chooseDataSource, type SignalKind } from '../datasources/find';
import { loadSettings, provideSettings } from '../datasources/settingsStore';
import { registerTelemetry } from '../datasources/telemetry';
import { parseSettings, type Settings } from '../datasources/settings';
import { healthPage } from '../pages/health/page';
import { logsPage } from '../pages/logs/page';
import { routePage } from '../pages/route/page';
import { servicePage } from '../pages/service/page';
import { setupPage } from '../pages/setup/page';
import { storyPage } from '../pages/story/page';
import { tracesPage } from '../pages/traces/page';
import { SampleBanner } from '../views/SampleBanner';
import { useSampleMode } from '../views/useSampleMode';
import { notFoundPage } from './notFoundPage';
import { BASE_URL, PATHS, PLUGIN_ID } from '../correlation/routes';
import { type SharedDefaults } from './sharedControls';
import { restoreShared, sharedPart } from '../correlation/sharedUrlState';

// Scenes' own words; without this it warns at every page.
await initPluginTranslations(PLUGIN_ID, [loadResources]);

/** Of this browser session only, so that Grafana's navigation, which links bare pages, keeps what the user last chose. */
const REMEMBERED_KEY = `${PLUGIN_ID}.shared-url`;

export default function App(props: AppRootProps) {
  const [settings, setSettings] = useState<Settings>();
  const isSample = useSampleMode();
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

  return settings ? (
    <>
      <SampleBanner />
      {/* Nothing of the one kind of data is left when the other is shown. */}
      <Pages key={isSample ? 'sample' : 'own'} settings={settings} />
    </>
  ) : (
    <LoadingPlaceholder text="" />
  );
}

function Pages({ settings }: { settings: Settings }) {
  const location = useLocation();
  const [app] = useState(() => buildApp(defaultsFrom(settings)));
  const restored = useRestoredSearch(location.search);

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
  const traces = tracesPage(defaults);
  return new SceneApp({
    name: PLUGIN_ID,
    pages: [
      health,
      service,
      routePage(defaults, () => service),
      logsPage(defaults),
      traces,
      storyPage(defaults, () => traces),
      setupPage(),
      notFoundPage(),
    ],
    urlSyncOptions: { updateUrlOnInit: true, createBrowserHistorySteps: true },
  });
}

function defaultsFrom(settings: Settings): SharedDefaults {
  const preferred = (kind: SignalKind) => {
    try {
      return chooseDataSource(kind, settings[kind]).uid;
    } catch {
      // Without any data source the pages say so themselves.
      return '';
    }
  };
  return {
    refresh: settings.refresh ?? '',
    metrics: preferred('metrics'),
    logs: preferred('logs'),
    traces: preferred('traces'),
  };
}

/**
 * The query string that a bare page should have instead of none. Remembers what the user sees for the next bare page:
 * once a page is open, scenes itself writes the shared part into the URL.
 */
function useRestoredSearch(search: string): string | undefined {
  const shared = sharedPart(search).toString();
  useEffect(() => {
    if (shared !== '') {
      remember(shared);
    }
  }, [shared]);
  return restoreShared(search, remembered());
}

// A browser may forbid storage; then every bare page starts afresh.
function remember(shared: string): void {
  try {
    window.sessionStorage.setItem(REMEMBERED_KEY, shared);
  } catch {
    return;
  }
}

function remembered(): string {
  try {
    return window.sessionStorage.getItem(REMEMBERED_KEY) ?? '';
  } catch {
    return '';
  }
}
