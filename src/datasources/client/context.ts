import { createContext, useContext } from 'react';
import { type TelemetryClient } from './telemetryClient';

/** The client that everything below asks. Whoever finds it here need not load its code. */
export const TelemetryClientContext = createContext<TelemetryClient | undefined>(undefined);

/** The client of the app, or of the component, that this is a part of. */
export function useTelemetryClient(): TelemetryClient {
  const client = useContext(TelemetryClientContext);
  if (!client) {
    throw new Error('There is no TelemetryClientContext around this component');
  }
  return client;
}
