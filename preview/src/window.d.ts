/// <reference types="vite/client" />

interface Window {
  /** Where Grafana's libraries look for icons and fonts. */
  __grafana_public_path__: string;
  /** Set by the page itself, before any module. */
  tillwatchPreview: {
    /** Path under which the preview is served, with a slash at the end. */
    base: string;
  };
  /** What a Grafana server tells its front end. */
  grafanaBootData: unknown;
}
