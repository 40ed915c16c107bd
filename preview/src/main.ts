import { bootData } from './bootData';

// Grafana's libraries read it while they are loaded, so everything else comes after.
window.grafanaBootData = bootData();

import('./start').then(({ start }) => start()).catch(showFailure);

function showFailure(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  document.getElementById('root')?.append(`The preview could not start: ${message}`);
  throw error;
}
