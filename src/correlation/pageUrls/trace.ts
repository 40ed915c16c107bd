import { normalizeTraceId } from '../../telemetry/traceId';
import { PATHS } from '../routes';
import { type PageUrl, param, readNumber } from './pageUrl';

/** What the story of a request shows first. */
export interface TraceState {
  /** In the one spelling of ids; what is none is kept as it is, for the page to say so. Empty where none is named. */
  traceId: string;
  /** When it was, whole milliseconds since the epoch: to find it in less data. */
  near?: number;
  /** The selected span, by its id. */
  span?: string;
  /** Which of the spans that have this id, counted from 0: both ends of a call may have one id. 0 is left out. */
  nth?: number;
  /** Which of the span's events, counted from 0. */
  event?: number;
  /** The selected log line, by its id. */
  line?: string;
  /** The trace it is compared with, or `typical`. */
  compare?: string;
}

/** /traces/:traceId: the story of one request. */
export const traceUrl: PageUrl<TraceState, 'traceId'> = {
  keys: ['near', 'span', 'event', 'line', 'compare'],
  read({ path, params }) {
    const search = new URLSearchParams(params);
    const event = search.get('event') ?? '';
    const near = readNumber(search.get('near'));
    return {
      traceId: readTraceId(path),
      near: near && Math.round(near) + 0,
      ...readSpan(search.get('span') ?? ''),
      event: /^\d{1,6}$/.test(event) ? Number(event) : undefined,
      line: search.get('line') || undefined,
      compare: search.get('compare') || undefined,
    };
  },
  write: ({ traceId, near, span, nth, event, line, compare }) => ({
    path: `${PATHS.traces}/${encodeURIComponent(traceId)}`,
    params: [
      ...param('near', near === undefined ? undefined : String(Math.round(near))),
      ...param('span', span && (nth ? `${span}.${nth}` : span)),
      ...param('event', event === undefined ? undefined : String(event)),
      ...param('line', line),
      ...param('compare', compare),
    ],
  }),
};

function readTraceId(path: string): string {
  const [, rest = ''] = path.split(`${PATHS.traces}/`);
  const written = decode(rest.split('/')[0] ?? '');
  return normalizeTraceId(written) ?? written;
}

/** A broken escape is no reason to show nothing: it is told to be no id. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The second span of an id is written `id.1`. */
function readSpan(text: string): Pick<TraceState, 'span' | 'nth'> {
  const [, span = text, nth] = /^([^.]+)\.(\d{1,6})$/.exec(text) ?? [];
  return { span: span || undefined, nth: Number(nth) || undefined };
}
