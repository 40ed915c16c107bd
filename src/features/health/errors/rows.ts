import { type DataFrame } from '@grafana/data';
import { seriesOf, totalsBy } from '../../../datasources/answer';
import { ERROR_REFS } from './queries';

/** How often one route answered one failing status. */
export interface ErrorRow {
  route: string;
  status: string;
  count: number;
  /** Share of the route's requests, 0 to 1. */
  share?: number;
  /** Server errors are the shop's fault, client errors mostly are not. */
  isServerError: boolean;
}

/** Server errors first, the most frequent first. Combinations that never occurred in the range are left out. */
export function readErrorRows(frames: readonly DataFrame[]): ErrorRow[] {
  const requests = totalsBy(frames, ERROR_REFS.requests, 'route');
  const rows = (ref: string, isServerError: boolean): ErrorRow[] =>
    seriesOf(frames, ref).flatMap(({ labels, values }) => {
      const count = values.at(-1) ?? 0;
      const { route = '', status = '' } = labels;
      const all = requests.get(route);
      return count >= 0.5 ? [{ route, status, count, share: all ? count / all : undefined, isServerError }] : [];
    });
  const failed = rows(ERROR_REFS.errors, true);
  // The settings may count some 4xx as errors of the shop; they are not listed twice.
  const clients = rows(ERROR_REFS.clientErrors, false).filter(
    ({ route, status }) => !failed.some((one) => one.route === route && one.status === status)
  );
  return [...failed, ...clients].sort(
    (a, b) => Number(b.isServerError) - Number(a.isServerError) || b.count - a.count || a.route.localeCompare(b.route)
  );
}
