import { CoreApp, dateTime } from '@grafana/data';
import { type BackendSrvRequest } from '@grafana/runtime';
import { type TimeSpan } from '../telemetry/timeSpan';

/**
 * Options of every request of ours. The pages say themselves what failed or passed, in its place; Grafana need not open
 * a message on top, as it does where the test of a data source passes.
 */
export const QUIETLY: Partial<BackendSrvRequest> = { showErrorAlert: false, showSuccessAlert: false };

/**
 * An id that no other request has, in this copy of the plugin or in another: requests of the same id cancel each other.
 */
export function uniqueRequestId(about: string): string {
  return `${about}-${Math.random().toString(36).slice(2)}`;
}

/**
 * A request for data that no panel makes. Requests of the same id cancel each other.
 * @param intervalMs milliseconds from point to point
 */
export function dataRequest<T>(
  requestId: string,
  targets: T[],
  { from, to }: TimeSpan,
  intervalMs = 15_000,
  maxDataPoints = 1
) {
  const range = { from: dateTime(from), to: dateTime(to) };
  return {
    app: CoreApp.Unknown,
    requestId,
    timezone: 'utc',
    range: { ...range, raw: range },
    interval: intervalMs % 1000 === 0 ? `${intervalMs / 1000}s` : `${intervalMs}ms`,
    intervalMs,
    maxDataPoints,
    scopedVars: {},
    startTime: Date.now(),
    targets,
  };
}
