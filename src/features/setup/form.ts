import { t } from '../../i18n/t';
import { type JoinOverride } from '../../correlation/joins';
import { type Objective, type Settings } from '../../datasources/settings';
import { type MappableMeasure, measureSpec } from '../../telemetry/measures';
import { divided, readNumber } from '../../ui/inputs/numbers';

/** A business metric as it is being typed. */
export interface BusinessRow {
  /** Stays with the row while others come and go. */
  key: number;
  measure: MappableMeasure;
  metric: string;
  type: 'gauge' | 'counter';
}

/** An objective as it is being typed, in the units of the page: percent and milliseconds. */
export interface ObjectiveRow {
  key: number;
  service: string;
  errorPercent: string;
  p95Milliseconds: string;
}

/** What a service is called, as it is being decided: a missing name is left as detected, null says that it has none. */
export interface JoinRow extends JoinOverride {
  key: number;
}

/** What the form holds: texts as they stand, right or wrong. */
export interface SetupForm {
  metrics: string;
  logs: string;
  traces: string;
  /** Statuses separated by commas or spaces. */
  errorStatus: string;
  business: BusinessRow[];
  objectives: ObjectiveRow[];
  joins: JoinRow[];
}

/** What is wrong, by field; rows by `<list>.<key>.<field>`, as `business.0.metric`. */
export type FormErrors = Readonly<Record<string, string>>;

export function formOf(settings: Settings): SetupForm {
  return {
    metrics: settings.metrics ?? '',
    logs: settings.logs ?? '',
    traces: settings.traces ?? '',
    errorStatus: (settings.errorStatus ?? []).join(', '),
    business: (settings.business ?? []).map((mapping, key) => ({ key, ...mapping })),
    objectives: (settings.objectives ?? []).map(({ service, errorRatio, p95 }, key) => ({
      key,
      service,
      errorPercent: scaled(errorRatio, 100),
      p95Milliseconds: scaled(p95, 1000),
    })),
    joins: (settings.joins ?? []).map((join, key) => ({ key, ...join })),
  };
}

/** A row's key that no other row of the list has. */
export function nextKey(rows: ReadonlyArray<{ key: number }>): number {
  return rows.reduce((highest, { key }) => Math.max(highest, key), -1) + 1;
}

/** The type that metrics of a measure have as a rule. */
export function usualType(measure: MappableMeasure): BusinessRow['type'] {
  return measureSpec(measure).stats.value ? 'gauge' : 'counter';
}

/**
 * Reads the form.
 * @param before the settings that hold, for what the form does not show
 * @returns the settings wanted, or what is wrong
 */
export function readForm(form: SetupForm, before: Settings): { settings: Settings } | { errors: FormErrors } {
  const errors: Record<string, string> = {};
  const { refresh, serviceLevelObjectives, errorMarks } = before;
  const settings: Settings = { refresh, serviceLevelObjectives, errorMarks };
  for (const kind of ['metrics', 'logs', 'traces'] as const) {
    settings[kind] = form[kind] === '' ? undefined : form[kind];
  }

  settings.errorStatus = form.errorStatus
    .split(/[\s,]+/)
    .filter((status) => status !== '')
    .map((s) => s.toLowerCase());
  const unfit = settings.errorStatus.filter((status) => !/^[1-5](?:\d\d|xx)$/.test(status));
  if (unfit.length > 0) {
    errors.errorStatus = t('setup.form.not-a-status', 'Not a status code or class: {{codes}}', {
      codes: unfit.join(', '),
    });
  }

  settings.business = form.business.map(({ key, measure, metric, type }) => {
    const name = metric.trim();
    if (name === '') {
      errors[`business.${key}.metric`] = t('setup.form.name-metric', 'Enter a metric name');
    } else if (form.business.some((row) => row.key < key && row.measure === measure && row.metric.trim() === name)) {
      errors[`business.${key}.metric`] = t('setup.form.metric-twice', 'This metric is already in the list');
    }
    return { measure, metric: name, type };
  });

  settings.objectives = form.objectives.map((row) => readObjective(row, form.objectives, errors));
  settings.joins = form.joins.map((row) => readJoin(row, form.joins, errors));
  return Object.keys(errors).length > 0 ? { errors } : { settings: withoutEmpty(settings) };
}

function readObjective(
  { key, service, errorPercent, p95Milliseconds }: ObjectiveRow,
  all: readonly ObjectiveRow[],
  errors: Record<string, string>
): Objective {
  const name = service.trim();
  const wrong = (field: string, message: string) => (errors[`objectives.${key}.${field}`] = message);
  if (name === '') {
    wrong('service', t('setup.form.name-service-or-all', 'Enter a service, or * for all'));
  } else if (all.some((row) => row.key < key && row.service.trim() === name)) {
    wrong('service', t('setup.form.objective-twice', 'This service already has an objective'));
  }
  const percent = readNumber(errorPercent);
  if (percent !== undefined && !(percent > 0 && percent <= 100)) {
    wrong('errorPercent', t('setup.form.percent', 'Must be more than 0 and at most 100'));
  }
  const milliseconds = readNumber(p95Milliseconds);
  if (milliseconds !== undefined && !(milliseconds > 0 && milliseconds < Infinity)) {
    wrong('p95Milliseconds', t('setup.form.positive', 'Must be more than 0'));
  }
  if (percent === undefined && milliseconds === undefined) {
    wrong('errorPercent', t('setup.form.one-of-two', 'Set at least one of the two'));
  }
  return {
    service: name,
    ...(percent !== undefined && { errorRatio: divided(percent, 100) }),
    ...(milliseconds !== undefined && { p95: divided(milliseconds, 1000) }),
  };
}

function readJoin(
  { key, service, logs, traces }: JoinRow,
  all: readonly JoinRow[],
  errors: Record<string, string>
): JoinOverride {
  const name = service.trim();
  if (name === '') {
    errors[`joins.${key}.service`] = t('setup.form.name-service', 'Enter a service');
  } else if (all.some((row) => row.key < key && row.service.trim() === name)) {
    errors[`joins.${key}.service`] = t('setup.form.join-twice', 'This service is already in the list');
  }
  if (logs === undefined && traces === undefined) {
    errors[`joins.${key}.logs`] = t('setup.form.one-of-two', 'Set at least one of the two');
  }
  for (const signal of ['logs', 'traces'] as const) {
    const chosen = signal === 'logs' ? logs : traces;
    if (typeof chosen === 'string' && all.some((row) => row.key < key && row[signal] === chosen)) {
      errors[`joins.${key}.${signal}`] = t('setup.form.name-taken', 'Another service already has this name');
    }
  }
  return { service: name, ...(logs !== undefined && { logs }), ...(traces !== undefined && { traces }) };
}

/** 0.007 × 100 is 0.7000000000000001 in a computer; nobody wants to read that, nor to store it. */
function scaled(value: number | undefined, factor: number): string {
  return value === undefined ? '' : String(Number((value * factor).toPrecision(12)));
}

function withoutEmpty(settings: Settings): Settings {
  return Object.fromEntries(
    Object.entries(settings).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0))
  );
}
