import { type BoundSignal, type MetricDetection, type MetricFamily } from '../../telemetry/conventions/binding';
import { type DurationSource, type RequestsSource } from '../../telemetry/conventions/convention';
import { conventionById } from '../../telemetry/conventions/index';
import { knownSignals } from '../../telemetry/conventions/kinds';
import { type SignalUnit } from '../../telemetry/conventions/signal';
import { isMappable, type MappableMeasure } from '../../telemetry/measures';
import { FIELDS, type Field } from '../../telemetry/vocabulary';

/** One metric of a family, in words. */
export interface MetricEvidence {
  role: 'Requests' | 'Durations' | 'In flight';
  metric: string;
  /** Type and unit. */
  about: string;
}

/** Which labels carry a field; the first that is not empty counts. */
export interface LabelEvidence {
  field: Field;
  requests: readonly string[];
  durations: readonly string[];
}

/** What is not measured, and what that costs. */
export interface Gap {
  what: string;
  advice: string;
}

/** A family of metrics as the page tells it. */
export interface FamilyEvidence {
  title: string;
  /** The specification or documentation that the names come from. */
  source?: string;
  /** How sure the recognition is. */
  certainty: 'known names' | 'by structure';
  metrics: MetricEvidence[];
  labels: LabelEvidence[];
  status: string;
  /** Conditions under which a series counts. */
  only?: string;
  services: string[];
  /** Services that other families answer for. */
  elsewhere: string[];
  gaps: Gap[];
}

const REQUESTS_TYPE: Record<RequestsSource['from'], string> = {
  counter: 'counter',
  'histogram-count': 'count of a histogram',
  'native-histogram-count': 'count of a native histogram',
  'summary-count': 'count of a summary',
};

const DURATION_TYPE: Record<DurationSource['type'], string> = {
  histogram: 'histogram',
  'native-histogram': 'native histogram',
  summary: 'summary',
};

const UNIT: Record<DurationSource['unit'], string> = {
  s: 'seconds',
  ms: 'milliseconds',
  us: 'microseconds',
  ns: 'nanoseconds',
};

const STATUS: Record<MetricFamily['statusStyle'], string> = {
  code: 'Codes, such as 404',
  class: 'Classes, such as 4xx',
  none: 'None',
};

export function familyEvidence(family: MetricFamily): FamilyEvidence {
  const convention = conventionById(family.convention);
  const { requests, duration, inFlight, errorMark, only } = family;
  return {
    title: convention.title,
    source: convention.source.startsWith('https://') ? convention.source : undefined,
    certainty: convention.isStructural ? 'by structure' : 'known names',
    metrics: [
      { role: 'Requests', metric: requests.metric, about: REQUESTS_TYPE[requests.from] },
      ...(duration
        ? [
            {
              role: 'Durations' as const,
              metric: duration.metric,
              about: `${DURATION_TYPE[duration.type]}, ${UNIT[duration.unit]}`,
            },
          ]
        : []),
      ...(inFlight ? [{ role: 'In flight' as const, metric: inFlight.metric, about: 'gauge' }] : []),
    ],
    labels: FIELDS.flatMap((field) => {
      const carried = { field, requests: requests.labels[field] ?? [], durations: duration?.labels[field] ?? [] };
      return carried.requests.length + carried.durations.length > 0 ? [carried] : [];
    }),
    status: errorMark ? `Errors are marked by ${errorMark.label}="${errorMark.value}"` : STATUS[family.statusStyle],
    only: only.length > 0 ? only.map(({ label, values }) => `${label} = ${values.join(' or ')}`).join(', ') : undefined,
    services: family.services.map(({ service }) => service),
    elsewhere: family.elsewhere.map(({ service }) => service),
    gaps: gapsOf(family),
  };
}

function gapsOf({ duration, statusStyle, errorMark, requests, services }: MetricFamily): Gap[] {
  const gaps: Gap[] = [];
  if (statusStyle === 'none' && !errorMark) {
    gaps.push({
      what: 'No status, so errors are unknown (not zero)',
      advice: 'Add the status code as a label of the metric that counts requests',
    });
  }
  if (!duration) {
    gaps.push({ what: 'No durations', advice: 'Add a histogram of request durations, in seconds' });
  } else if (duration.type === 'summary') {
    gaps.push({
      what: 'Durations are a summary, whose percentiles cannot be brought together over instances and routes',
      advice: 'Measure durations with a histogram',
    });
  }
  const silent = duration ? services.filter((service) => !service.duration).map(({ service }) => service) : [];
  if (silent.length > 0) {
    gaps.push({
      what: `No durations of ${silent.join(', ')}`,
      advice: 'Add the histogram there too, with the same service label',
    });
  }
  if (!requests.labels.route && !duration?.labels.route) {
    gaps.push({
      what: 'No route, so a service is one row',
      advice: 'Add the route template as a label, never the raw path',
    });
  }
  return gaps;
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
  title: string;
  metric: string;
  about: string;
  services: string[];
}

export const MEASURE_TITLES: Record<MappableMeasure, string> = {
  orders: 'Orders',
  revenue: 'Revenue',
  checkoutFailures: 'Checkout failures',
  lowStock: 'Low stock',
  cpu: 'CPU',
  memory: 'Memory',
  build: 'Version',
};

/** All measures in the order of the page: the business first. */
export const MEASURES = Object.keys(MEASURE_TITLES) as MappableMeasure[];

const SIGNAL_UNIT: Record<SignalUnit, string> = {
  percent: 'per cent',
  cores: 'cores',
  bytes: 'bytes',
  count: 'a number',
  money: 'money',
};

export function signalEvidence(signal: ShopSignal): SignalEvidence {
  const { measure, metric, type, unit, without, splitBy, services } = signal;
  const details = [
    type,
    SIGNAL_UNIT[unit],
    ...(splitBy ? [`apart by ${splitBy}`] : []),
    ...(without ? [`without ${without.label} = ${without.values.slice(0, 2).join(', ')}, …`] : []),
  ];
  return {
    measure,
    title: MEASURE_TITLES[measure],
    metric,
    about: details.join(', '),
    services: services.map(({ service }) => service),
  };
}

/** Measures for which no metric was found, with the names that were looked for. */
export function missingSignals(detection: MetricDetection): Array<{ measure: MappableMeasure; lookedFor: string[] }> {
  const found = new Set(shopSignals(detection).map(({ measure }) => measure));
  return MEASURES.filter((measure) => !found.has(measure)).map((measure) => ({
    measure,
    lookedFor: knownSignals(measure).map(({ metric }) => metric),
  }));
}
