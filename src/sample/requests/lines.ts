import { type Attributes } from '../attributes';
import { type Call, type Level } from '../calls';
import { knownTo } from './known';
import { type SampleLine, type SampleSpan } from './request';
import { type SampleTrace } from './spans';

/** What the lines that end requests have in common: one for each request served, whatever became of it. */
export const REQUEST_LOGGER = 'http.request';

/** The lines that a service writes about one request: what it has to say, and in the end how it went. */
export function linesOf(
  { traceId, about }: Pick<SampleTrace, 'traceId' | 'about'>,
  call: Pick<Call, 'service' | 'method' | 'route' | 'status' | 'lines'>,
  span: Pick<SampleSpan, 'spanId' | 'start' | 'duration' | 'attributes'>,
  firstPlace: number
): SampleLine[] {
  const common = { service: call.service, traceId, spanId: span.spanId };
  const known = knownTo(call.service, about);
  const end = span.start + span.duration;
  const said = call.lines.map(({ level, logger, message }, i): SampleLine => ({
    ...common,
    place: firstPlace + i,
    // Just before the end, one after another.
    time: micros(end - (span.duration * (call.lines.length - i)) / (call.lines.length + 8)),
    level,
    logger,
    message: filled(message, about),
    attributes: known,
  }));
  const ending: SampleLine = {
    ...common,
    place: firstPlace + said.length,
    time: micros(end),
    level: levelOf(call.status),
    logger: REQUEST_LOGGER,
    message: `${call.method} ${span.attributes['url.path'] ?? call.route} ${call.status}`,
    attributes: {
      ...known,
      method: call.method,
      path: span.attributes['url.path'] ?? call.route,
      route: call.route,
      status: String(call.status),
      duration: (span.duration / 1000).toFixed(6),
    },
  };
  return [...said, ending];
}

function levelOf(status: number): Level {
  return status >= 500 ? 'error' : status >= 400 ? 'warn' : 'info';
}

/** Puts the values of attributes in the place of their names. */
function filled(message: string, about: Attributes): string {
  return message.replace(/\{(\w+)\}/g, (whole, name: string) => about[name] ?? whole);
}

function micros(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
