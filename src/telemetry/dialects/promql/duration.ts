import { t } from '../../../i18n/t';
import { PER_SECOND } from '../../conventions/units';
import { type MetricQuestion, onlyValue } from '../../questions/metric';
import { type Field } from '../../vocabulary';
import {
  type Part,
  type RenderContext,
  type Rendered,
  type RenderedQuery,
  statNotSupported,
  windowOf,
} from './rendered';
import { type Durations, durationsOf, inSeconds, summed, summedBuckets } from './durationParts';
import { leavesOutZeros, nothingAnswers, type PartOf, sortOut } from './requests';
import { partsByLayout } from './boundLayouts';
import { type Scope, whose } from './scope';
import { groupLabels, selectors } from './selector';
import { aggregate, anyOf, fieldsOf, identity, inVocabulary, isPlain, combineDistinct, combineSum } from './combine';
import { type NotSupported } from '../../questions/notSupported';
import { renderWithin } from './within';

export function renderDuration(
  question: MetricQuestion,
  scopes: readonly Scope[],
  context: RenderContext
): Rendered | NotSupported {
  const { stat, by } = question;
  const window = windowOf(question, context);
  const { parts, notices, instead } = sortOut(scopes.map((scope) => durationsOf(question, scope, window)));
  if (parts.length === 0) {
    return nothingAnswers(question, notices, instead);
  }
  switch (stat.kind) {
    case 'quantile':
      return renderQuantile(question, stat.q, parts, notices);
    case 'mean': {
      const spent = combineSum(parts.map(spentPart), by);
      const count = combineSum(parts.map(countPart), by);
      const query: RenderedQuery = {
        expr: `(${spent.expr}) / (${count.expr})`,
        fields: spent.fields,
        reading: { kind: 'series' },
      };
      return { queries: [query], unit: 'seconds', notices };
    }
    case 'max': {
      const highest = combineSum(parts.map(maxPart), by, 'max');
      return { queries: [{ ...highest, reading: { kind: 'series' } }], unit: 'seconds', notices };
    }
    case 'timeSpent': {
      const spent = combineSum(parts.map(spentPart), by);
      return { queries: [{ ...spent, reading: { kind: 'series' } }], unit: 'seconds', notices };
    }
    case 'distribution':
      return renderDistribution(question, parts, notices);
    case 'within':
      return renderWithin(question, stat, parts, notices);
    default:
      return statNotSupported(question.measure, stat);
  }
}

function spentPart(durations: Durations): PartOf {
  const { scope, source } = durations;
  return (by) => {
    const labels = groupLabels(by, scope.duration);
    const expr =
      source.type === 'native-histogram'
        ? `histogram_sum(${summed(durations, source.metric, labels)})`
        : summed(durations, `${source.metric}_sum`, labels, 'rate', { withoutZeros: leavesOutZeros(scope, by) });
    return { expr: inSeconds(expr, source), labels: scope.duration, apart: scope.apart };
  };
}

function countPart(durations: Durations): PartOf {
  const { scope, source } = durations;
  return (by) => {
    const labels = groupLabels(by, scope.duration);
    const expr =
      source.type === 'native-histogram'
        ? `histogram_count(${summed(durations, source.metric, labels)})`
        : summed(durations, `${source.metric}_count`, labels, 'rate', { withoutZeros: leavesOutZeros(scope, by) });
    return { expr, labels: scope.duration, apart: scope.apart };
  };
}

/** The longest duration that the instrumentation kept of late, in seconds. */
function maxPart({ scope, source, window }: Durations): PartOf {
  const { metric = '', labels = {} } = source.max ?? {};
  return (by) => {
    const chosen = selectors(metric, scope.where, labels, scope.always);
    const highest = anyOf(chosen.map((selected) => `max_over_time(${selected}[${window}])`));
    return {
      expr: inSeconds(aggregate('max', groupLabels(by, labels), highest), source),
      labels,
      apart: scope.apart,
    };
  };
}

function renderQuantile(
  question: MetricQuestion,
  q: number,
  parts: readonly Durations[],
  notices: readonly string[]
): Rendered {
  // Services need not share their bucket bounds, and buckets with different bounds must not be summed in PromQL.
  // Native histograms share their schema, so those of one metric can be.
  const ofServices = question.by.includes('service') || onlyValue(question.where, 'service') !== undefined;
  const ofOne = (part: Durations) => part.source.type === 'native-histogram' || part.scope.services.length <= 1;
  const distinct = parts.filter(
    (part) => (ofServices && !sharesService(part, parts)) || (parts.length === 1 && ofOne(part))
  );
  const asked = distinct.map((part) => quantilePart(question, q, part));
  const queries = asked.length > 0 ? [combineDistinct(asked, question.by, { how: 'max' })] : [];
  const together = parts.filter((part) => !distinct.includes(part));
  const classic = together.filter(({ source }) => source.type === 'histogram');
  const native = together.filter(({ source }) => source.type === 'native-histogram');
  // Native buckets cannot be read as classic ones: of the two kinds the one that more services have answers.
  const answering = countServices(classic) >= countServices(native) ? classic : native.slice(0, 1);
  const left = together.filter((part) => !answering.includes(part));
  return {
    queries: [
      ...queries,
      ...answering.flatMap((part) =>
        part.source.type === 'histogram'
          ? bucketsQueries(question, q, part)
          : [combineDistinct([quantilePart(question, q, part)], question.by, { how: 'max' })]
      ),
    ],
    unit: 'seconds',
    notices: [
      ...notices,
      ...left.map(({ source, scope }) => {
        const about = { family: whose(scope), metric: source.metric };
        return source.type === 'histogram'
          ? t(
              'ui.measure.classic-excluded',
              '{{family}}: excluded from this quantile across services, because {{metric}} is a classic histogram',
              about
            )
          : t(
              'ui.measure.native-excluded',
              '{{family}}: excluded from this quantile across services, because {{metric}} is a native histogram',
              about
            );
      }),
    ],
  };
}

/** Whether a service has durations in another family as well: of HTTP in one, of RPC in the other. */
function sharesService({ scope }: Durations, parts: readonly Durations[]): boolean {
  const own = new Set(scope.services.map(({ service }) => service));
  return parts.some((other) => other.scope !== scope && other.scope.services.some(({ service }) => own.has(service)));
}

function countServices(parts: readonly Durations[]): number {
  return parts.reduce((count, { scope }) => count + scope.services.length, 0);
}

function quantilePart(question: MetricQuestion, q: number, durations: Durations): Part {
  const { scope, source } = durations;
  const labels = groupLabels(question.by, scope.duration);
  const expr =
    source.type === 'native-histogram'
      ? `histogram_quantile(${q}, ${summed(durations, source.metric, labels)})`
      : `histogram_quantile(${q}, ${summedBuckets(durations, labels)})`;
  // Of buckets that stand at 0 the quantile is not a number, which no comparison is true of.
  const known = leavesOutZeros(scope, question.by) ? `(${expr} >= 0)` : expr;
  return { expr: inSeconds(known, source), labels: scope.duration };
}

/**
 * Buckets for the reader to merge: summed over services that are known to have the same bounds, which it takes for one
 * histogram; else by service.
 */
function bucketsQueries(question: MetricQuestion, q: number, durations: Durations): RenderedQuery[] {
  const laidOut = partsByLayout(durations.scope);
  const byService: Field[] = [...new Set<Field>([...question.by, 'service'])];
  const query = (scope: Scope, fields: readonly Field[]) => bucketsQuery(q, { ...durations, scope }, fields);
  if (!laidOut) {
    return [query(durations.scope, byService)];
  }
  const { alike, left } = laidOut;
  return [...alike.map((scope) => query(scope, question.by)), ...(left ? [query(left, byService)] : [])];
}

function bucketsQuery(q: number, durations: Durations, fields: readonly Field[]): RenderedQuery {
  const { scope, source } = durations;
  const part: Part = { expr: summedBuckets(durations, groupLabels(fields, scope.duration)), labels: scope.duration };
  const reading = { kind: 'merged-quantile', q, scale: 1 / PER_SECOND[source.unit] } as const;
  return isPlain(part, fields)
    ? { expr: part.expr, fields: fieldsOf(part, fields), reading }
    : { expr: inVocabulary(part, fields, { keep: ['le'] }), fields: identity(fields), reading };
}

function renderDistribution(
  question: MetricQuestion,
  parts: readonly Durations[],
  notices: string[]
): Rendered | NotSupported {
  const [part, ...others] = parts;
  const areOfOne = others.every(({ scope }) => scope.apart !== undefined);
  if (!part || !areOfOne || question.by.length > 0 || part.scope.services.length > 1) {
    return { notSupported: t('ui.measure.one-service', 'The heatmap shows one service at a time') };
  }
  if (part.source.type !== 'histogram') {
    return {
      notSupported: t('ui.measure.no-buckets', '{{metric}} has no classic buckets to draw', {
        metric: part.source.metric,
      }),
    };
  }
  return {
    queries: [
      {
        expr: summedBuckets(part, [], 'increase'),
        fields: {},
        reading: { kind: 'distribution', scale: 1 / PER_SECOND[part.source.unit] },
      },
    ],
    unit: 'count',
    notices: [
      ...notices,
      ...others.map(({ scope, source }) =>
        t('ui.measure.not-in-distribution', '{{family}}: {{metric}} is not part of this distribution', {
          family: whose(scope),
          metric: source.metric,
        })
      ),
    ],
  };
}
