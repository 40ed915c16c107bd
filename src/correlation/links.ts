import { type Condition } from '../telemetry/questions/metric';
import { ERROR_LEVELS, type LogCondition } from '../telemetry/questions/logs';
import { type SpanCondition, type SpanSelection } from '../telemetry/questions/traces';
import { type Field } from '../telemetry/vocabulary';
import { type AppLocation } from './appLocation';
import { logsUrl } from './pageUrls/logs';
import { tracesUrl } from './pageUrls/traces';

/** What of a metric's meaning goes along in a link to logs or traces. */
export interface LinkContext {
  where: readonly Condition[];
  /** Only what failed. */
  errors?: boolean;
  /** Only what took so many seconds or longer. */
  slowerThan?: number;
}

/** Where lines say the same as metrics do. */
const IN_LOGS: ReadonlySet<Field> = new Set(['service', 'route', 'method', 'status', 'instance']);
/** Environments are chosen for all pages. */
const IN_TRACES: ReadonlySet<Field> = new Set([...IN_LOGS, 'namespace', 'version']);

/** The log lines behind a number. Of what failed, the lines that say so. */
export function logsBehind({ where, errors }: LinkContext): AppLocation {
  const isAboutFailures = errors === true || where.some((one) => isServerErrors(one) && isOfClasses(one));
  // A line about an error seldom repeats the route of its request; what it always has is a service and a level.
  const kept = where.filter(
    ({ field }) => IN_LOGS.has(field) && (!isAboutFailures || field === 'service' || field === 'instance')
  );
  const conditions = withoutClasses(kept).map(({ field, op, values }) => ({ field, op, values }) as LogCondition);
  const level: LogCondition = { field: 'level', op: 'in', values: [...ERROR_LEVELS] };
  return logsUrl.write({ where: isAboutFailures ? [...conditions, level] : conditions });
}

/** The traces behind a number. */
export function tracesBehind({ where, errors, slowerThan }: LinkContext): AppLocation {
  const kept = where.filter(({ field }) => IN_TRACES.has(field));
  const isAboutFailures = errors === true || kept.some(isServerErrors);
  return tracesUrl.write({
    where: [
      ...withoutClasses(kept).map(({ field, op, values }) => ({ field, op, values }) as SpanCondition),
      ...(isAboutFailures ? [{ field: 'error' as const, op: 'is' as const, value: true }] : []),
      ...(slowerThan === undefined ? [] : [{ field: 'duration' as const, op: 'between' as const, from: slowerThan }]),
    ],
  });
}

/** What spans and HTTP metrics both count, and count alike. */
const COUNTED: ReadonlySet<string> = new Set(['service', 'route', 'method', 'status']);

/** The same requests as metrics count them; undefined where they do not count just these. */
export function countedAs({ where, spans }: SpanSelection): Condition[] | undefined {
  const conditions = where.flatMap((one) =>
    one.op === 'in' && COUNTED.has(one.field) ? [{ field: one.field as Field, op: one.op, values: one.values }] : []
  );
  // Of all services together some may be measured and not traced, or the other way round.
  const isOfOne = conditions.some(({ field, values }) => field === 'service' && values.length === 1);
  return spans === 'requests' && isOfOne && conditions.length === where.length ? conditions : undefined;
}

/** Metrics may know only classes of status codes; lines and spans have the codes themselves. */
function withoutClasses(where: readonly Condition[]): Condition[] {
  return where.filter((condition) => condition.field !== 'status' || !isOfClasses(condition));
}

function isOfClasses({ values }: Condition): boolean {
  return values.some((value) => /xx$/i.test(value));
}

function isServerErrors({ field, op, values }: Condition): boolean {
  return field === 'status' && op === 'in' && values.length > 0 && values.every((value) => value.startsWith('5'));
}
