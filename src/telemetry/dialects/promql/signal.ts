import { type BoundSignal, type MetricDetection } from '../../conventions/binding';
import { type SignalUnit } from '../../conventions/signal';
import { type AnswerUnit } from '../../measures';
import { type MetricQuestion, onlyValue } from '../../questions/metric';
import { type NotSupported } from '../../questions/notSupported';
import { aggregate, anyOf, combineDistinct } from './combine';
import { combineTold, type ToldPart } from './told';
import {
  noLabelFor,
  noMetricFor,
  notReported,
  type Part,
  type RenderContext,
  type Rendered,
  statNotSupported,
  windowOf,
} from './rendered';
import { fieldsNeeded, leaveOut } from './scope';
import { excludes, groupLabels, matches, type Matcher, selectors } from './selector';

const PER_SECOND: Record<SignalUnit, AnswerUnit> = {
  percent: 'percent',
  cores: 'cores',
  bytes: 'bytes',
  count: 'per-second',
  money: 'money',
};

/** Whether a signal can say something of the one service that is asked for, if there is one. */
function knows({ entity, services }: BoundSignal, service: string | undefined): boolean {
  if (entity !== 'service') {
    // Whom it names is seen in its answer.
    return true;
  }
  return service === undefined ? services.length > 0 : services.some((known) => known.service === service);
}

/**
 * The signals that know the service asked for, with all the fields asked for: the first, and where others may tell of
 * more, these too.
 */
function choose(question: MetricQuestion, detection: MetricDetection): [BoundSignal, ...BoundSignal[]] | NotSupported {
  const { measure, where } = question;
  const ofMeasure = detection.signals.filter((signal) => signal.measure === measure);
  if (ofMeasure.length === 0) {
    return noMetricFor(measure);
  }
  const service = onlyValue(where, 'service');
  const knowing = ofMeasure.filter((signal) => knows(signal, service));
  const needed = [...new Set([...question.by, ...fieldsNeeded(question)])];
  const [fit, ...others] = knowing.filter((signal) => needed.every((field) => signal.labels[field]));
  if (fit) {
    return fit.told ? [fit, ...others.filter(({ told }) => told)] : [fit];
  }
  const missing = needed.filter((field) => !knowing[0]?.labels[field]);
  return knowing[0]
    ? noLabelFor(knowing[0].metric, missing)
    : notReported(
        ofMeasure.map(({ metric }) => metric),
        measure,
        service
      );
}

/**
 * How the values of a signal's series are taken: as they stand, or as they grew; undefined where a stat has no such.
 */
function takingOf(
  { type, unit, freeOf }: BoundSignal,
  { stat }: MetricQuestion
): 'rate' | 'increase' | 'plain' | undefined {
  if (type === 'gauge') {
    return stat.kind === 'value' ? 'plain' : undefined;
  }
  switch (stat.kind) {
    case 'rate':
      return 'rate';
    case 'count':
      return 'increase';
    default:
      // Cores used are a rate of CPU seconds, though one asks for them as a value; so is a share of time.
      return stat.kind === 'value' && (unit === 'cores' || freeOf !== undefined) ? 'rate' : undefined;
  }
}

/** Renders a measure that is one metric, or the share of one metric in another; or what several metrics tell of it. */
export function renderSignal(
  question: MetricQuestion,
  detection: MetricDetection,
  context: RenderContext
): Rendered | NotSupported {
  const signals = choose(question, detection);
  if ('notSupported' in signals) {
    return signals;
  }
  const [signal] = signals;
  const taking = takingOf(signal, question);
  if (!taking) {
    return statNotSupported(question.measure, question.stat);
  }
  const window = windowOf(question, context);
  const unit = taking === 'rate' ? PER_SECOND[signal.unit] : signal.unit;
  if (signals.length > 1) {
    const partOf: ToldPart = (one, by, keep) => signalPart(one, { ...question, by: [...by] }, taking, window, keep);
    return { queries: [combineTold(signals, partOf, question.by)], unit, notices: [] };
  }
  const keep = signal.splitBy ? [signal.splitBy] : [];
  const query = combineDistinct([signalPart(signal, question, taking, window, keep)], question.by, {
    // Percentages of what turns out to be one thing are not added up.
    how: signal.freeOf === undefined ? signal.across : 'max',
    keep,
  });
  return { queries: [query], unit, notices: [] };
}

/** What one signal says, grouped as it is asked, and by labels to keep besides. */
function signalPart(
  signal: BoundSignal,
  question: MetricQuestion,
  taking: NonNullable<ReturnType<typeof takingOf>>,
  window: string,
  keep: readonly string[]
): Part {
  const { only, without, labels, told } = signal;
  const left = without ? [excludes(without.label, without.values)] : [];
  const where = [
    ...question.where,
    ...(onlyValue(question.where, 'service') ? [] : leaveOut(signal.elsewhere, signal.services)),
  ];
  const grouping = [...new Set([...groupLabels(question.by, labels), ...keep])];
  const tellers = told?.by.filter((label) => !grouping.includes(label)) ?? [];
  const valuesOf = (metric: string, always: readonly Matcher[]) => {
    const chosen = selectors(metric, where, labels, always);
    const values = anyOf(taking === 'plain' ? chosen : chosen.map((selected) => `${taking}(${selected}[${window}])`));
    return tellers.length > 0 ? `max without (${tellers.join(', ')}) (${values})` : values;
  };
  const across = taking === 'plain' ? signal.across : 'sum';
  const grouped = (expr: string) => aggregate(across, grouping, expr);

  const own = valuesOf(signal.metric, [...left, ...(only ? [matches(only.label, only.values)] : [])]);
  const expr =
    signal.freeOf === undefined ? grouped(own) : usedShare(own, valuesOf(signal.freeOf, left), across, grouped);
  return { expr: signal.scale === 1 ? expr : `${expr} * ${signal.scale}`, labels };
}

/** What is not free, as a share of the whole: of what each group has together, or of each series by itself. */
function usedShare(
  free: string,
  whole: string,
  across: BoundSignal['across'],
  grouped: (expr: string) => string
): string {
  return across === 'sum' ? `(1 - ${grouped(free)} / ${grouped(whole)})` : grouped(`1 - (${free}) / (${whole})`);
}
