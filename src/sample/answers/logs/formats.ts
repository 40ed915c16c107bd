import { type Level as SampleLevel, type ServiceName } from '../../calls';
import { REQUEST_LOGGER } from '../../requests/lines';
import { type SampleLine } from '../../requests/request';
import { type Labels } from '../../../telemetry/vocabulary';
import { NUMBER_SLOT, TIME_SLOT } from './slots';
import { stackOf } from './stacks';

/** A line as a service writes it, and what the collector puts beside it. */
export interface Written {
  body: string;
  /** Structured metadata that this service sends; others send all in the body. */
  metadata: Labels;
}

/** What of a line its service tells; level and message are told by all. */
export interface Format {
  write(line: SampleLine): Written;
  format: 'json' | 'logfmt' | 'text';
  tells: { traceId: boolean; spanId: boolean; requestId: boolean; logger: boolean; route: boolean };
}

const ALL = { traceId: true, spanId: true, requestId: true, logger: true, route: true };

/** Each service has its own way to write, as in shops that have grown. */
export const FORMATS: Record<ServiceName, Format> = {
  storefront: { format: 'json', tells: ALL, write: pino },
  'shop-api': { format: 'json', tells: ALL, write: winston },
  catalog: { format: 'logfmt', tells: ALL, write: slog },
  cart: { format: 'text', tells: ALL, write: openTelemetry },
  inventory: { format: 'json', tells: ALL, write: zap },
  payments: { format: 'text', tells: ALL, write: logback },
  accounts: { format: 'text', tells: { ...ALL, requestId: false, route: false }, write: python },
  // A proxy writes them, which knows nothing of traces.
  notifications: {
    format: 'text',
    tells: { traceId: false, spanId: false, requestId: true, logger: false, route: false },
    write: accessLog,
  },
};

const PINO_LEVELS: Record<SampleLevel, number> = { debug: 20, info: 30, warn: 40, error: 50 };

function pino(line: SampleLine): Written {
  const { attributes: about, logger, message } = line;
  return json({
    level: PINO_LEVELS[line.level],
    time: iso(line.time),
    logger,
    trace_id: line.traceId,
    span_id: line.spanId,
    request_id: about.request_id,
    ...known(line),
    ...request(line, (seconds) => ({ duration_ms: seconds * 1000 })),
    ...thrown(line, ({ type, text }) => ({ err: { type, message, stack: text } })),
    msg: message,
  });
}

function winston(line: SampleLine): Written {
  return json({
    timestamp: iso(line.time),
    level: line.level,
    logger: line.logger,
    message: line.message,
    traceId: line.traceId,
    spanId: line.spanId,
    requestId: line.attributes.request_id,
    ...known(line),
    ...request(line, (seconds) => ({ durationMs: seconds * 1000 })),
    ...thrown(line, ({ text }) => ({ stack: text })),
  });
}

function zap(line: SampleLine): Written {
  return json({
    level: line.level,
    ts: iso(line.time),
    logger: line.logger,
    msg: line.message,
    trace_id: line.traceId,
    span_id: line.spanId,
    request_id: line.attributes.request_id,
    ...known(line),
    ...request(line, (seconds) => ({ duration: seconds })),
    ...thrown(line, ({ text }) => ({ stacktrace: text })),
  });
}

function slog(line: SampleLine): Written {
  const { attributes: about } = line;
  const pairs = {
    time: iso(line.time),
    level: line.level.toUpperCase(),
    msg: line.message,
    logger: line.logger,
    trace_id: line.traceId,
    span_id: line.spanId,
    request_id: about.request_id,
    ...known(line),
    ...request(line, () => ({ duration: `${milliseconds(about.duration)}ms` })),
    ...thrown(line, ({ text }) => ({ err: line.message, stack: text })),
  };
  return { body: logfmt(pairs), metadata: {} };
}

/** Sent by OpenTelemetry: the body is what is meant for humans, all else stands beside it. */
function openTelemetry(line: SampleLine): Written {
  const { attributes: about } = line;
  return {
    body: line.message,
    metadata: {
      trace_id: line.traceId,
      span_id: line.spanId,
      severity_text: line.level.toUpperCase(),
      scope_name: line.logger,
      request_id: about.request_id ?? '',
      ...known(line),
      ...(isEnding(line) && {
        http_request_method: about.method ?? '',
        url_path: about.path ?? '',
        http_route: about.route ?? '',
        http_response_status_code: about.status ?? '',
        duration_ms: milliseconds(about.duration),
      }),
      ...thrown(line, ({ type, text }) => ({
        exception_type: type,
        exception_message: line.message,
        exception_stacktrace: text,
      })),
    },
  };
}

function logback(line: SampleLine): Written {
  const { attributes: about } = line;
  const tail = logfmt({
    request_id: about.request_id,
    ...known(line),
    ...request(line, () => ({ duration: `${milliseconds(about.duration)}ms` })),
  });
  const level = line.level.toUpperCase().padStart(5);
  const head = `${iso(line.time).replace('T', ' ').replace('Z', '')} ${level} [payments,${line.traceId},${line.spanId}]`;
  return { body: withStack(line, `${head} ${line.logger} - ${line.message} ${tail}`), metadata: {} };
}

/** Trace ids as numbers in hexadecimal: leading zeros are lost. */
function python(line: SampleLine): Written {
  const { attributes: about } = line;
  const message = isEnding(line) ? `"${about.method} ${about.path} HTTP/1.1" ${about.status}` : line.message;
  const time = iso(line.time).replace('T', ' ').replace('Z', '').replace('.', ',');
  const bare = (id: string) => id.replace(/^0+/, '');
  const ids = `trace_id=${bare(line.traceId)} - span_id=${bare(line.spanId)}`;
  const head = [time, line.logger, line.level.toUpperCase(), message, ids].join(' - ');
  return { body: withStack(line, head), metadata: {} };
}

function accessLog(line: SampleLine): Written {
  const { attributes: about } = line;
  const time = iso(line.time).replace(/\.\d+Z$/, '+00:00');
  const request = `"${about.method} ${about.path} HTTP/1.1" ${about.status}`;
  return {
    body: `10.42.0.17 - - [${time}] ${request} 0 "-" "shop" request_id=${about.request_id} duration=${about.duration}s`,
    metadata: {},
  };
}

function isEnding({ logger }: SampleLine): boolean {
  return logger === REQUEST_LOGGER;
}

const OF_REQUEST = new Set(['request_id', 'method', 'path', 'route', 'status', 'duration']);

/** What the service knows of what the request is about. */
function known({ attributes }: SampleLine): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !OF_REQUEST.has(name)));
}

/** What lines that end a request tell of it. */
function request<T extends object>(line: SampleLine, duration: (seconds: number) => T) {
  const { method, path, route, status, duration: took } = line.attributes;
  return isEnding(line) ? { method, path, route, status: Number(status), ...duration(Number(took)) } : {};
}

/** What lines about an error tell of what was thrown. */
function thrown<T extends object>(line: SampleLine, tell: (stack: ReturnType<typeof stackOf>) => T): T | undefined {
  return hasThrown(line) ? tell(stackOf(line.service, line.logger, line.message)) : undefined;
}

export function hasThrown(line: Pick<SampleLine, 'level' | 'logger'>): boolean {
  return line.level === 'error' && line.logger !== REQUEST_LOGGER;
}

function withStack(line: SampleLine, head: string): string {
  return hasThrown(line) ? `${head}\n${stackOf(line.service, line.logger, line.message).text}` : head;
}

/** What is no number is a slot. */
function json(record: Record<string, unknown>): Written {
  const body = JSON.stringify(record, (_, value: unknown) =>
    typeof value === 'number' ? (Number.isNaN(value) ? SLOT_MARK : Math.round(value * 1e6) / 1e6) : value
  );
  return { body: body.replaceAll(`"${SLOT_MARK}"`, NUMBER_SLOT), metadata: {} };
}

const SLOT_MARK = '\uE0FF';

function logfmt(pairs: Record<string, string | number | undefined>): string {
  return Object.entries(pairs)
    .map(([name, value]) => {
      const text = String(value ?? '');
      return `${name}=${/^[^\s"=]+$/.test(text) ? text : JSON.stringify(text)}`;
    })
    .join(' ');
}

function iso(time: number): string {
  return Number.isNaN(time) ? TIME_SLOT : new Date(time).toISOString();
}

function milliseconds(seconds = ''): string {
  const number = Number(seconds);
  return Number.isNaN(number) ? NUMBER_SLOT : (number * 1000).toFixed(3);
}
