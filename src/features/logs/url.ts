import { logsAddress, readLogsAddress } from '../../correlation/addresses';
import { isLogField, type LogField, type LogSelection } from '../../telemetry/questions/logs';
import { type LineView, readLineView, writeLineView } from '../../ui/logLines/lineView';

export const LOG_TABS = ['lines', 'patterns', 'errors'] as const;
export type LogTab = (typeof LOG_TABS)[number];

/** All that the address of /logs says besides what every page shares. */
export interface LogsParams extends LogSelection {
  tab: LogTab;
  /** The line to show, by its id. */
  line?: string;
  order: 'newest' | 'oldest';
  view: LineView;
  /** Fields that a table has columns for; lines are a list where there are none. */
  columns: LogField[];
  /** Whether the facets are shown; undefined where the page decides by its width. */
  hasFacets?: boolean;
}

/** The keys in the order in which they are written. */
export const LOGS_KEYS = ['where', 'text', 'tab', 'line', 'order', 'show', 'column', 'facets'] as const;
type LogsKey = (typeof LOGS_KEYS)[number];

export function readLogsParams(search: URLSearchParams): LogsParams {
  const { where = [], lines = [], tab, line } = readLogsAddress(search);
  const facets = search.get('facets');
  return {
    where,
    lines,
    line,
    tab: LOG_TABS.find((one) => one === tab) ?? 'lines',
    order: search.get('order') === 'oldest' ? 'oldest' : 'newest',
    view: readLineView(search.get('show') ?? ''),
    columns: [...new Set(search.getAll('column').filter(isLogField))],
    hasFacets: facets === null ? undefined : facets !== 'off',
  };
}

/**
 * What {@link readLogsParams} reads. Lists also of what has one value or none: scenes takes what is a list in the state
 * for something that may have several values in the address.
 */
export function writeLogsParams(params: LogsParams): Record<LogsKey, string[]> {
  const { where, lines, tab, line, order, view, columns, hasFacets } = params;
  const address = new URLSearchParams(
    logsAddress({ where, lines, line, tab: tab === 'lines' ? undefined : tab }).params
  );
  const show = writeLineView(view);
  return {
    where: address.getAll('where'),
    text: address.getAll('text'),
    tab: address.getAll('tab'),
    line: address.getAll('line'),
    order: order === 'oldest' ? [order] : [],
    show: show === '' ? [] : [show],
    column: columns,
    facets: hasFacets === undefined ? [] : [hasFacets ? 'on' : 'off'],
  };
}
