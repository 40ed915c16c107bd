import { lazy } from 'react';
import { AppPlugin } from '@grafana/data';

// Grafana shows its own loading state around the root page; all else is loaded when the app is opened.
export const plugin = new AppPlugin<{}>().setRootPage(lazy(() => import('./app/App')));
