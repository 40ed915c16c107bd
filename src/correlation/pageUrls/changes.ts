import { type TimeSpan } from '../../telemetry/timeSpan';
import { PATHS } from '../routes';
import { pageUrl, param, readNumber } from './pageUrl';

/** What a time is compared with: as long a time right before it, the same time of another day, or a chosen one. */
export const CHANGES_BASELINES = ['previous', 'yesterday', 'last-week'] as const;
export type ChangesBaseline = (typeof CHANGES_BASELINES)[number];

/** What /changes shows. */
export interface ChangesState {
  /** Only what concerns this service and whom it calls; empty for all. */
  service: string;
  baseline: ChangesBaseline;
  /** The earlier time, where it was chosen itself: then the baseline does not count. Whole milliseconds. */
  before?: TimeSpan;
  /** The later time, where it is not all of the time range. */
  during?: TimeSpan;
  /** The part of a name that rows must have. */
  filter: string;
}

/** /changes?from=&to=&service=: what changed between two times. */
export const changesUrl = pageUrl<ChangesState>(PATHS.changes, {
  keys: ['service', 'baseline', 'before', 'during', 'filter'],
  read: (params) => ({
    service: params.get('service') ?? '',
    baseline: CHANGES_BASELINES.find((one) => one === params.get('baseline')) ?? 'previous',
    before: readSpan(params.get('before')),
    during: readSpan(params.get('during')),
    filter: params.get('filter') ?? '',
  }),
  write: ({ service, baseline, before, during, filter }) => [
    ...param('service', service),
    ...param('baseline', baseline === 'previous' ? undefined : baseline),
    ...param('before', before && writeSpan(before)),
    ...param('during', during && writeSpan(during)),
    ...param('filter', filter),
  ],
});

function writeSpan({ from, to }: TimeSpan): string {
  return `${Math.round(from)},${Math.round(to)}`;
}

function readSpan(text: string | null): TimeSpan | undefined {
  const [from, to] = (text ?? '').split(',').map(readNumber);
  // Rounded as they are written: what was read is written as it was.
  const [start, end] = [from, to].map((time) => (time === undefined ? undefined : Math.round(time) + 0));
  return start !== undefined && end !== undefined && start < end ? { from: start, to: end } : undefined;
}
