import { readStoryAddress, type StoryAddress } from '../../correlation/addresses';
import { PATHS } from '../../correlation/routes';
import { type TimelineSelection } from './waterfall/timelineSelection';

/** What an address of the story's page says; undefined for one of another page. */
export function readStoryUrl(pathname: string, search: string): StoryAddress | undefined {
  const [, written] = pathname.split(`${PATHS.traces}/`);
  const traceId = written?.split('/')[0];
  return traceId ? readStoryAddress(decoded(traceId), new URLSearchParams(search)) : undefined;
}

/** A broken escape is no reason to show nothing: it is told to be no id. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What an address has selected. */
export function selectionIn({
  span,
  event,
  line,
}: Pick<StoryAddress, 'span' | 'event' | 'line'>): TimelineSelection | undefined {
  if (line !== undefined) {
    return { line };
  }
  return span === undefined ? undefined : { ...readSpan(span), ...(event !== undefined && { event }) };
}

/** Both ends of a call may have one id; then the second is written `id.1`. */
function readSpan(text: string): { span: string; nth?: number } {
  const [, span = text, nth] = /^([^.]*)\.(\d+)$/.exec(text) ?? [];
  return nth === undefined ? { span } : { span, nth: Number(nth) };
}

/** How an address says what is selected. What has no id of its own is not kept. */
export function selectionParams(place: TimelineSelection): {
  span: string | null;
  event: string | null;
  line: string | null;
} {
  if ('line' in place) {
    return { span: null, event: null, line: place.line };
  }
  if (!('span' in place)) {
    return { span: null, event: null, line: null };
  }
  const { span, nth, event } = place;
  return { span: `${span}${nth ? `.${nth}` : ''}`, event: event === undefined ? null : String(event), line: null };
}
