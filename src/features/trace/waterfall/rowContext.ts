import { type GrafanaTheme2 } from '@grafana/data';
import { type TimelineEntry } from '../../../analysis/trace/timelineEntries';
import { type TraceTimeline } from '../../../analysis/trace/timeline';
import { indentOf, type TimeWindow } from './geometry';
import { type WaterfallStyles } from './styles';

/** What all rows need; the same object as long as nothing of it changes. */
export interface RowContext {
  story: TraceTimeline;
  theme: GrafanaTheme2;
  styles: WaterfallStyles;
  window: TimeWindow;
  colorOf: (service: string) => string;
  /** Milliseconds; of the span that has the most. */
  mostSelfTime: number;
}

/** Pixels that rows are indented by at the most. */
const MOST_INDENT = 150;

/** Padding of the name of an entry. */
export function indentStyle({ depth }: TimelineEntry) {
  return { paddingLeft: indentOf(depth, MOST_INDENT) };
}
