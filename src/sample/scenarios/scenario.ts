import { type Attributes } from '../attributes';
import { type Call, type LineSpec, type Method, type ServiceName } from '../calls';
import { type CheckoutFailure } from '../journeys';
import { type Site } from '../sites';

export const SCENARIO_NAMES = ['slow-query', 'payment-errors', 'stock-out', 'memory-leak', 'bad-deploy'] as const;

/** Those that there are every day. */
export type DailyName = (typeof SCENARIO_NAMES)[number];

/** Those that were only rehearsed, in years past. */
export type RehearsedName =
  | 'cart-failure'
  | 'payment-unreachable'
  | 'product-failure'
  | 'cpu-hog'
  | 'long-pauses'
  | 'flood'
  | 'certificate'
  | 'timeouts'
  | 'sessions-and-orders';

export type ScenarioName = DailyName | RehearsedName;

/** What an incident does to some of the requests. */
export interface Effect {
  /** In which of the incident's grades. */
  grade: number;
  /** Only in this site. */
  site?: Site['id'];
  /** Only requests with these attributes. */
  among?: Attributes;
  /** Share of those requests, 0 to 1. */
  share: number;
  /** What becomes of the request; undefined where it is not concerned. */
  change(call: Call): Call | undefined;
  /** What it means for a checkout. */
  failure?: CheckoutFailure;
}

/** What an incident does to what is measured at a moment, `progress` of the way through it (0 to 1). */
export interface GaugeEffects {
  /** Added to the memory use, in percent. */
  memory?(service: ServiceName, site: Site, progress: number): number;
  /** Added to the CPU use, in percent. */
  cpu?(service: ServiceName, site: Site, progress: number): number;
  /** More products that are low in stock. */
  lowStock?(progress: number): number;
}

/** An incident of one kind. */
export interface Scenario {
  name: ScenarioName;
  /** Lengths of its grades in minutes, multiples of 5: what gets worse has several. */
  grades: readonly number[];
  effects: readonly Effect[];
  /** How many times as many requests come as usual, by the journey's id. */
  traffic?: Readonly<Record<string, number>>;
  gauges?: GaugeEffects;
  /** What runs in place of the ordinary version. */
  deploy?: { service: ServiceName; site: Site['id'] };
}

/** What an incident is best seen in. `clientErrors` are 4xx, `errors` 5xx, `memory` is a share in percent. */
export type Symptom = 'requests' | 'duration' | 'errors' | 'clientErrors' | 'memory';

/** Where something is wrong, as far as it can be narrowed down. */
export interface Culprit {
  service: ServiceName;
  method?: Method;
  route?: string;
  instance?: string;
  version?: string;
  /** What the requests concerned have in common. */
  attributes: Attributes;
  /** Name of the span that is slow or fails. */
  span: string;
  /** The line that says it; `{name}` in its message stands for an attribute's value. */
  line: LineSpec;
}

/** A route that merely suffers, because it calls the culprit. */
export interface Innocent {
  service: ServiceName;
  method: Method;
  route: string;
}

/** What really happened: one incident, or the part of it within the time asked for. Milliseconds since the epoch. */
export interface Truth {
  scenario: ScenarioName;
  /** When the incident begins and ends, also where that is outside of the time asked for. */
  from: number;
  to: number;
  symptoms: readonly Symptom[];
  culprit: Culprit;
  /** What else happened at once, and has nothing to do with it. */
  others?: readonly Culprit[];
  innocents: readonly Innocent[];
}
