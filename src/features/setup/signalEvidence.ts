import { type BoundSignal, type MetricDetection } from '../../telemetry/conventions/binding';
import { knownSignals } from '../../telemetry/conventions/kinds';
import { type SignalUnit } from '../../telemetry/conventions/signal';
import { isMappable, type MappableMeasure, measuresOf } from '../../telemetry/measures';
import { t } from '../../i18n/t';

/** All measures in the order of the page: the business first. */
export const MEASURES: readonly MappableMeasure[] = [
  'orders',
  'revenue',
  'checkoutFailures',
  'lowStock',
  ...measuresOf('resources'),
  ...measuresOf('version'),
];

/** What a measure is called in a table or a form. */
export function measureTitle(measure: MappableMeasure): string {
  switch (measure) {
    case 'orders':
      return t('setup.measure.orders', 'Orders');
    case 'revenue':
      return t('setup.measure.revenue', 'Revenue');
    case 'checkoutFailures':
      return t('setup.measure.checkout-failures', 'Checkout failures');
    case 'lowStock':
      return t('setup.measure.low-stock', 'Low stock');
    case 'cpu':
      return t('setup.measure.cpu', 'CPU');
    case 'memory':
      return t('setup.measure.memory', 'Memory');
    case 'build':
      return t('setup.measure.version', 'Version');
  }
}

/** A signal that says something of the shop's services. */
type ShopSignal = BoundSignal & { measure: MappableMeasure };

/**
 * The signals that say something of the shop: those that only the monitoring stack writes about itself are left out.
 */
export function shopSignals({ signals }: MetricDetection): ShopSignal[] {
  return signals
    .filter((signal): signal is ShopSignal => isMappable(signal.measure))
    .filter(({ services, elsewhere }) => services.length > 0 || elsewhere.length === 0);
}

/** One metric that answers a measure, as the page tells it. */
export interface SignalEvidence {
  measure: MappableMeasure;
  metric: string;
  about: string;
  services: string[];
}

export function signalEvidence(signal: ShopSignal): SignalEvidence {
  const { measure, metric, type, unit, without, splitBy, services } = signal;
  const details = [
    type === 'gauge' ? t('setup.metric.gauge', 'gauge') : t('setup.metric.counter', 'counter'),
    unitWords(unit),
    ...(splitBy ? [t('setup.metric.split-by', 'split by {{label}}', { label: splitBy })] : []),
    ...(without
      ? [
          t('setup.metric.without', 'without {{label}} = {{values}}, …', {
            label: without.label,
            values: without.values.slice(0, 2).join(', '),
          }),
        ]
      : []),
  ];
  return { measure, metric, about: details.join(', '), services: services.map(({ service }) => service) };
}

function unitWords(unit: SignalUnit): string {
  switch (unit) {
    case 'percent':
      return t('setup.unit.percent', 'percent');
    case 'cores':
      return t('setup.unit.cores', 'cores');
    case 'bytes':
      return t('setup.unit.bytes', 'bytes');
    case 'count':
      return t('setup.unit.count', 'count');
    case 'money':
      return t('setup.unit.money', 'money');
  }
}

/** Measures for which no metric was detected, with the names that were searched for. */
export function missingSignals(detection: MetricDetection): Array<{ measure: MappableMeasure; searched: string[] }> {
  const found = new Set(shopSignals(detection).map(({ measure }) => measure));
  return MEASURES.filter((measure) => !found.has(measure)).map((measure) => ({
    measure,
    searched: knownSignals(measure).map(({ metric }) => metric),
  }));
}
