import React from 'react';
import 'modern-normalize/modern-normalize.css';
import { createRoot } from 'react-dom/client';
import { TelemetryClientContext } from '../../src/datasources/client/context';
import { SampleMode } from '../../src/datasources/client/sampleMode';
import { TelemetryClient } from '../../src/datasources/client/telemetryClient';
import { installGrafana } from './grafana/install';
import { Shell } from './shell/Shell';

/** Shows the plugin's pages in this page. The sample shop is all there is to show. */
export function start(): void {
  const root = document.getElementById('root');
  if (!root) {
    throw new Error('The page has no #root');
  }
  installGrafana();
  // From here on the theme's global styles say it.
  document.documentElement.removeAttribute('style');
  const client = new TelemetryClient({ sampleMode: new SampleMode(true) });
  createRoot(root).render(
    <TelemetryClientContext.Provider value={client}>
      <Shell />
    </TelemetryClientContext.Provider>
  );
}
