import { bootData } from '../../preview/src/bootData';

// Grafana's libraries read it while they are loaded, so everything else comes after.
window.grafanaBootData = bootData();

void import('./page').then(({ start }) => start());
