import { t } from '../../i18n/t';
import { type SpanCondition, type SpanField, type SpanSelection } from '../../telemetry/questions/traces';
import { fieldWords, valueWords } from '../../ui/differences/fieldWords';
import { formatDuration } from '../../ui/format';

/** Attributes that only spans within requests have: of calls, queries and messages. */
const OF_CALLS = /^span\.(?:db|messaging|net\.peer|peer|server)\./;

/**
 * Which spans a filter is about: requests, unless it names what only other spans have.
 * @param by what they are grouped by, if at all
 */
export function spansMeant(where: SpanCondition[], by?: SpanField): SpanSelection {
  const fields = [...where.map(({ field }) => field), ...(by === undefined ? [] : [by])];
  const isOfCalls = fields.some((field) => field === 'kind' || OF_CALLS.test(field));
  return { where, spans: isOfCalls ? 'all' : 'requests' };
}

/** With one more value; a value that is in both is no longer left out, or the other way round. */
export function withValue(
  where: readonly SpanCondition[],
  field: SpanField,
  op: 'in' | 'notIn',
  value: string
): SpanCondition[] {
  const others = where.flatMap((one): SpanCondition[] => {
    if (one.field !== field || (one.op !== 'in' && one.op !== 'notIn')) {
      return [one];
    }
    const values = one.values.filter((given) => given !== value);
    return values.length === 0 || one.op === op ? [] : [{ ...one, values }];
  });
  const given = where.flatMap((one) => (one.field === field && one.op === op ? one.values : []));
  return [...others, { field: field, op, values: [...new Set([...given, value])] }];
}

/** Seconds; at least one of them. */
export interface DurationBounds {
  from?: number;
  to?: number;
}

/** With these bounds of duration, in seconds, in place of all others; without any, every duration is meant. */
export function withDuration(where: readonly SpanCondition[], from?: number, to?: number): SpanCondition[] {
  const others = where.filter(({ op }) => op !== 'between');
  return from === undefined && to === undefined ? others : [...others, { field: 'duration', op: 'between', from, to }];
}

/** Only what failed, or no matter whether. */
export function withErrors(where: readonly SpanCondition[], isOnly: boolean): SpanCondition[] {
  const others = where.filter(({ op }) => op !== 'is');
  return isOnly ? [...others, { field: 'error', op: 'is', value: true }] : others;
}

/** The bounds of the durations that are meant; undefined where every duration is. */
export function durationOf(where: readonly SpanCondition[]): DurationBounds | undefined {
  const [bounds] = where.flatMap((one) => (one.op === 'between' ? [{ from: one.from, to: one.to }] : []));
  return bounds?.from === undefined && bounds?.to === undefined ? undefined : bounds;
}

/** Whether only what failed, or only what did not, is kept; undefined if both are. */
export function errorsOf(where: readonly SpanCondition[]): boolean | undefined {
  return where.flatMap((one) => (one.op === 'is' ? [one.value] : []))[0];
}

/** A filter, in words: `service = payments`. */
export function conditionWords(condition: SpanCondition): string {
  switch (condition.op) {
    case 'between':
      return durationFilterWords(condition);
    case 'is':
      return condition.value ? t('traces.filter.failed', 'failed') : t('traces.filter.not-failed', 'not failed');
    default: {
      const [first = '', ...others] = condition.values.map(valueWords);
      const values = others.reduce(
        (one, other) => t('traces.filter.either', '{{one}} or {{other}}', { one, other }),
        first
      );
      return `${fieldWords(condition.field)} ${condition.op === 'in' ? '=' : '≠'} ${values}`;
    }
  }
}

function durationFilterWords({ from, to }: DurationBounds): string {
  const bounds = { from: formatDuration(from), to: formatDuration(to) };
  if (from === undefined) {
    return t('traces.filter.duration-up-to', 'duration up to {{to}}', bounds);
  }
  return to === undefined
    ? t('traces.filter.duration-over', 'duration over {{from}}', bounds)
    : t('traces.filter.duration-between', 'duration {{from}} to {{to}}', bounds);
}

/** What says that a request failed, and so says nothing about why. */
const OUTCOME = /^(?:status|span\.(?:error(?:\..*)?|exception\..*|otel\.status.*|.*status_code))$/;

/**
 * What a selection was made by: fields that are filtered by are the same on both sides, and where failed ones are
 * compared with the others, what says so is no news.
 */
export function restates(where: readonly SpanCondition[], isByErrors: boolean): (field: SpanField) => boolean {
  const fixed = new Set<string>(
    where.flatMap((one) => (one.op === 'in' && one.values.length === 1 ? [one.field] : []))
  );
  return (field) => fixed.has(field) || (isByErrors && OUTCOME.test(field));
}
