import React from 'react';
import { EmbeddedScene, SceneAppPage, SceneReactObject } from '@grafana/scenes';
import { PATHS } from '../../correlation/routes';
import { SHARED_URL_KEYS } from '../../correlation/sharedUrlState';
import { loadSettings } from '../../datasources/settingsStore';
import { registerTelemetry } from '../../datasources/telemetry';
import { SetupReport } from './SetupReport';

/** What was found, how sure that is, what is missing, and what an admin decided instead. */
export function setupPage(): SceneAppPage {
  return new SceneAppPage({
    title: 'Setup',
    subTitle: 'What was found in your telemetry, how sure that is, and what is missing.',
    url: PATHS.setup,
    routePath: 'setup/*',
    preserveUrlKeys: [...SHARED_URL_KEYS],
    getScene: () =>
      new EmbeddedScene({
        body: new SceneReactObject({ component: Report }),
      }),
  });
}

function Report() {
  return <SetupReport telemetry={registerTelemetry(loadSettings)} />;
}
