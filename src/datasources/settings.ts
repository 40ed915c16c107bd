import {
  array,
  custom,
  fallback,
  type GenericSchema,
  gtValue,
  type InferOutput,
  integer,
  ltValue,
  maxValue,
  minValue,
  nonEmpty,
  nullish,
  number,
  object,
  optional,
  picklist,
  pipe,
  regex,
  safeParse,
  string,
  transform,
  unknown,
} from 'valibot';
import { thresholdOver } from '../analysis/objectives/burnRate';
import { LEAST_DAYS, MOST_DAYS, objectiveId, type ServiceLevelObjective } from '../analysis/objectives/objective';
import { type ServiceObjective } from '../analysis/state';
import { type JoinOverride } from '../correlation/joins';
import { isMappable, type MappableMeasure } from '../telemetry/measures';

/** What a service's numbers are held to at any moment, or those of all where `service` is `*`. It has no budget. */
export interface Objective {
  service: string;
  /** Largest share of requests that may fail, 0 to 1. */
  errorRatio?: number;
  /** Largest 95th percentile of durations, in seconds. */
  p95?: number;
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
  /** What share of requests is to be good over days: the error budgets of the page of objectives. */
  serviceLevelObjectives?: ServiceLevelObjective[];
  /**
   * What was said of errors. It is read where errors are shown (`errors/readMarks.ts`): other pages do not load what
   * reads it.
   */
  errorMarks?: unknown[];
  /** What services are called in logs and traces, where looking does not find it out. */
  joins?: JoinOverride[];
  /** Refresh interval that pages start with, as Grafana writes it (`5s`). */
  refresh?: string;
}

/** What services are held to. */
export type ServiceObjectives = Pick<Settings, 'objectives' | 'serviceLevelObjectives'>;

/**
 * What a service is held to: its own bounds, else those of all, and its error budget of availability. The budget says
 * more of the service than an error ratio that is promised of all.
 * @param seconds length of the time that is judged
 */
export function objectiveFor(
  service: string,
  { objectives = [], serviceLevelObjectives = [] }: ServiceObjectives,
  seconds: number
): ServiceObjective | undefined {
  const own = objectives.find((one) => one.service === service);
  const bounds = own ?? objectives.find((one) => one.service === '*');
  const budgeted = serviceLevelObjectives.find(
    ({ service: of, route, threshold }) => of === service && route === undefined && threshold === undefined
  );
  if (!budgeted) {
    return bounds;
  }
  const budget = { target: budgeted.target, critical: thresholdOver(seconds, budgeted) };
  return { p95: bounds?.p95, errorRatio: own?.errorRatio, budget };
}

/** The regular expression of the status codes that are errors, for codes (`503`) and classes (`5xx`) alike. */
export function errorStatusPattern(errorStatus: readonly string[] | undefined): string {
  const chosen = (errorStatus ?? []).filter((status) => /^[1-5](?:\d\d|xx)$/i.test(status));
  const list = chosen.length > 0 ? chosen : ['5xx'];
  return list.map((status) => status.replace(/xx$/i, '..')).join('|');
}

const name = pipe(string(), nonEmpty());
const atMost = optional(pipe(number(), gtValue(0)));

const objective = object({ service: name, errorRatio: atMost, p95: atMost });

const serviceLevelObjective = object({
  service: name,
  route: optional(name),
  threshold: atMost,
  target: pipe(number(), gtValue(0), ltValue(1)),
  days: pipe(number(), integer(), minValue(LEAST_DAYS), maxValue(MOST_DAYS)),
});

const join = object({ service: name, logs: nullish(name), traces: nullish(name) });

const businessMapping = object({
  measure: custom<MappableMeasure>((measure) => typeof measure === 'string' && isMappable(measure)),
  metric: name,
  type: picklist(['gauge', 'counter']),
});

/** What fits, else nothing. */
const kept = <S extends GenericSchema>(schema: S) => fallback(optional(schema), undefined);

/** Those of a list that fit. */
const keptOf = <S extends GenericSchema>(schema: S) =>
  pipe(
    fallback(array(unknown()), []),
    transform((list) => list.flatMap((one) => fitting(schema, one)))
  );

/** Of each objective the first one: two of them would record the same series. */
function distinct(objectives: ServiceLevelObjective[]): ServiceLevelObjective[] {
  const byId = new Map([...objectives].reverse().map((one) => [objectiveId(one), one]));
  return objectives.filter((one) => byId.get(objectiveId(one)) === one);
}

function fitting<S extends GenericSchema>(schema: S, value: unknown): Array<InferOutput<S>> {
  const read = safeParse(schema, value);
  return read.success ? [read.output] : [];
}

const settingsSchema = object({
  metrics: kept(name),
  logs: kept(name),
  traces: kept(name),
  refresh: kept(pipe(string(), regex(/^\d+(?:ms|[smhd])$/))),
  errorStatus: keptOf(string()),
  business: keptOf(businessMapping),
  objectives: keptOf(objective),
  serviceLevelObjectives: pipe(keptOf(serviceLevelObjective), transform(distinct)),
  errorMarks: kept(array(unknown())),
  joins: keptOf(join),
});

/** Reads settings that somebody may have written by hand: what does not fit is left out. */
export function parseSettings(value: unknown): Settings {
  const [settings = {}] = fitting(settingsSchema, value);
  return Object.fromEntries(
    Object.entries(settings).filter(([, own]) => own !== undefined && (!Array.isArray(own) || own.length > 0))
  );
}
