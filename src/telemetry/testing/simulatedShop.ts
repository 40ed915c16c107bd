import { type Field, type Labels } from '../vocabulary';
import { type MetricSample } from './oracle';
import { randomNumbers } from './randomNumbers';

/** When the samples begin, in seconds since the epoch, how far apart they are, and how many there are. */
export const START = Date.UTC(2026, 0, 10, 12) / 1000;
export const STEP = 15;
export const TICKS = 160;

/** One series as it was written, with what it is about in the words of the vocabulary. */
export interface WrittenSeries {
  labels: Labels & { __name__: string };
  fields: Partial<Record<Field, string>>;
  samples: MetricSample[];
}

/** What one service wrote. */
export interface WrittenService {
  service: string;
  /** Whether each series is of a request that the service served; span metrics have others beside them. */
  counter: WrittenSeries[];
  duration?: {
    type: 'histogram' | 'summary';
    /** Seconds times this is what was written. */
    perSecond: number;
    count: WrittenSeries[];
    sum: WrittenSeries[];
    buckets: WrittenSeries[];
  };
  /** How a status shows: 404 as the label says, or that a span failed. */
  knowsStatus: 'code' | 'class' | 'mark' | 'no';
}

/** How a service's instrumentation writes. */
export interface Style {
  service: string;
  /** Labels that are on every series. */
  target: Labels;
  status: WrittenService['knowsStatus'];
  counter?: { name: string; labels: Partial<Record<Field, string>>; constant?: Labels };
  duration?: {
    /** Base name. */
    name: string;
    type: 'histogram' | 'summary';
    perSecond: 1 | 1000;
    labels: Partial<Record<Field, string>>;
    bounds: number[];
    constant?: Labels;
  };
  /** Seconds that a request takes at the median. */
  typical: number;
}

const ROUTES = ['/products/:id', '/cart', '/checkout'];
const STATUSES = ['200', '404', '500', '503'];
const SHARES = [0.9, 0.06, 0.03, 0.01];

interface Served {
  fields: Partial<Record<Field, string>>;
  seconds: number[];
}

/** The requests of one instance in one interval. */
function serve(style: Style, instance: string, random: () => number): Served[] {
  return ROUTES.flatMap((route, position) =>
    STATUSES.map((status, index) => {
      const expected = 40 * (position + 1) * (SHARES[index] ?? 0);
      const count = Math.floor(expected * (0.5 + random()));
      const slower = status.startsWith('5') ? 4 : 1;
      const seconds = Array.from(
        { length: count },
        () => style.typical * slower * (position + 1) * 2 ** (random() * 4 - 2)
      );
      const method = route === '/checkout' ? 'POST' : 'GET';
      return { fields: { service: style.service, instance, route, method, status }, seconds };
    })
  );
}

function shown(style: Style, fields: Partial<Record<Field, string>>): Partial<Record<Field, string>> {
  const { status } = fields;
  switch (style.status) {
    case 'class':
      return { ...fields, status: `${status?.[0]}xx` };
    case 'mark':
      return { ...fields, status: status?.startsWith('5') ? 'STATUS_CODE_ERROR' : 'STATUS_CODE_UNSET' };
    default:
      return fields;
  }
}

/** Series under construction: what a process has counted since it started. */
class Writer {
  private series = new Map<string, WrittenSeries>();
  private totals = new Map<string, number>();

  constructor(
    private name: string,
    private labels: Partial<Record<Field, string>>,
    private constant: Labels
  ) {}

  add(fields: Partial<Record<Field, string>>, amount: number, extra: Labels = {}): void {
    const own = Object.entries(this.labels).map(([field, label]) => [label, fields[field as Field] ?? ''] as const);
    const labels = {
      __name__: this.name,
      ...this.constant,
      ...Object.fromEntries(own),
      ...extra,
      instance: fields.instance ?? '',
    };
    const key = JSON.stringify(labels);
    if (!this.series.has(key)) {
      const kept = Object.entries(fields).filter(
        ([field]) => field in this.labels || ['service', 'instance'].includes(field)
      );
      this.series.set(key, { labels, fields: Object.fromEntries(kept), samples: [] });
    }
    this.totals.set(key, (this.totals.get(key) ?? 0) + amount);
  }

  /** Writes down where all counters stand. */
  expose(time: number): void {
    for (const [key, { samples }] of this.series) {
      samples.push([time, this.totals.get(key) ?? 0]);
    }
  }

  /** The process started anew. */
  reset(instance: string): void {
    for (const [key, { fields }] of this.series) {
      if (fields.instance === instance) {
        this.totals.set(key, 0);
      }
    }
  }

  written(): WrittenSeries[] {
    return [...this.series.values()];
  }
}

/** Two instances of a service serve requests; the second is restarted in the middle. */
export function simulate(style: Style, seed: number): WrittenService {
  const random = randomNumbers(seed);
  const { counter, duration, target } = style;
  const writer = (suffix: string) =>
    new Writer(`${duration?.name ?? ''}${suffix}`, duration?.labels ?? {}, { ...target, ...duration?.constant });
  const requests = new Writer(counter?.name ?? '', counter?.labels ?? {}, { ...target, ...counter?.constant });
  const [count, sum, buckets] = [writer('_count'), writer('_sum'), writer('_bucket')];
  const all = [requests, count, sum, buckets];

  for (let tick = 0; tick < TICKS; tick++) {
    for (const instance of ['a:80', 'b:80']) {
      if (instance === 'b:80' && tick === 100) {
        all.forEach((one) => one.reset(instance));
      }
      for (const { fields, seconds } of serve(style, instance, random)) {
        const visible = shown(style, fields);
        requests.add(visible, seconds.length);
        count.add(visible, seconds.length);
        const perSecond = duration?.perSecond ?? 1;
        sum.add(visible, seconds.reduce((a, b) => a + b, 0) * perSecond);
        for (const bound of [...(duration?.bounds ?? []), Infinity]) {
          const le = bound === Infinity ? '+Inf' : String(Number((bound * perSecond).toPrecision(12)));
          buckets.add(visible, seconds.filter((one) => one <= bound).length, { le });
        }
      }
    }
    all.forEach((one) => one.expose(START + tick * STEP));
  }
  return {
    service: style.service,
    knowsStatus: style.status,
    counter: counter ? requests.written() : [],
    duration: duration && {
      type: duration.type,
      perSecond: duration.perSecond,
      count: count.written(),
      sum: sum.written(),
      buckets: duration.type === 'histogram' ? buckets.written() : [],
    },
  };
}

/** A gauge or counter that stands at `values` in turn, or at one value. */
export function plainSeries(name: string, labels: Labels, value: (tick: number) => number): WrittenSeries {
  return {
    labels: { __name__: name, ...labels },
    fields: {},
    samples: Array.from({ length: TICKS }, (_, tick) => [START + tick * STEP, value(tick)] as const),
  };
}

/** All series of a service. */
export function seriesOfService({ counter, duration }: WrittenService): WrittenSeries[] {
  return [...counter, ...(duration ? [...duration.count, ...duration.sum, ...duration.buckets] : [])];
}

/** Series as OpenMetrics text with timestamps, which promtool makes blocks of. */
export function openMetrics(series: readonly WrittenSeries[]): string {
  const quote = (text: string) => `"${text.replace(/[\\"\n]/g, (char) => (char === '\n' ? '\\n' : `\\${char}`))}"`;
  const isClassic = (name: string) => /^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(name);
  const sorted = [...series].sort((a, b) => (a.labels.__name__ < b.labels.__name__ ? -1 : 1));
  const lines = sorted.flatMap(({ labels: { __name__: name, ...labels }, samples }) => {
    const inner = Object.entries(labels)
      .filter(([, value]) => value !== '')
      .map(([label, value]) => `${isClassic(label) ? label : quote(label)}=${quote(value)}`);
    const id = isClassic(name) ? `${name}{${inner.join(',')}}` : `{${[quote(name), ...inner].join(',')}}`;
    return samples.map(([time, value]) => `${id} ${value} ${time}`);
  });
  return `${lines.join('\n')}\n# EOF\n`;
}
