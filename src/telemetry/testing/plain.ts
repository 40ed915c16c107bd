import { type ParsedLogLine, type LogLine } from '../questions/logs';
import { type Span } from '../questions/traces';

/** A span of a test: a shop served something in 100 ms; what is not given is plain. */
export function plainSpan(given: Partial<Span> = {}): Span {
  const { service = 'shop' } = given;
  return {
    traceId: '1'.padStart(32, '0'),
    spanId: '1'.padStart(16, '0'),
    service,
    name: 'work',
    kind: 'server',
    start: 0,
    duration: 100,
    status: 'unset',
    attributes: {},
    resource: { 'service.name': service },
    events: [],
    links: [],
    ...given,
  };
}

/** What is special about a line. */
export interface GivenLine extends Partial<Omit<LogLine, 'reading'>> {
  reading?: Partial<ParsedLogLine>;
}

/** A log line of a test; what is not given is plain. The message is the whole line unless said otherwise. */
export function plainLine({ reading, ...given }: GivenLine = {}): LogLine {
  const { body = 'all is well', time = 0 } = given;
  return {
    id: `line-${time}`,
    time,
    nanoseconds: `${Math.floor(time)}000000`,
    body,
    labels: {},
    metadata: {},
    ...given,
    reading: { format: 'text', level: 'info', message: body, fields: {}, ...reading },
  };
}
