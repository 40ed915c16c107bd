import { MANY_SERIES, type SampleSize, type SeriesProbe } from '../../conventions/seriesProbe';
import { TARGET_LABELS } from '../../conventions/labelNames';
import { promAlternatives, promLabel, promString } from './escape';
import { excludes, matches, type Matcher, selector } from './selector';

/** What a metric's name is to PromQL. */
const NAME_LABEL = '__name__';

/** Services that fell silent within this time are still found. */
const LOOK_BACK = '1h';

/**
 * One instant query that returns, for each metric and target, a handful of series with all their labels. `topk` keeps
 * labels and bounds the answer, where `/series` would return every series there is, or with a limit those of the first
 * services only.
 */
export function renderProbeQuery(metrics: readonly SeriesProbe[]): string | undefined {
  const plain = groupAlike(metrics.filter(({ native }) => !native)).map((alike) => {
    const [{ by, perTarget, ofEachBucket, aboveZero }] = alike;
    const names = { label: NAME_LABEL, op: '=~' as const, text: promAlternatives(alike.map(({ series }) => series)) };
    const bounds = ofEachBucket ? [excludes('le', ['+Inf'])] : [];
    const chosen = selector('', [names, ...matchersOf(alike[0]), ...bounds]);
    const last = `last_over_time(${chosen}[${LOOK_BACK}])`;
    const limit = limitOf(perTarget, chosen);
    return topk(limit, aboveZero ? `${last} > 0` : last, [...by, ...(ofEachBucket ? ['le'] : [])]);
  });
  const natives = metrics
    .filter(({ native }) => native)
    .map((probe) => {
      const { series, by, perTarget } = probe;
      const chosen = selector(series, matchersOf(probe));
      // topk passes native histograms over, so their counts are asked, which lose the name; it is put back.
      const counts = `histogram_count(last_over_time(${chosen}[${LOOK_BACK}]))`;
      const named = `label_replace(${counts}, "${NAME_LABEL}", ${promString(asReplacement(series))}, "", "")`;
      return topk(limitOf(perTarget, chosen), named, by);
    });
  const parts = [...plain, ...natives].map(toldApart);
  return parts.length > 0 ? parts.join('\nor\n') : undefined;
}

/** `or` drops from its right side what its left side has already, and whether it has looks at no metric's name. */
function toldApart(part: string, index: number): string {
  return index === 0 ? part : `label_replace(${part}, "__probe__", "${index}", "", "")`;
}

function matchersOf({ only, without }: SeriesProbe): Matcher[] {
  return [
    ...only.map(({ label, values }) => matches(label, values)),
    ...without.map(({ label, values }) => excludes(label, values)),
  ];
}

const GROUPS = [...new Set(['__name__', ...TARGET_LABELS.service, ...TARGET_LABELS.environment])].filter(
  isClassicLabel
);

/**
 * How many series of each target: fewer where the selector has very many, which Prometheus counts while it answers. One
 * that has none just now, because all fell silent, is taken for few.
 */
function limitOf({ usual, ofMany }: SampleSize, chosen: string): string {
  return usual === ofMany
    ? String(usual)
    : `scalar(count(${chosen}) <= bool ${MANY_SERIES} or vector(1)) * ${usual - ofMany} + ${ofMany}`;
}

function topk(limit: string, expr: string, also: readonly string[]): string {
  return `topk by (${[...GROUPS, ...also.filter(isClassicLabel)].map(promLabel).join(', ')}) (${limit}, ${expr})`;
}

/** Quoted label names need Prometheus 3; grouping by them would fail on every older server. */
function isClassicLabel(name: string): boolean {
  return /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name);
}

/** In the replacement of `label_replace` a dollar sign starts a group's number. */
function asReplacement(text: string): string {
  return text.replaceAll('$', '$$$$');
}

/** Metrics that one selector can ask for together. */
function groupAlike(metrics: readonly SeriesProbe[]): Array<[SeriesProbe, ...SeriesProbe[]]> {
  const groups = new Map<string, [SeriesProbe, ...SeriesProbe[]]>();
  for (const metric of metrics) {
    const key = JSON.stringify({ ...metric, series: undefined });
    const group = groups.get(key);
    if (group) {
      group.push(metric);
    } else {
      groups.set(key, [metric]);
    }
  }
  return [...groups.values()];
}
