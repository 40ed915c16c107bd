import {
  isLogField,
  type LineFilter,
  type LogCondition,
  type LogField,
  type LogSelection,
} from '../../telemetry/questions/logs';
import { PATHS } from '../routes';
import { readCondition, writeCondition } from './conditions';
import { DEFAULT_LINE_VIEW, type LineView, readLineView, writeLineView } from './lineView';
import { pageUrl, param, type ParamsCodec } from './pageUrl';

export const LOG_TABS = ['lines', 'patterns', 'errors'] as const;
export type LogTab = (typeof LOG_TABS)[number];

/** What /logs shows. */
export interface LogsState extends LogSelection {
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

export const LOGS_PARAMS: ParamsCodec<LogsState> = {
  keys: ['where', 'text', 'tab', 'line', 'order', 'show', 'column', 'facets'],
  read: (params) => {
    const facets = params.get('facets');
    return {
      where: params.getAll('where').flatMap((text): LogCondition[] => readCondition(text, isLogField)),
      lines: params.getAll('text').flatMap(readLineFilter),
      tab: LOG_TABS.find((tab) => tab === params.get('tab')) ?? 'lines',
      line: params.get('line') || undefined,
      order: params.get('order') === 'oldest' ? 'oldest' : 'newest',
      view: readLineView(params.get('show') ?? ''),
      columns: [...new Set(params.getAll('column').filter(isLogField))],
      hasFacets: facets === null ? undefined : facets !== 'off',
    };
  },
  write: ({ where = [], lines = [], tab, line, order, view = DEFAULT_LINE_VIEW, columns = [], hasFacets }) => [
    ...where.map((condition): [string, string] => ['where', writeCondition(condition)]),
    ...lines.map((filter): [string, string] => ['text', writeLineFilter(filter)]),
    ...param('tab', tab === 'lines' ? undefined : tab),
    ...param('line', line),
    ...param('order', order === 'oldest' ? order : undefined),
    ...param('show', writeLineView(view)),
    ...columns.map((field): [string, string] => ['column', field]),
    ...param('facets', hasFacets === undefined ? undefined : hasFacets ? 'on' : 'off'),
  ],
};

/** /logs: the log explorer. */
export const logsUrl = pageUrl<LogsState>(PATHS.logs, LOGS_PARAMS);

/** `+` keeps, `-` drops; `t` and `T` text, `r` and `R` regular expression, capitals where case counts: `-t:healthz`. */
function writeLineFilter({ text, kind, caseSensitive, op }: LineFilter): string {
  const letter = kind === 'text' ? 't' : 'r';
  return `${op === 'include' ? '+' : '-'}${caseSensitive ? letter.toUpperCase() : letter}:${text}`;
}

function readLineFilter(written: string): LineFilter[] {
  const [, sign, letter = '', text = ''] = /^([+-])([tr]):(.+)$/is.exec(written) ?? [];
  return text === ''
    ? []
    : [
        {
          text,
          kind: letter.toLowerCase() === 't' ? 'text' : 'regexp',
          caseSensitive: letter === letter.toUpperCase(),
          op: sign === '+' ? 'include' : 'exclude',
        },
      ];
}
