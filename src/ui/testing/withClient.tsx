import React, { type ReactNode } from 'react';
import { TelemetryClientContext } from '../../datasources/client/context';
import { type TelemetryClient } from '../../datasources/client/telemetryClient';
import { fakeClient } from '../../datasources/testing/fakeClient';

/** What renders under test, with a client around it as the app has one; goes as `wrapper` into `render`. */
export function withClient(client: TelemetryClient = fakeClient()) {
  return function WithClient({ children }: { children: ReactNode }) {
    return <TelemetryClientContext.Provider value={client}>{children}</TelemetryClientContext.Provider>;
  };
}
