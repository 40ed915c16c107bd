import { type MetricDetection, type MetricFamily } from '../../telemetry/conventions/binding';
import { type ConventionId, type DurationSource, type RequestsSource } from '../../telemetry/conventions/convention';
import { conventionById, conventionTitle, histogramOption } from '../../telemetry/conventions/index';
import { FIELDS, type Field } from '../../telemetry/vocabulary';
import { t } from '../../i18n/t';

/** One metric of a family, in words. */
export interface MetricEvidence {
  role: string;
  metric: string;
  /** Type and unit. */
  about: string;
}

/** Which labels carry a field; the first that is not empty counts. */
export interface LabelEvidence {
  field: Field;
  requests: readonly string[];
  latency: readonly string[];
}

/** What requests can lack. */
export type Lack = 'status' | 'latency' | 'route';

/** What is not measured, and what that costs. */
export interface Gap {
  lack: Lack;
  what: string;
  advice: string;
}

/** A family of metrics as the page tells it. */
export interface FamilyEvidence {
  /** Unlike that of every other family. */
  key: string;
  /** Other families have all its services, so that nothing is read from it. */
  isCovered: boolean;
  metrics: MetricEvidence[];
  labels: LabelEvidence[];
  status: string;
  /** Conditions under which a series counts. */
  only?: string;
  services: string[];
  /** Services that are read from other families. */
  elsewhere: string[];
  gaps: Gap[];
}

/** The families that one instrumentation writes. */
export interface ConventionEvidence {
  title: string;
  /** The specification or documentation that the names come from. */
  source?: string;
  /** Names and labels were read by what they look like, which can be wrong. */
  isInferred: boolean;
  families: FamilyEvidence[];
}

/** What was detected of requests, by instrumentation: families that are read from first, then those that are not. */
export function conventionEvidence({ families, covered }: MetricDetection): ConventionEvidence[] {
  const groups = new Map<string, ConventionEvidence>();
  for (const family of [...families, ...covered]) {
    const { source, isStructural = false } = conventionById(family.convention);
    const group = groups.get(family.convention) ?? {
      title: conventionTitle(family.convention),
      source: source.startsWith('https://') ? source : undefined,
      isInferred: isStructural,
      families: [],
    };
    group.families.push(familyEvidence(family, covered.includes(family)));
    groups.set(family.convention, group);
  }
  return [...groups.values()];
}

function familyEvidence(family: MetricFamily, isCovered: boolean): FamilyEvidence {
  const { requests, duration, inFlight, only } = family;
  return {
    key: [family.convention, requests.metric, requests.from, duration?.metric, duration?.type].join(' '),
    isCovered,
    metrics: [
      { role: t('setup.family.requests', 'Requests'), metric: requests.metric, about: requestsType(requests.from) },
      ...(duration
        ? [{ role: t('setup.family.latency', 'Latency'), metric: duration.metric, about: latencyType(duration) }]
        : []),
      ...(inFlight
        ? [
            {
              role: t('setup.family.in-flight', 'In flight'),
              metric: inFlight.metric,
              about: t('setup.metric.gauge', 'gauge'),
            },
          ]
        : []),
    ],
    labels: FIELDS.flatMap((field) => {
      const carried = { field, requests: requests.labels[field] ?? [], latency: duration?.labels[field] ?? [] };
      return carried.requests.length + carried.latency.length > 0 ? [carried] : [];
    }),
    status: statusWords(family),
    only: only.length > 0 ? only.map(matcher).join(', ') : undefined,
    services: family.services.map(({ service }) => service),
    elsewhere: family.elsewhere.map(({ service }) => service),
    // Of what is not read nothing is missed.
    gaps: isCovered ? [] : gapsOf(family),
  };
}

/** As PromQL writes it. */
function matcher({ label, values }: MetricFamily['only'][number]): string {
  return `${label}${values.length === 1 ? '=' : '=~'}"${values.join('|')}"`;
}

function requestsType(from: RequestsSource['from']): string {
  switch (from) {
    case 'counter':
      return t('setup.metric.counter', 'counter');
    case 'histogram-count':
      return t('setup.metric.histogram-count', 'count of a histogram');
    case 'native-histogram-count':
      return t('setup.metric.native-histogram-count', 'count of a native histogram');
    case 'summary-count':
      return t('setup.metric.summary-count', 'count of a summary');
  }
}

function latencyType({ type, unit }: DurationSource): string {
  return t('setup.metric.type-and-unit', '{{type}}, {{unit}}', { type: histogramType(type), unit: unitWords(unit) });
}

function histogramType(type: DurationSource['type']): string {
  switch (type) {
    case 'histogram':
      return t('setup.metric.histogram', 'histogram');
    case 'native-histogram':
      return t('setup.metric.native-histogram', 'native histogram');
    case 'summary':
      return t('setup.metric.summary', 'summary');
  }
}

function unitWords(unit: DurationSource['unit']): string {
  switch (unit) {
    case 's':
      return t('setup.metric.seconds', 'seconds');
    case 'ms':
      return t('setup.metric.milliseconds', 'milliseconds');
    case 'us':
      return t('setup.metric.microseconds', 'microseconds');
    case 'ns':
      return t('setup.metric.nanoseconds', 'nanoseconds');
  }
}

function statusWords({ errorMark, failures, statusStyle }: MetricFamily): string {
  if (failures !== undefined) {
    return t('setup.family.status-counted-apart', 'errors counted by {{metric}}', { metric: failures });
  }
  if (errorMark) {
    return errorMark.value === undefined
      ? t('setup.family.status-any-mark', 'errors marked by {{label}}', { label: errorMark.label })
      : t('setup.family.status-marked', 'errors marked by {{label}}="{{value}}"', { ...errorMark });
  }
  switch (statusStyle) {
    case 'code':
      return t('setup.family.status-codes', 'codes, such as 404');
    case 'class':
      return t('setup.family.status-classes', 'classes, such as 4xx');
    case 'rpc':
      return t('setup.family.status-rpc', 'gRPC codes, such as NOT_FOUND');
    case 'outcome':
      return t('setup.family.status-outcomes', 'outcomes in words');
    case 'none':
      return t('setup.family.status-none', 'none');
  }
}

/** What makes percentiles possible: a line of configuration where the library is known. */
function histogramAdvice(convention: ConventionId): string {
  const option = histogramOption(convention);
  return option
    ? t('setup.gap.summary-option', 'In {{product}} set {{option}}', { product: option.product, option: option.line })
    : t('setup.gap.summary-advice', 'Measure latency with a histogram');
}

function gapsOf({ convention, duration, statusStyle, errorMark, failures, requests, services }: MetricFamily): Gap[] {
  const gaps: Gap[] = [];
  if (statusStyle === 'none' && !errorMark && failures === undefined) {
    gaps.push({
      lack: 'status',
      what: t('setup.gap.status', 'No status code: the error rate is unknown (not 0%)'),
      advice: t('setup.gap.status-advice', 'Add the status code as a label of the metric that counts requests'),
    });
  }
  if (!duration) {
    gaps.push({
      lack: 'latency',
      what: t('setup.gap.latency', 'No latency'),
      advice: t('setup.gap.latency-advice', 'Add a histogram of request durations, in seconds'),
    });
  } else if (duration.type === 'summary') {
    gaps.push({
      lack: 'latency',
      what: t(
        'setup.gap.summary',
        'Latency is a summary: percentiles cannot be aggregated across instances and routes'
      ),
      advice: histogramAdvice(convention),
    });
  }
  const silent = duration ? services.filter((service) => !service.duration).map(({ service }) => service) : [];
  if (silent.length > 0) {
    gaps.push({
      lack: 'latency',
      what: t('setup.gap.latency-of', 'No latency for {{services}}', { services: silent.join(', ') }),
      advice: t('setup.gap.latency-of-advice', 'Add the histogram there too, with the same service label'),
    });
  }
  if (!requests.labels.route && !duration?.labels.route) {
    gaps.push({
      lack: 'route',
      what: t('setup.gap.route', 'No route label: no breakdown by route'),
      advice: t('setup.gap.route-advice', 'Add the route template as a label, never the raw path'),
    });
  }
  return gaps;
}
