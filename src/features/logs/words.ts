import { formattedValueToString, getValueFormat } from '@grafana/data';
import { type QueryCost } from '../../telemetry/questions/logs';
import { formatCount, formatDuration } from '../../ui/format';

/** `newest 1,000 of 48,210 lines`; every bound is told. */
export function shownInWords(
  shown: number,
  total: number | undefined,
  isCut: boolean,
  order: 'newest' | 'oldest'
): string {
  const count = (lines: number) => lines.toLocaleString('en-US');
  if (!isCut) {
    return shown === 0 ? 'no lines' : shown === 1 ? '1 line' : `all ${count(shown)} lines`;
  }
  // What was counted a moment before may be less than what came since.
  return total !== undefined && total > shown
    ? `${order} ${count(shown)} of ${count(total)} lines`
    : `${order} ${count(shown)} lines, there are more`;
}

/** `48,210 lines in the time range`; empty where they were not counted. */
export function totalInWords(total: number | undefined): string {
  return total === undefined ? '' : `${total.toLocaleString('en-US')} lines in the time range`;
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
    lines === undefined ? undefined : `${formatCount(lines)} lines`,
    seconds === undefined ? undefined : formatDuration(seconds),
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? '' : `cost: read ${parts.join(' · ')}`;
}
