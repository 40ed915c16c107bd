import { THEME_KEY } from './shell/themeKey';

/** Version of the Grafana whose libraries the preview uses. */
const GRAFANA_VERSION = '12.4.10';

export type ThemeMode = 'dark' | 'light';

/** The theme that the user chose here, else the system's. */
export function preferredTheme(): ThemeMode {
  const chosen = readChoice();
  if (chosen === 'dark' || chosen === 'light') {
    return chosen;
  }
  return window.matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
}

function readChoice(): string | null {
  try {
    return window.localStorage.getItem(THEME_KEY);
  } catch {
    return null;
  }
}

/** What a Grafana server would tell its front end: a viewer, no data source, no feature toggles. */
export function bootData() {
  return {
    settings: {
      appSubUrl: window.tillwatchPreview.base.replace(/\/$/, ''),
      buildInfo: { version: GRAFANA_VERSION, commit: '', env: 'production' },
      featureToggles: {},
      minRefreshInterval: '5s',
    },
    user: {
      login: 'viewer',
      name: 'Viewer',
      orgRole: 'Viewer',
      isSignedIn: true,
      isGrafanaAdmin: false,
      language: 'en-US',
      regionalFormat: 'en-US',
      timezone: 'browser',
      weekStart: 'monday',
      theme: preferredTheme(),
      permissions: {},
    },
    navTree: [],
  };
}
