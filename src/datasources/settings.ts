import { type JoinOverride } from '../correlation/joins';
import { isMappable, type MappableMeasure } from '../telemetry/measures';

/** A service-level objective of one service, or of all where `service` is `*`. */
export interface Objective {
  service: string;
  /** Largest share of requests that may fail, 0 to 1. */
  errorRatio?: number;
  /** Largest 95th percentile of durations, in seconds. */
  p95?: number;
}

/** The objective of a service: its own, else the one of all. */
export function objectiveFor(service: string, objectives: readonly Objective[]): Objective | undefined {
  return objectives.find((one) => one.service === service) ?? objectives.find((one) => one.service === '*');
}

/** What an admin has decided; everything else is found by looking. */
export interface Settings {
  /** Uid of the data source for metrics, when it is not Grafana's default one of its kind. */
  metrics?: string;
  logs?: string;
  traces?: string;
  /** Status codes that count as errors, as classes and codes: `5xx`, `429`. Default `5xx`. */
  errorStatus?: string[];
  /** Metrics that hold the shop's own numbers, where they go by other names than the known ones. */
  business?: Array<{ measure: MappableMeasure; metric: string; type: 'gauge' | 'counter' }>;
  objectives?: Objective[];
  /** What services are called in logs and traces, where looking does not find it out. */
  joins?: JoinOverride[];
  /** Refresh interval that pages start with, as Grafana writes it (`5s`). */
  refresh?: string;
}

/** The regular expression of the status codes that are errors, for codes (`503`) and classes (`5xx`) alike. */
export function errorStatusPattern(errorStatus: readonly string[] | undefined): string {
  const chosen = (errorStatus ?? []).filter((status) => /^[1-5](?:\d\d|xx)$/i.test(status));
  const list = chosen.length > 0 ? chosen : ['5xx'];
  return list.map((status) => status.replace(/xx$/i, '..')).join('|');
}

/** Reads settings that somebody may have written by hand: what does not fit is left out. */
export function parseSettings(value: unknown): Settings {
  if (typeof value !== 'object' || value === null) {
    return {};
  }
  const given = value as Record<string, unknown>;
  const text = (key: string) =>
    typeof given[key] === 'string' && given[key] !== '' ? (given[key] as string) : undefined;
  const list = (key: string): unknown[] => (Array.isArray(given[key]) ? (given[key] as unknown[]) : []);
  const settings: Settings = {
    metrics: text('metrics'),
    logs: text('logs'),
    traces: text('traces'),
    refresh: /^\d+(?:ms|[smhd])$/.test(text('refresh') ?? '') ? text('refresh') : undefined,
    errorStatus: list('errorStatus').filter((status): status is string => typeof status === 'string'),
    business: list('business').filter(isBusinessMapping),
    objectives: list('objectives').filter(isObjective),
    joins: list('joins').filter(isJoin),
  };
  return Object.fromEntries(
    Object.entries(settings).filter(([, kept]) => kept !== undefined && (!Array.isArray(kept) || kept.length > 0))
  );
}

function isObjective(value: unknown): value is Objective {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const { service, errorRatio, p95 } = value as Record<string, unknown>;
  const positive = (number: unknown) => number === undefined || (typeof number === 'number' && number > 0);
  return typeof service === 'string' && service !== '' && positive(errorRatio) && positive(p95);
}

function isJoin(value: unknown): value is JoinOverride {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const { service, logs, traces } = value as Record<string, unknown>;
  const isName = (name: unknown) => name === undefined || name === null || (typeof name === 'string' && name !== '');
  return typeof service === 'string' && service !== '' && isName(logs) && isName(traces);
}

function isBusinessMapping(value: unknown): value is NonNullable<Settings['business']>[number] {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const { measure, metric, type } = value as Record<string, unknown>;
  return (
    typeof measure === 'string' &&
    isMappable(measure) &&
    typeof metric === 'string' &&
    metric !== '' &&
    (type === 'gauge' || type === 'counter')
  );
}
