import { type TraceState } from '../../correlation/pageUrls/trace';
import { type TimelineSelection } from './waterfall/timelineSelection';

type Selected = Pick<TraceState, 'span' | 'nth' | 'event' | 'line'>;

/** What a URL has selected in the timeline. */
export function selectionIn({ span, nth, event, line }: Selected): TimelineSelection | undefined {
  if (line !== undefined) {
    return { line };
  }
  return span === undefined
    ? undefined
    : { span, ...(nth !== undefined && { nth }), ...(event !== undefined && { event }) };
}

/** How a URL says what is selected: all of it, so that nothing is left of what was. What has no id is not kept. */
export function selectionParams(place: TimelineSelection): Selected {
  return { span: undefined, nth: undefined, event: undefined, line: undefined, ...('node' in place ? {} : place) };
}
