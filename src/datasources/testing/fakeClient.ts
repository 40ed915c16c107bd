import { TelemetryClient, type ClientOptions } from '../client/telemetryClient';

/** Parts of a client as far as a test needs them. */
export type FakeParts = { [Part in keyof TelemetryClient]?: Partial<TelemetryClient[Part]> };

/** A client with some of its parts made up; the others are the real ones. */
export function fakeClient(parts: FakeParts = {}, options?: ClientOptions): TelemetryClient {
  return Object.assign(new TelemetryClient(options), parts);
}
