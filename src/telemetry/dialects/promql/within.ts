import { t } from '../../../i18n/t';
import { PER_SECOND } from '../../conventions/units';
import { type MetricQuestion, type Stat } from '../../questions/metric';
import { fieldsOf, identity, inVocabulary, isPlain } from './combine';
import { type Durations, summed, summedBuckets } from './durationParts';
import { promString, quoteRegex } from './escape';
import { type Part, type Rendered, type RenderedQuery } from './rendered';
import { type Counting } from './requests';
import { whose } from './scope';
import { groupLabels, type MatcherSets } from './selector';

/** The label of a bucket's bound. */
const BOUND_LABEL = 'le';

type Within = Extract<Stat, { kind: 'within' }>;

/** How many took no longer than the bounds of each histogram: those of each family by themselves. */
export function renderWithin(
  question: MetricQuestion,
  stat: Within,
  parts: readonly Durations[],
  notices: readonly string[]
): Rendered {
  const how: Counting = question.shape === 'total' ? 'increase' : 'rate';
  return {
    queries: parts.map((part) => queryOf(question, stat, part, how)),
    unit: how === 'rate' ? 'per-second' : 'count',
    notices: [
      ...notices,
      ...parts.flatMap(({ source, scope }) =>
        source.type === 'native-histogram'
          ? t(
              'ui.measure.within-native',
              '{{family}}: estimated within a bucket, because {{metric}} is a native histogram',
              {
                family: whose(scope),
                metric: source.metric,
              }
            )
          : []
      ),
    ],
  };
}

function queryOf({ by }: MetricQuestion, stat: Within, durations: Durations, how: Counting): RenderedQuery {
  const { scope, source } = durations;
  const labels = groupLabels(by, scope.duration);
  const expr =
    source.type === 'native-histogram'
      ? nativeBuckets(durations, labels, stat, how)
      : summedBuckets(durations, labels, how, stat.bounds && boundMatchers(stat.bounds, PER_SECOND[source.unit]));
  const part: Part = { expr, labels: scope.duration };
  const reading = { kind: 'within', scale: 1 / PER_SECOND[source.unit] } as const;
  return isPlain(part, by)
    ? { expr, fields: fieldsOf(part, by), reading }
    : { expr: inVocabulary(part, by, { keep: [BOUND_LABEL] }), fields: identity(by), reading };
}

/** A native histogram in the form of a classic one, with the bounds that are asked for. */
function nativeBuckets(
  durations: Durations,
  labels: readonly string[],
  { seconds, bounds = [seconds, Infinity] }: Within,
  how: Counting
): string {
  const { source } = durations;
  const all = summed(durations, source.metric, labels, how);
  const count = `histogram_count(${all})`;
  return bounds
    .map((bound) => {
      const upTo = inUnit(bound, PER_SECOND[source.unit]);
      const counted = bound === Infinity ? count : `histogram_fraction(0, ${upTo}, ${all}) * ${count}`;
      return `label_replace(${counted}, "${BOUND_LABEL}", ${promString(bound === Infinity ? '+Inf' : String(upTo))}, "", "")`;
    })
    .join('\nor\n');
}

/** Keeps the buckets of some bounds, however their numbers are written. */
function boundMatchers(bounds: readonly number[], perSecond: number): MatcherSets {
  const spellings = bounds.flatMap((bound) => spellingsOf(inUnit(bound, perSecond)));
  return [[{ label: BOUND_LABEL, op: '=~', text: promString([...new Set(spellings)].map(quoteRegex).join('|')) }]];
}

function inUnit(seconds: number, perSecond: number): number {
  return Number((seconds * perSecond).toPrecision(12));
}

/**
 * How client libraries write a number: Go `1` and `1e+06`, Python `1.0` and `1e-05`, Java `1.0E7`; Prometheus 3 turns
 * `1` into `1.0`.
 */
export function spellingsOf(bound: number): string[] {
  if (bound === Infinity) {
    return ['+Inf'];
  }
  const plain = String(bound);
  const [, mantissa = '', sign = '', exponent = ''] = /^([\d.]+)e([+-])(\d+)$/.exec(bound.toExponential()) ?? [];
  const go = `${mantissa}e${sign}${exponent.padStart(2, '0')}`;
  const java = `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}E${sign === '-' ? '-' : ''}${exponent}`;
  return [...new Set([plain, ...(Number.isInteger(bound) ? [`${plain}.0`] : []), go, java])];
}
