import React from 'react';
import 'modern-normalize/modern-normalize.css';
import { createRoot } from 'react-dom/client';
import { fixSampleMode } from '../../src/datasources/sampleMode';
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
  fixSampleMode();
  createRoot(root).render(<Shell />);
}
