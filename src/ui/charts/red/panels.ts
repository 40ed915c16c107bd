import { t } from '../../../i18n/t';
import { heatmapPanel } from '../heatmap';
import { type QuestionPanel } from '../questionPanel';
import { timeseriesPanel } from '../timeseries';
import { RED_REFS, redLegends } from './queries';

/** The three charts that one looks at first. They draw {@link redQueries}. */
export function redPanels(): QuestionPanel[] {
  const legends = redLegends();
  return [
    timeseriesPanel({
      title: t('ui.red.requests', 'Requests by status code'),
      description: t(
        'ui.red.requests-description',
        'Requests per second by class of status code; a single series if no status code is recorded'
      ),
      refIds: [RED_REFS.byStatus],
      otherwise: [RED_REFS.rate],
      comparedRefIds: [RED_REFS.rateCompared],
      stacked: true,
      colorByStatus: true,
      sumByStatusClass: true,
    }),
    timeseriesPanel({
      title: t('ui.red.errors', 'Error rate'),
      description: t(
        'ui.red.errors-description',
        'Share of requests that failed. Client errors (4xx) are shown separately: usually not the service’s fault.'
      ),
      refIds: [RED_REFS.errors, RED_REFS.clientErrors],
      comparedRefIds: [RED_REFS.errorsCompared],
      atLeast: 0.02,
      colors: { [legends.errors]: 'red', [legends.clientErrors]: 'orange' },
    }),
    timeseriesPanel({
      title: t('ui.red.latency', 'Latency'),
      description: t(
        'ui.red.latency-description',
        'p50, p95 and p99 latency, or mean and max where metrics have no percentiles. ' +
          'Diamonds are exemplars, the slowest of their time: click one to open its trace.'
      ),
      refIds: [RED_REFS.p50, RED_REFS.p95, RED_REFS.p99],
      otherwise: [RED_REFS.mean, RED_REFS.max],
      comparedRefIds: [RED_REFS.p95Compared],
      colors: { p50: 'light-blue', p95: 'blue', p99: 'purple', [legends.mean]: 'blue', [legends.max]: 'purple' },
    }),
  ];
}

/** The distribution behind the percentiles. */
export function distributionPanel(): QuestionPanel {
  return heatmapPanel({
    title: t('ui.red.heatmap', 'Latency heatmap'),
    description: t(
      'ui.red.heatmap-description',
      'Requests per latency bucket. Two bands mean two kinds of requests, which percentiles hide.'
    ),
    refId: RED_REFS.distribution,
  });
}
