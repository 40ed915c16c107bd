import { type Field } from './vocabulary';

/** What the numbers of an answer are. Ratios are 0 to 1, percentages 0 to 100, durations seconds. */
export type AnswerUnit =
  'per-second' | 'messages-per-second' | 'count' | 'ratio' | 'seconds' | 'percent' | 'cores' | 'bytes' | 'money';

/** What of a measure can be asked for; a question's `Stat` is one of these with its parameters. */
export type StatKind =
  'rate' | 'count' | 'age' | 'ratio' | 'quantile' | 'mean' | 'max' | 'timeSpent' | 'distribution' | 'within' | 'value';

/**
 * How a dialect renders a measure. All but `signal` read the metrics of requests that belong together (a counter, its
 * durations, a gauge of requests in flight); a `signal` is one metric, or one out of another; `alerts` are what servers
 * record of them under names of their own.
 */
export type Rendering = 'requests' | 'failures' | 'durations' | 'inFlight' | 'signal' | 'alerts';

/** One measure. */
export interface MeasureSpec {
  /** What can be asked of it, and what the numbers then are: one of several units where the metric found decides. */
  stats: Readonly<Partial<Record<StatKind, readonly AnswerUnit[]>>>;
  rendering: Rendering;
  /** Which requests it counts, where it is of failures. */
  failing?: {
    /** The field that tells. */
    field: Field;
    /** A regular expression of its whole value. */
    codes: string;
    /** Whether an admin may say otherwise, and an instrumentation's own mark of a failure counts. */
    isConfigurable?: boolean;
  };
}

/** One kind of telemetry: what is measured together, and found by the conventions of `conventions/<kind>`. */
export interface MeasureKindSpec {
  /** Whether an admin may name the metric of each measure on the Setup page. */
  isMappable?: boolean;
  measures: Readonly<Record<string, MeasureSpec>>;
}

/** Every measure, by kind. The names are unique over all kinds: a question names a measure only. */
export const MEASURE_KINDS = {
  /** Requests that a service served, over HTTP or as calls of RPC, whose statuses are those of gRPC. */
  requests: {
    measures: {
      requests: {
        stats: { rate: ['per-second', 'messages-per-second'], count: ['count'], age: ['seconds'] },
        rendering: 'requests',
      },
      /** Requests answered with a server error (5xx unless the set-up says otherwise). */
      errors: {
        stats: { rate: ['per-second', 'messages-per-second'], count: ['count'], ratio: ['ratio'] },
        rendering: 'failures',
        failing: { field: 'status', codes: '5..', isConfigurable: true },
      },
      /** Requests answered with a client error. */
      clientErrors: {
        stats: { rate: ['per-second', 'messages-per-second'], count: ['count'], ratio: ['ratio'] },
        rendering: 'failures',
        failing: { field: 'status', codes: '4..' },
      },
      /** Time from receiving a request to having answered it. */
      duration: {
        stats: {
          quantile: ['seconds'],
          mean: ['seconds'],
          max: ['seconds'],
          timeSpent: ['seconds'],
          distribution: ['count'],
          within: ['count', 'per-second'],
        },
        rendering: 'durations',
      },
      /** Requests being served right now. */
      inFlight: { stats: { value: ['count'] }, rendering: 'inFlight' },
    },
  },
  /** What a process uses; a percentage where no more is known (of its machine, at worst). */
  resources: {
    isMappable: true,
    measures: {
      cpu: { stats: { value: ['percent', 'cores'] }, rendering: 'signal' },
      memory: { stats: { value: ['bytes', 'percent'] }, rendering: 'signal' },
    },
  },
  /** The shop's own numbers; which metrics hold them is found by name or mapped on the Setup page. */
  shop: {
    isMappable: true,
    measures: {
      orders: { stats: { rate: ['per-second'], count: ['count'] }, rendering: 'signal' },
      revenue: { stats: { rate: ['money'], count: ['money'] }, rendering: 'signal' },
      lowStock: { stats: { value: ['count'] }, rendering: 'signal' },
      checkoutFailures: {
        stats: { rate: ['per-second'], count: ['count'] },
        rendering: 'signal',
      },
    },
  },
  /** Which version of a service runs (an info metric, one series per instance). */
  version: {
    isMappable: true,
    measures: { build: { stats: { value: ['count'] }, rendering: 'signal' } },
  },
  /** Work that waits for a service. */
  lag: {
    measures: {
      /** Messages, or jobs, that wait to be processed. */
      consumerLag: { stats: { value: ['count'] }, rendering: 'signal' },
    },
  },
  /** Which alerts of a service were pending or firing; each keeps its labels. Nothing is detected: names are given. */
  alerts: {
    measures: { alerts: { stats: { value: ['count'] }, rendering: 'alerts' } },
  },
  /** How much of a machine is in use. */
  host: {
    measures: {
      /** Share of CPU time in which the machine worked. */
      hostCpu: { stats: { value: ['percent'] }, rendering: 'signal' },
      /** Share of memory that is not available to a new process. */
      hostMemory: { stats: { value: ['percent'] }, rendering: 'signal' },
      /** Share in use of the fullest file system. */
      hostDisk: { stats: { value: ['percent'] }, rendering: 'signal' },
    },
  },
} as const satisfies Record<string, MeasureKindSpec>;

type Kinds = typeof MEASURE_KINDS;

export type MeasureKind = keyof Kinds;

/** The measures of one kind. */
export type MeasureOf<K extends MeasureKind> = { [One in K]: Extract<keyof Kinds[One]['measures'], string> }[K];

export type Measure = MeasureOf<MeasureKind>;

type Rendered<K extends MeasureKind, R extends Rendering> = {
  [M in keyof Kinds[K]['measures']]: Kinds[K]['measures'][M] extends { rendering: R } ? M : never;
}[keyof Kinds[K]['measures']];

/** Measures that are one metric each, besides the requests. */
export type SignalMeasure = { [K in MeasureKind]: Rendered<K, 'signal'> }[MeasureKind];

/** Measures whose metric an admin may name. */
export type MappableMeasure = {
  [K in MeasureKind]: Kinds[K] extends { isMappable: true } ? MeasureOf<K> : never;
}[MeasureKind];

const SPECS = new Map(
  Object.entries<MeasureKindSpec>(MEASURE_KINDS).flatMap(([kind, { measures }]) =>
    Object.entries(measures).map(([measure, spec]) => [measure, { ...spec, kind: kind as MeasureKind }] as const)
  )
);

/** What is known of a measure, with its kind. @throws Error where there is none of the name */
export function measureSpec(measure: Measure): MeasureSpec & { kind: MeasureKind } {
  const spec = SPECS.get(measure);
  if (!spec) {
    throw new Error(`Unknown measure: ${measure}`);
  }
  return spec;
}

/** The measures of a kind, in the order of the table. */
export function measuresOf<K extends MeasureKind>(kind: K): Array<MeasureOf<K>> {
  return Object.keys(MEASURE_KINDS[kind].measures) as Array<MeasureOf<K>>;
}

/** Whether an admin may name the metric of a measure of this name. */
export function isMappable(name: string): name is MappableMeasure {
  const kind = SPECS.get(name)?.kind;
  return kind !== undefined && (MEASURE_KINDS[kind] as MeasureKindSpec).isMappable === true;
}
