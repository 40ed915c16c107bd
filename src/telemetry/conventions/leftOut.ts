import { type Labels } from '../vocabulary';
import { labelsOf } from './joinedLabels';
import { HTTP_LABELS, LAST_RESORT_LABELS, TARGET_LABELS } from './labelNames';
import { type LabelValues } from './signal';

/** Labels that may tell who of the two ends of a call counted it. */
const END_LABELS = ['reporter', 'direction', 'traffic_direction', 'flow', 'side', 'role', 'kind', 'type', 'mode'];

/** What the end that served a call is called, and that which made it. */
const ENDS: ReadonlyArray<readonly [served: string, made: string]> = [
  ['destination', 'source'],
  ['inbound', 'outbound'],
  ['ingress', 'egress'],
  ['incoming', 'outgoing'],
  ['in', 'out'],
  ['received', 'sent'],
  ['server', 'client'],
  ['provider', 'consumer'],
];

/** A value of a series that is the sum of those with other values. */
const SUM = /^_?(?:total|all|sum|aggregated?|overall)$|^\*$/i;

const PHASE_LABELS = ['type', 'phase', 'stage', 'part'];
const WHOLE = /^(?:request|total|all)$/i;
const PHASE = /^(?:upstream|backend|gateway|proxy|queue|connect|internal|kong|apisix)$/i;

/** Labels in which any value may stand: they name a service, or what was asked of it. */
const NAMES = new Set<string>(Object.values(TARGET_LABELS).flat());
const ROUTES = new Set([...(HTTP_LABELS.route ?? []), ...(LAST_RESORT_LABELS.route ?? [])].flatMap(labelsOf));

/**
 * Which series of a service do not count, because another one counts the same requests: the end of a call that made it,
 * sums of their neighbours, and parts of a duration beside the whole.
 * @param known labels of which the convention says itself what counts
 */
export function seriesLeftOut(series: readonly Labels[], known: readonly string[] = []): LabelValues[] {
  const all = [...new Set(series.flatMap((one) => Object.keys(one)))];
  const labels = all.filter((label) => !NAMES.has(label) && !known.includes(label)).sort();
  return labels.flatMap((label) => {
    const values = [...new Set(series.map((one) => one[label] ?? ''))].filter((value) => value !== '').sort();
    const left = madeEnds(label, values) ?? phases(label, values) ?? sums(label, values);
    return left.length > 0 ? [{ label, values: left }] : [];
  });
}

/** Whether a series is one of those that do not count. */
export function isLeftOut(series: Labels, left: readonly LabelValues[]): boolean {
  return left.some(({ label, values }) => values.includes(series[label] ?? ''));
}

/** The ends that made the calls, also where only the others were seen: there are many series, and few are looked at. */
function madeEnds(label: string, values: readonly string[]): string[] | undefined {
  if (!END_LABELS.includes(label)) {
    return undefined;
  }
  const ends = ENDS.find((both) => values.some((value) => both.includes(value.toLowerCase())));
  const known = ends && values.filter((value) => ends.includes(value.toLowerCase()));
  if (!ends || !known || values.some((value) => !known.includes(value) && value !== 'unknown')) {
    return undefined;
  }
  const [, made] = ends;
  return [...new Set(known.map((value) => inCaseOf(value, made)))];
}

function inCaseOf(value: string, word: string): string {
  if (value === value.toLowerCase()) {
    return word;
  }
  return value === value.toUpperCase() ? word.toUpperCase() : `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

function phases(label: string, values: readonly string[]): string[] | undefined {
  const parts = values.filter((value) => PHASE.test(value));
  const isSplit = parts.length > 0 && values.some((value) => WHOLE.test(value));
  const isAll = values.every((value) => PHASE.test(value) || WHOLE.test(value));
  return PHASE_LABELS.includes(label) && isSplit && isAll ? parts : undefined;
}

function sums(label: string, values: readonly string[]): string[] {
  const found = values.filter((value) => SUM.test(value));
  const others = values.filter((value) => !found.includes(value));
  // A route may be called `total` or `*`; beside paths the word is a sum, and the sign stands for any other path.
  const isRoute = ROUTES.has(label);
  const areSums = others.length > 0 && (!isRoute || others.every((value) => value.includes('/')));
  return areSums ? found.filter((value) => !isRoute || value !== '*') : [];
}
