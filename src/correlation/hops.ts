import { type Condition } from '../telemetry/questions/metric';
import { type LogCondition } from '../telemetry/questions/logs';
import { type SpanCondition } from '../telemetry/questions/traces';
import { type Field } from '../telemetry/vocabulary';
import { type Address, logsAddress, tracesAddress } from './addresses';

/** What of a metric's meaning goes along to logs or traces. */
export interface HopContext {
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
export function logsBehind({ where, errors }: HopContext): Address {
  // A line about an error seldom repeats the route of its request; what it always has is a service and a level.
  const kept = where.filter(
    ({ field }) => IN_LOGS.has(field) && (!errors || field === 'service' || field === 'instance')
  );
  const conditions = withoutClasses(kept).map(({ field, op, values }) => ({ field, op, values }) as LogCondition);
  const level: LogCondition = { field: 'level', op: 'in', values: ['error', 'fatal'] };
  return logsAddress({ where: errors ? [...conditions, level] : conditions });
}

/** The traces behind a number. */
export function tracesBehind({ where, errors, slowerThan }: HopContext): Address {
  const kept = where.filter(({ field }) => IN_TRACES.has(field));
  const isAboutFailures = errors === true || kept.some(isServerErrors);
  return tracesAddress({
    where: [
      ...withoutClasses(kept).map(({ field, op, values }) => ({ field, op, values }) as SpanCondition),
      ...(isAboutFailures ? [{ field: 'error' as const, op: 'is' as const, value: true }] : []),
      ...(slowerThan === undefined ? [] : [{ field: 'duration' as const, op: 'between' as const, from: slowerThan }]),
    ],
  });
}

/** Metrics may know only classes of status codes; lines and spans have the codes themselves. */
function withoutClasses(where: readonly Condition[]): Condition[] {
  return where.filter(({ field, values }) => field !== 'status' || !values.some((value) => /xx$/i.test(value)));
}

function isServerErrors({ field, op, values }: Condition): boolean {
  return field === 'status' && op === 'in' && values.length > 0 && values.every((value) => value.startsWith('5'));
}
