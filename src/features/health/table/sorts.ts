import { type HealthRow, urgencyValues } from '../../../analysis/healthRows';
import { type SortBy } from '../../../ui/entityTable/sort';

/** What a table of services or routes can be sorted by, as the URL names it: also the ids of its columns. */
export const SORT_KEYS = ['state', 'name', 'rate', 'errors', 'duration', 'time', 'lag'] as const;
export type SortKey = (typeof SORT_KEYS)[number];

/** Whether a text, as from a URL, names something to sort by. */
export function isSortKey(value: string): value is SortKey {
  return (SORT_KEYS as readonly string[]).includes(value);
}

/** The worst and the largest come first, names from A to Z. */
export const HEALTH_SORTS: Readonly<Record<SortKey, SortBy<HealthRow>>> = {
  state: {
    values: urgencyValues,
    first: 'largest',
  },
  name: { values: ({ name }) => [name], first: 'smallest' },
  rate: { values: ({ requests }) => [requests], first: 'largest' },
  errors: { values: ({ errorRatio }) => [errorRatio], first: 'largest' },
  // A mean cannot be compared with a percentile: what has no more comes after the others.
  duration: { values: ({ p95, mean }) => [p95, mean], first: 'largest' },
  time: { values: ({ timeSpent }) => [timeSpent], first: 'largest' },
  lag: { values: ({ lag }) => [lag], first: 'largest' },
};
