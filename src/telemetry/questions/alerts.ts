import { type RuleDialect, type RuleMatcher } from '../dialects/ruleQuery';
import { type TimeSpan } from '../timeSpan';
import { type Labels } from '../vocabulary';

/**
 * How an alert stands. `noData` and `error`: its rule could not be evaluated, as there was nothing or the query failed;
 * `inactive`: its rule is watched and does not speak.
 */
export const ALERT_STATES = ['firing', 'pending', 'error', 'noData', 'inactive'] as const;
export type AlertState = (typeof ALERT_STATES)[number];

/** Who evaluates rules, or is told of alerts. */
export interface AlertOrigin {
  kind: 'grafana' | 'prometheus' | 'mimir' | 'loki' | 'alertmanager';
  /** Uid of the data source; `grafana` for Grafana's own. */
  uid: string;
  name: string;
}

/** A rule that alerts. */
export interface AlertRule {
  name: string;
  group: string;
  /** Its folder in Grafana, its file or namespace elsewhere. */
  folder: string;
  /** Only Grafana's rules have one. */
  uid?: string;
  origin: AlertOrigin;
  /** The query that it evaluates, where it is one of a known language. */
  query?: string;
  dialect?: RuleDialect;
  /** Uid of the data source that is asked by that query, where it is known. */
  dataSource?: string;
  /** Seconds for which its condition must hold before it fires. */
  holdSeconds: number;
  labels: Labels;
  annotations: Labels;
  /** Why it could not be evaluated the last time, as the server says it; may be empty. */
  problem?: { state: 'error' | 'noData'; text: string };
  isPaused: boolean;
}

/** An alert as whoever evaluates its rule tells of it. */
export interface EvaluatedAlert {
  labels: Labels;
  annotations: Labels;
  state: AlertState;
  /** Since when it is in its state, milliseconds since the epoch. */
  since?: number;
  /** The number that was compared. */
  value?: number;
  /** What the condition of a rule of Grafana's came to, which for a threshold is 1 and not the number compared. */
  conditionValue?: number;
}

export interface EvaluatedRule {
  rule: AlertRule;
  alerts: EvaluatedAlert[];
}

/** An alert as an Alertmanager knows it: what becomes of it. */
export interface RoutedAlert {
  origin: AlertOrigin;
  labels: Labels;
  annotations: Labels;
  /** Since when it fires, milliseconds since the epoch. */
  since?: number;
  /** Numbers of the queries and expressions of a rule of Grafana's, by their names. */
  values?: Readonly<Record<string, number>>;
  /** The query of its rule, where the address of its source tells it. */
  query?: string;
  isSilenced: boolean;
  isInhibited: boolean;
  /** Alerts that are told of together with it, itself among them. */
  groupSize: number;
}

/** A time in which nobody is told of alerts whose labels meet all conditions. */
export interface Silence extends TimeSpan {
  id: string;
  origin: AlertOrigin;
  matchers: readonly RuleMatcher[];
  /** Who silenced them, and why; may be empty. */
  by: string;
  comment: string;
}

/** How often an alert with these labels began to fire. */
export interface TimesFired {
  labels: Labels;
  /** Only alerts of this rule of Grafana's. */
  ruleUid?: string;
  times: number;
}

/** Why a part of an answer is missing. */
export interface AlertNotice {
  origin: AlertOrigin;
  kind: 'absent' | 'forbidden' | 'failed';
  message: string;
  advice: string;
}

/** All that is known of alerts, as it is now. */
export interface AlertsAnswer {
  rules: EvaluatedRule[];
  routed: RoutedAlert[];
  /** Whose firing is recorded, and how often they fired in the last seven days. */
  fired: { isKnown: (rule: AlertRule) => boolean; times: readonly TimesFired[] };
  notices: AlertNotice[];
  /** What was not asked, so that the page stays quick. */
  notAsked: AlertOrigin[];
  /** The moment that it is about, milliseconds since the epoch. */
  at: number;
}

/** A time in which an alert stood so. */
export interface AlertSpan extends TimeSpan {
  state: AlertState;
}

/** How an alert stood over a time range. */
export interface AlertHistory {
  /** One after another; what is between them is not known. */
  spans: AlertSpan[];
}

/** One line of what an alert watches. */
export interface WatchedSeries {
  labels: Labels;
  /** Milliseconds since the epoch. */
  times: number[];
  values: Array<number | null>;
}

/** What a rule of Grafana's makes of the points of a series before it compares; `other` is none of the others. */
export const REDUCERS = ['mean', 'median', 'min', 'max', 'sum', 'count', 'other'] as const;
export type Reducer = (typeof REDUCERS)[number];

/** How what a rule compares follows from the series that it watches. */
export interface Comparison {
  /** The number at which it speaks, in the unit of the series; undefined where no line beside them shows it. */
  threshold?: number;
  /**
   * Why there is none though it compares with one number: that is of no single point, or of what has another scale than
   * the series.
   */
  noThreshold?: 'not-of-points' | 'another-scale';
  /** It compares this of all points within so many seconds; undefined where it compares each point. */
  reduced?: { by: Reducer; seconds: number };
  /** What it calculates on the way, as written. */
  calculated?: string;
}

/** What an alert watches, over a time range. */
export interface WatchedAnswer extends Comparison {
  series: WatchedSeries[];
  /** The query that was asked. */
  query: string;
}

/** Which alerts are asked for. */
export interface AlertsQuestion {
  /** The moment that is meant, milliseconds since the epoch: servers only know the present one. */
  at: number;
  /** Uid of the only one whose rules are read; of as many as are read quickly where it is left out. */
  of?: string;
  /** Reads the rules of all, also where that takes many requests. */
  all?: boolean;
}

/** Whom one asks about alerts. */
export interface AlertSource {
  alerts(question: AlertsQuestion, signal?: AbortSignal): Promise<AlertsAnswer>;
  /**
   * How one alert stood.
   * @param isMeant whether alerts with these labels are
   * @returns undefined where nobody recorded it
   */
  history(
    rule: AlertRule,
    isMeant: (labels: Labels) => boolean,
    span: TimeSpan,
    signal?: AbortSignal
  ): Promise<AlertHistory | undefined>;
  /** What a rule watches; undefined where its definition does not tell. */
  watched(rule: AlertRule, span: TimeSpan, signal?: AbortSignal): Promise<WatchedAnswer | undefined>;
}
