import { formattedValueToString, getValueFormat } from '@grafana/data';
import { t, tCount } from '../../i18n/t';
import { type QueryCost } from '../../telemetry/questions/logs';
import { formatCount, formatDuration } from '../../ui/format';

/** Whom log lines are asked of, for failures that do not say it. */
export function logsDataSource(): string {
  return t('logs.data-source', 'The data source for logs');
}

/** What stands for a value without a character. */
export function emptyValue(): string {
  return t('logs.empty-value', '(empty)');
}

/** `Newest 1,000 of 48,210 log lines`; every bound is told. */
export function shownInWords(
  shown: number,
  total: number | undefined,
  isCut: boolean,
  order: 'newest' | 'oldest'
): string {
  if (!isCut) {
    return shown === 0
      ? t('logs.facts.none', 'No log lines')
      : tCount('logs.facts.all', shown, { one: '{{count}} log line', other: 'All {{count}} log lines' });
  }
  // What was counted a moment before may be less than what came since.
  return total !== undefined && total > shown ? partOf(shown, total, order) : partOfMore(shown, order);
}

function partOf(shown: number, total: number, order: 'newest' | 'oldest'): string {
  const values = { shown: shown.toLocaleString('en-US') };
  return order === 'newest'
    ? tCount(
        'logs.facts.newest-of',
        total,
        { one: 'Newest {{shown}} of {{count}} log line', other: 'Newest {{shown}} of {{count}} log lines' },
        values
      )
    : tCount(
        'logs.facts.oldest-of',
        total,
        { one: 'Oldest {{shown}} of {{count}} log line', other: 'Oldest {{shown}} of {{count}} log lines' },
        values
      );
}

function partOfMore(shown: number, order: 'newest' | 'oldest'): string {
  return order === 'newest'
    ? tCount('logs.facts.newest', shown, {
        one: 'Newest {{count}} log line, more exist',
        other: 'Newest {{count}} log lines, more exist',
      })
    : tCount('logs.facts.oldest', shown, {
        one: 'Oldest {{count}} log line, more exist',
        other: 'Oldest {{count}} log lines, more exist',
      });
}

/** `48,210 log lines in the time range`; empty where they were not counted. */
export function totalInWords(total: number | undefined): string {
  return total === undefined
    ? ''
    : tCount('logs.facts.total', total, {
        one: '{{count}} log line in the time range',
        other: '{{count}} log lines in the time range',
      });
}

/** What the questions read upstream together; empty where nobody says. */
export function costInWords(costs: ReadonlyArray<QueryCost | undefined>): string {
  const sum = (read: (cost: QueryCost) => number | undefined) => {
    const known = costs.flatMap((cost) => (cost && read(cost)) ?? []);
    return known.length === 0 ? undefined : known.reduce((a, b) => a + b, 0);
  };
  const bytes = sum((cost) => cost.bytes);
  const lines = sum((cost) => cost.lines);
  const seconds = sum((cost) => cost.seconds);
  const parts = [
    bytes === undefined ? undefined : formattedValueToString(getValueFormat('decbytes')(bytes)),
    lines === undefined ? undefined : t('logs.facts.scanned-lines', '{{count}} lines', { count: formatCount(lines) }),
    seconds === undefined ? undefined : formatDuration(seconds),
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? '' : t('logs.facts.scanned', 'Scanned {{parts}}', { parts: parts.join(' · ') });
}
