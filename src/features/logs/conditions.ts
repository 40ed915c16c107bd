import { t } from '../../i18n/t';
import { type LineFilter, type LogCondition, type LogField } from '../../telemetry/questions/logs';

/**
 * Conditions after a click on a value: it is kept (`in`) or left out (`notIn`) beside those that are already, and free
 * again if it was so before. What is kept is not left out at the same time.
 */
export function toggleValue(
  where: readonly LogCondition[],
  field: LogField,
  value: string,
  op: LogCondition['op']
): LogCondition[] {
  const wasSet = hasValue(where, field, value, op);
  const free = withoutValue(where, field, value);
  if (wasSet) {
    return free;
  }
  const at = free.findIndex((condition) => condition.field === field && condition.op === op);
  return at === -1
    ? [...free, { field, op, values: [value] }]
    : free.map((condition, index) =>
        index === at ? { ...condition, values: [...condition.values, value] } : condition
      );
}

export function hasValue(
  where: readonly LogCondition[],
  field: LogField,
  value: string,
  op: LogCondition['op']
): boolean {
  return where.some(
    (condition) => condition.field === field && condition.op === op && condition.values.includes(value)
  );
}

/** Conditions under which a value is neither asked for nor left out. */
export function withoutValue(where: readonly LogCondition[], field: LogField, value: string): LogCondition[] {
  return where
    .map((condition) =>
      condition.field === field ? { ...condition, values: condition.values.filter((one) => one !== value) } : condition
    )
    .filter(({ values }) => values.length > 0);
}

/** The values of a field that are kept; none where all are. */
export function valuesKept(where: readonly LogCondition[], field: LogField): string[] {
  return where
    .filter((condition) => condition.field === field && condition.op === 'in')
    .flatMap(({ values }) => values);
}

/** Filters with one more; one that there is already is not added again, whether it keeps or leaves out. */
export function withFilter(filters: readonly LineFilter[], filter: LineFilter): LineFilter[] {
  return [...filters.filter((one) => !isSameText(one, filter)), filter];
}

function isSameText(a: LineFilter, b: LineFilter): boolean {
  return a.text === b.text && a.kind === b.kind && a.caseSensitive === b.caseSensitive;
}

/**
 * Why a regular expression cannot be one, in words; undefined where nothing is plainly wrong. Loki has the last word.
 */
export function regexpProblem(text: string): string | undefined {
  try {
    new RegExp(text.replace(/\(\?[imsU]+\)/g, ''), 'u');
    return undefined;
  } catch (error) {
    return error instanceof Error
      ? error.message.replace(/^Invalid regular expression: /, '')
      : t('logs.filter-input.invalid', 'Invalid regular expression');
  }
}
