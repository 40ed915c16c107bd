import { isSpanField, type SpanCondition, type SpanField } from '../../telemetry/questions/traces';
import { PATHS } from '../routes';
import { readCondition, writeCondition } from './conditions';
import { type Order, readOrder, writeOrder } from './order';
import { pageUrl, param, readNumber } from './pageUrl';

export const TRACES_TABS = ['traces', 'groups', 'map'] as const;
export type TracesTab = (typeof TRACES_TABS)[number];

/** What found traces can be sorted by. */
export const TRACE_SORTS = ['duration', 'started', 'spans'] as const;
export type TraceSort = (typeof TRACE_SORTS)[number];
export type TraceOrder = Order<TraceSort>;

/** What was dragged over in the heatmap: milliseconds since the epoch, seconds of duration. */
export interface HeatmapSelection {
  from: number;
  to: number;
  shortest?: number;
  longest?: number;
}

/** What /traces shows. */
export interface TracesState {
  where: SpanCondition[];
  selected?: HeatmapSelection;
  tab: TracesTab;
  /** What requests are grouped by, where that was chosen. */
  by?: SpanField;
  /** How found traces are sorted, where that was chosen. */
  sort?: TraceOrder;
}

/** /traces: trace search and analysis, service map. */
export const tracesUrl = pageUrl<TracesState>(PATHS.traces, {
  keys: ['where', 'selected', 'tab', 'by', 'sort'],
  read: (params) => ({
    where: params.getAll('where').flatMap(readSpanCondition),
    selected: readSelection(params.get('selected') ?? ''),
    tab: TRACES_TABS.find((tab) => tab === params.get('tab')) ?? 'traces',
    by: readField(params.get('by') ?? ''),
    sort: readOrder(params.get('sort'), isTraceSort),
  }),
  write: ({ where = [], selected, tab, by, sort }) => [
    ...where.map((condition): [string, string] => ['where', writeSpanCondition(condition)]),
    ...param('selected', selected && writeSelection(selected)),
    ...param('tab', tab === 'traces' ? undefined : tab),
    ...param('by', by),
    ...param('sort', sort && writeOrder(sort)),
  ],
});

/** Whether found traces can be sorted by this. */
export function isTraceSort(text: string): text is TraceSort {
  return TRACE_SORTS.some((sort) => sort === text);
}

function readField(text: string): SpanField | undefined {
  return isSpanField(text) ? text : undefined;
}

function writeSelection({ from, to, shortest, longest }: HeatmapSelection): string {
  return [from, to, shortest ?? '', longest ?? ''].join(',');
}

function readSelection(text: string): HeatmapSelection | undefined {
  const [from, to, shortest, longest] = text.split(',').map(readNumber);
  return from !== undefined && to !== undefined && from < to ? { from, to, shortest, longest } : undefined;
}

function writeSpanCondition(condition: SpanCondition): string {
  switch (condition.op) {
    case 'between':
      return `duration=${condition.from ?? ''}..${condition.to ?? ''}`;
    case 'is':
      return `error=${condition.value}`;
    default:
      return writeCondition(condition);
  }
}

function readSpanCondition(text: string): SpanCondition[] {
  const [, from, to] = /^duration=([\d.e+-]*?)\.\.([\d.e+-]*)$/.exec(text) ?? [];
  if (from !== undefined && to !== undefined) {
    return [{ field: 'duration', op: 'between', from: readNumber(from), to: readNumber(to) }];
  }
  if (text === 'error=true' || text === 'error=false') {
    return [{ field: 'error', op: 'is', value: text === 'error=true' }];
  }
  return readCondition(text, isSpanField);
}
