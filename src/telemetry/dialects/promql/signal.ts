import { type BoundSignal, type MetricDetection } from '../../conventions/binding';
import { SIGNAL_NAMES, type SignalMeasure, type SignalUnit } from '../../conventions/signals';
import { type MetricQuestion, onlyValue } from '../../questions/metric';
import { type AnswerUnit, type RenderContext, type Rendered, statNotSupported, windowOf } from './rendered';
import { fieldsNeeded, leaveOut } from './scope';
import { excludes, groupLabels, selectors } from './selector';
import { aggregate, anyOf, combineDistinct } from './combine';
import { type NotSupported } from '../../questions/notSupported';

const PER_SECOND: Record<SignalUnit, AnswerUnit> = {
  percent: 'percent',
  cores: 'cores',
  bytes: 'bytes',
  count: 'per-second',
  money: 'money',
};

/** The first signal that knows the service asked for, with all the fields asked for. */
function choose(
  question: MetricQuestion,
  measure: SignalMeasure,
  detection: MetricDetection
): BoundSignal | NotSupported {
  const ofMeasure = detection.signals.filter((signal) => signal.measure === measure);
  if (ofMeasure.length === 0) {
    return {
      notSupported: `No metric for ${SIGNAL_NAMES[measure]} was found. An admin can name one on the Setup page`,
    };
  }
  const service = onlyValue(question.where, 'service');
  const knowing = ofMeasure.filter(({ services }) =>
    service === undefined ? services.length > 0 : services.some((known) => known.service === service)
  );
  const needed = fieldsNeeded(question);
  const fit = knowing.find((signal) => needed.every((field) => signal.labels[field]));
  if (fit) {
    return fit;
  }
  const missing = needed.filter((field) => !knowing[0]?.labels[field]);
  return {
    notSupported: knowing[0]
      ? `${knowing[0].metric} has no label for ${missing.join(', ')}`
      : `${ofMeasure.map(({ metric }) => metric).join(', ')}: nothing about ${SIGNAL_NAMES[measure]} of ${service ?? 'the shop'}`,
  };
}

export function renderSignal(
  question: MetricQuestion,
  measure: SignalMeasure,
  detection: MetricDetection,
  context: RenderContext
): Rendered | NotSupported {
  const signal = choose(question, measure, detection);
  if ('notSupported' in signal) {
    return signal;
  }
  const counts = signal.type === 'counter';
  const counted = question.stat.kind === 'rate' ? 'rate' : question.stat.kind === 'count' ? 'increase' : undefined;
  // Cores used are a rate of CPU seconds, though one asks for them as a value.
  const how = counts ? (counted ?? (signal.unit === 'cores' ? 'rate' : undefined)) : undefined;
  if (
    (counts && !how) ||
    (!counts && question.stat.kind !== 'value') ||
    (how === 'increase' && question.shape === 'series')
  ) {
    return statNotSupported(SIGNAL_NAMES[measure], question.stat);
  }
  const window = windowOf(question, context);
  const always = signal.without ? [excludes(signal.without.label, signal.without.values)] : [];
  const where = [
    ...question.where,
    ...(onlyValue(question.where, 'service') ? [] : leaveOut(signal.elsewhere, signal.services)),
  ];
  const chosen = selectors(signal.metric, where, signal.labels, always);
  const inner = anyOf(how ? chosen.map((selected) => `${how}(${selected}[${window}])`) : chosen);
  const across = counts ? 'sum' : signal.across;
  const keep = signal.splitBy ? [signal.splitBy] : [];
  const summed = aggregate(across, [...groupLabels(question.by, signal.labels), ...keep], inner);
  const query = combineDistinct(
    [{ expr: signal.scale === 1 ? summed : `${summed} * ${signal.scale}`, labels: signal.labels }],
    question.by,
    { how: across, keep }
  );
  const perSecond = how === 'rate';
  return { queries: [query], unit: perSecond ? PER_SECOND[signal.unit] : signal.unit, notices: [] };
}
