import React from 'react';
import { SceneReactObject } from '@grafana/scenes';
import { loadSettings } from '../../datasources/settingsStore';
import { registerTelemetry } from '../../datasources/telemetry';
import { SetupReport } from './SetupReport';

/** What was found, how sure that is, what is missing, and what an admin decided instead. */
export function createBody(): SceneReactObject {
  return new SceneReactObject({ component: Report });
}

function Report() {
  return <SetupReport telemetry={registerTelemetry(loadSettings)} />;
}
