import { type MetricToSample } from '../../conventions/detect';
import { TARGET_LABELS } from '../../conventions/labelNames';
import { promAlternatives, promLabel, promString } from './escape';
import { selector } from './selector';

/** How many series of one metric and target are looked at. Enough to see every label, however many series there are. */
const SERIES_PER_TARGET = 20;

/** Services that fell silent within this time are still found. */
const LOOK_BACK = '1h';

/**
 * One instant query that returns, for each metric and target, a handful of series with all their labels. `topk` keeps
 * labels and bounds the answer, where `/series` would return every series there is.
 */
export function renderSampleQuery(metrics: readonly MetricToSample[]): string | undefined {
  const groups = ['__name__', ...new Set([...TARGET_LABELS.service, ...TARGET_LABELS.environment])].filter(
    isClassicLabel
  );
  const sample = (expr: string) => `topk by (${groups.map(promLabel).join(', ')}) (${SERIES_PER_TARGET}, ${expr})`;

  const plain = metrics.filter(({ native }) => !native).map(({ series }) => series);
  const natives = metrics.filter(({ native }) => native).map(({ series }) => series);
  const parts = [
    ...(plain.length > 0 ? [sample(`last_over_time({__name__=~${promAlternatives(plain)}}[${LOOK_BACK}])`)] : []),
    // topk passes native histograms over, so their counts are asked, which lose the name; it is put back.
    ...natives.map((name) =>
      sample(
        `label_replace(histogram_count(last_over_time(${selector(name, [])}[${LOOK_BACK}])), "__name__", ${promString(name)}, "", "")`
      )
    ),
  ];
  return parts.length > 0 ? parts.join('\nor\n') : undefined;
}

/** Quoted label names need Prometheus 3; grouping by them would fail on every older server. */
function isClassicLabel(name: string): boolean {
  return /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name);
}
