import { type DurationSource } from '../../conventions/convention';
import { conventionById } from '../../conventions';
import { type MetricQuestion, onlyValue } from '../../questions/metric';
import { type Field } from '../../vocabulary';
import {
  type NotSupported,
  type Part,
  type RenderContext,
  type Rendered,
  type RenderedQuery,
  statNotSupported,
  windowOf,
} from './rendered';
import { nothingAnswers, sortOut } from './requests';
import { type Scope } from './scope';
import { groupLabels, selectors } from './selector';
import { aggregate, either, uniteDistinct, uniteSum } from './unite';

interface DurationScope {
  scope: Scope;
  source: DurationSource;
}

/** Seconds per unit of the metric. */
const SECONDS: Record<DurationSource['unit'], number> = { s: 1, ms: 0.001 };

export function renderDuration(
  question: MetricQuestion,
  scopes: Scope[],
  context: RenderContext
): Rendered | NotSupported {
  const { stat } = question;
  const { parts, notices } = sortOut(scopes.map((scope) => durationScope(question, scope)));
  if (parts.length === 0) {
    return nothingAnswers(notices);
  }
  const window = windowOf(question, context);
  switch (stat.kind) {
    case 'quantile':
      return { ...renderQuantile(question, stat.q, parts, window, notices), unit: 'seconds' };
    case 'mean': {
      const spent = uniteSum(
        parts.map((part) => sumPart(question, part, window)),
        question.by
      );
      const count = uniteSum(
        parts.map((part) => countPart(question, part, window)),
        question.by
      );
      const query: RenderedQuery = {
        expr: `(${spent.expr}) / (${count.expr})`,
        fields: spent.fields,
        reading: { kind: 'series' },
      };
      return { queries: [query], unit: 'seconds', notices };
    }
    case 'timeSpent': {
      const spent = uniteSum(
        parts.map((part) => sumPart(question, part, window)),
        question.by
      );
      return { queries: [{ ...spent, reading: { kind: 'series' } }], unit: 'seconds', notices };
    }
    case 'distribution':
      return renderDistribution(question, parts, window, notices);
    default:
      return statNotSupported('duration', stat);
  }
}

function durationScope(question: MetricQuestion, scope: Scope): DurationScope | NotSupported {
  const title = conventionById(scope.family.convention).title;
  const source = scope.family.duration;
  if (!source) {
    return { notSupported: `${title}: ${scope.family.requests.metric} has no durations beside it` };
  }
  if (source.type === 'summary' && (question.stat.kind === 'quantile' || question.stat.kind === 'distribution')) {
    return {
      notSupported: `${title}: ${source.metric} is a summary, whose quantiles cannot be brought together across instances or routes. A histogram can`,
    };
  }
  const needed = [...question.by, ...question.where.map(({ field }) => field)];
  const missing = needed.filter((field) => !scope.duration[field]);
  return missing.length > 0
    ? { notSupported: `${title}: ${source.metric} has no label for ${missing.join(', ')}` }
    : { scope, source };
}

function rated(
  question: MetricQuestion,
  { scope }: DurationScope,
  metric: string,
  window: string,
  how = 'rate'
): string {
  return either(
    selectors(metric, question.where, scope.duration, scope.always).map((selected) => `${how}(${selected}[${window}])`)
  );
}

function inSeconds(expr: string, source: DurationSource): string {
  return source.unit === 's' ? expr : `${expr} / 1000`;
}

function sumPart(question: MetricQuestion, part: DurationScope, window: string): (by: readonly Field[]) => Part {
  const { scope, source } = part;
  return (by) => {
    const labels = groupLabels(by, scope.duration);
    const expr =
      source.type === 'native-histogram'
        ? `histogram_sum(${aggregate('sum', labels, rated(question, part, source.metric, window))})`
        : aggregate('sum', labels, rated(question, part, `${source.metric}_sum`, window));
    return { expr: inSeconds(expr, source), labels: scope.duration };
  };
}

function countPart(question: MetricQuestion, part: DurationScope, window: string): (by: readonly Field[]) => Part {
  const { scope, source } = part;
  return (by) => {
    const labels = groupLabels(by, scope.duration);
    const expr =
      source.type === 'native-histogram'
        ? `histogram_count(${aggregate('sum', labels, rated(question, part, source.metric, window))})`
        : aggregate('sum', labels, rated(question, part, `${source.metric}_count`, window));
    return { expr, labels: scope.duration };
  };
}

function renderQuantile(
  question: MetricQuestion,
  q: number,
  parts: readonly DurationScope[],
  window: string,
  notices: string[]
): Pick<Rendered, 'queries' | 'notices'> {
  // Services need not share their bucket bounds, and buckets with different bounds must not be summed in PromQL.
  const sharesBounds =
    question.by.includes('service') ||
    onlyValue(question.where, 'service') !== undefined ||
    (parts.length === 1 && (parts[0]?.scope.services.length ?? 0) <= 1);
  if (sharesBounds) {
    return {
      queries: [
        uniteDistinct(
          parts.map((part) => quantilePart(question, q, part, window)),
          question.by
        ),
      ],
      notices,
    };
  }
  const mergeable = parts.filter(({ source }) => source.type === 'histogram');
  const others = parts.filter(({ source }) => source.type !== 'histogram');
  const [onlyNative] = others;
  if (mergeable.length === 0 && onlyNative) {
    // Native histograms share their schema: they can be summed.
    return {
      queries: [
        uniteDistinct(
          others.map((part) => quantilePart(question, q, part, window)),
          question.by
        ),
      ],
      notices,
    };
  }
  return {
    queries: mergeable.map((part) => bucketsQuery(question, q, part, window)),
    notices: [
      ...notices,
      ...others.map(
        ({ source }) => `${source.metric} is a native histogram and is not part of this quantile over several services`
      ),
    ],
  };
}

function quantilePart(question: MetricQuestion, q: number, part: DurationScope, window: string): Part {
  const { scope, source } = part;
  const labels = groupLabels(question.by, scope.duration);
  const expr =
    source.type === 'native-histogram'
      ? `histogram_quantile(${q}, ${aggregate('sum', labels, rated(question, part, source.metric, window))})`
      : `histogram_quantile(${q}, ${aggregate('sum', [...labels, 'le'], rated(question, part, `${source.metric}_bucket`, window))})`;
  return { expr: inSeconds(expr, source), labels: scope.duration };
}

/** Buckets by service, for the reader to merge. */
function bucketsQuery(question: MetricQuestion, q: number, part: DurationScope, window: string): RenderedQuery {
  const { scope, source } = part;
  const fields: Field[] = [...new Set<Field>([...question.by, 'service'])];
  const labels = groupLabels(fields, scope.duration);
  return {
    expr: aggregate('sum', [...labels, 'le'], rated(question, part, `${source.metric}_bucket`, window)),
    fields: Object.fromEntries(fields.flatMap((field) => (scope.duration[field] ?? []).map((label) => [label, field]))),
    reading: { kind: 'merged-quantile', q, scale: SECONDS[source.unit] },
  };
}

function renderDistribution(
  question: MetricQuestion,
  parts: readonly DurationScope[],
  window: string,
  notices: string[]
): Rendered | NotSupported {
  const [part] = parts;
  if (!part || parts.length > 1 || question.by.length > 0) {
    return { notSupported: 'A distribution is shown for one service at a time' };
  }
  if (part.source.type !== 'histogram') {
    return { notSupported: `${part.source.metric} has no classic buckets to draw` };
  }
  const expr = aggregate('sum', ['le'], rated(question, part, `${part.source.metric}_bucket`, window, 'increase'));
  return {
    queries: [{ expr, fields: {}, reading: { kind: 'distribution', scale: SECONDS[part.source.unit] } }],
    unit: 'count',
    notices,
  };
}
