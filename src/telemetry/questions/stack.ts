import { type AlertNotice, type AlertRule } from './alerts';

/** The servers of a monitoring stack that tell of themselves. */
export const SERVER_PRODUCTS = [
  'prometheus',
  'mimir',
  'loki',
  'tempo',
  'alloy',
  'promtail',
  'collector',
  'alertmanager',
  'grafana',
  'node-exporter',
] as const;
export type ServerProduct = (typeof SERVER_PRODUCTS)[number];

/** What a server is sent. Metric points are samples, log records are lines. */
export type Arrival = 'samples' | 'lines' | 'spans' | 'bytes' | 'alerts' | 'requests';

/** The signals that pages rest on. */
export const STACK_SIGNALS = ['metrics', 'logs', 'traces'] as const;
export type StackSignal = (typeof STACK_SIGNALS)[number];

/** What arrives at a server. */
export interface Arriving {
  of: Arrival;
  perSecond: number;
}

/** What is refused or dropped, and is nowhere now. */
export interface Lost {
  of: Arrival;
  perSecond: number;
  /** The server's own word for why, or ours where it has none. */
  reason: string;
  /** It is among what arrives: it was counted there before it was lost. */
  hasArrived?: boolean;
  /** What was refused at the door may be what others of the list tell of, too: what lost it told the sender. */
  mayBeTold?: boolean;
}

/** What a server could not do. */
export interface Failing {
  reason: string;
  perSecond: number;
}

/**
 * One process of the monitoring stack, or several that are not told apart, as Prometheus scrapes it. What it does not
 * tell is left out.
 */
export interface StackServer {
  product: ServerProduct;
  job: string;
  instance: string;
  cluster?: string;
  namespace?: string;
  /** In distributed mode, what part of its product it is. */
  component?: string;
  version?: string;
  isUp: boolean;
  /** How many there are: one, but of those that run on each machine, which are not told apart. */
  processes: number;
  /** Milliseconds since the epoch. */
  startedAt?: number;
  /** How long it took Prometheus to scrape it. */
  scrapeSeconds?: number;
  arriving: Arriving[];
  lost: Lost[];
  failing: Failing[];
  /** What is wrong for as long as it is here, by our words for it. */
  faults: string[];
  /** 95th percentile of its answers to queries. */
  querySeconds?: number;
  storedBytes?: number;
  /** How long, and how much, it keeps; `oldestAt` is what it has, milliseconds since the epoch. */
  keptSeconds?: number;
  keptBytes?: number;
  oldestAt?: number;
}

/** What metrics tell of the stack. */
export interface StackMetrics {
  /** When the newest sample was taken, milliseconds since the epoch; undefined: none within an hour. */
  newest?: number;
  /** How many targets Prometheus scrapes. */
  targets: number;
  /** How many of them are down, and some of these. */
  down: number;
  someDown: ReadonlyArray<{ job: string; instance: string }>;
  /** Machines whose clock is off, most of all first: by how many seconds it is ahead, or behind where negative. */
  clocks: ReadonlyArray<{ instance: string; seconds: number }>;
  servers: StackServer[];
}

/** The newest line or span of a store. */
export interface NewestOf {
  /** Milliseconds since the epoch; undefined: none within an hour. */
  newest?: number;
}

/** Why a part is not known. */
export interface Unanswered {
  kind: 'absent' | 'forbidden' | 'failed';
  message: string;
  advice: string;
}

/** A part of an answer; where one server does not answer, the others' parts are there. */
export type Part<T> = { value: T; unanswered?: undefined } | { value?: undefined; unanswered: Unanswered };

/** What Grafana says when it tests a data source. */
export interface SourceHealth {
  uid: string;
  name: string;
  type: string;
  /** Undefined where nobody was asked, as there are too many. */
  isHealthy?: boolean;
  message: string;
}

/** A rule, of alerts or recorded, that could not be evaluated the last time. */
export interface FailingRule extends Pick<AlertRule, 'name' | 'group' | 'folder' | 'uid' | 'origin'> {
  problem: NonNullable<AlertRule['problem']>;
  isRecording: boolean;
}

/** What is known of the monitoring stack at a moment: what the verdict rests on. */
export interface StackAnswer {
  /** Milliseconds since the epoch. */
  at: number;
  metrics: Part<StackMetrics>;
  logs: Part<NewestOf>;
  traces: Part<NewestOf>;
}

/** What Grafana tells of its data sources and rules. */
export interface StackSurroundings {
  sources: SourceHealth[];
  /** Rules that fail, and whose rules could not be read. */
  rules: { failing: FailingRule[]; notices: AlertNotice[] };
}

/** Whom one asks about the monitoring stack. Both throw, for an aborted signal, its reason. */
export interface StackSource {
  /** What fails is said in the answer. */
  stack(signal?: AbortSignal): Promise<StackAnswer>;
  /** Asked apart: a data source that is slow to be tested holds up nothing else. */
  surroundings(signal?: AbortSignal): Promise<StackSurroundings>;
}
