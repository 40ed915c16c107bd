import { heatmapPanel } from '../heatmap';
import { type QuestionPanel } from '../questionPanel';
import { timeseriesPanel } from '../timeseries';
import { RED_REFS } from './queries';

/** The three charts that one looks at first. They draw {@link redQueries}. */
export function redPanels(): QuestionPanel[] {
  return [
    timeseriesPanel({
      title: 'Requests by status',
      description: 'Requests per second; one series where no status is measured',
      refIds: [RED_REFS.byStatus],
      otherwise: RED_REFS.rate,
      comparedRefIds: [RED_REFS.rateCompared],
      lookedFor: 'requests',
      stacked: true,
      colorByStatus: true,
    }),
    timeseriesPanel({
      title: 'Error ratio',
      description: 'Share of requests that failed. Client errors (4xx) are apart: they are mostly the clients’ own.',
      refIds: [RED_REFS.errors, RED_REFS.clientErrors],
      comparedRefIds: [RED_REFS.errorsCompared],
      lookedFor: 'requests with a status',
      atLeast: 0.02,
      colors: { 'errors (5xx)': 'red', 'client errors (4xx)': 'orange' },
    }),
    timeseriesPanel({
      title: 'Duration',
      description:
        'Half, 95 % and 99 % of requests took up to this long. Dots are exemplars: single requests with a trace.',
      refIds: [RED_REFS.p50, RED_REFS.p95, RED_REFS.p99],
      comparedRefIds: [RED_REFS.p95Compared],
      sampleRefId: RED_REFS.sample,
      lookedFor: 'durations',
      colors: { p50: 'light-blue', p95: 'blue', p99: 'purple' },
    }),
  ];
}

/** The distribution behind the percentiles. */
export function distributionPanel(): QuestionPanel {
  return heatmapPanel({
    title: 'Distribution of durations',
    description:
      'How many requests fell into each bucket. Two bands are two kinds of requests, which no percentile shows.',
    refId: RED_REFS.distribution,
    lookedFor: 'durations',
  });
}
