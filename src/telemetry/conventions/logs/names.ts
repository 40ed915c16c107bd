import { fieldsNamed } from '../../logLine/fieldAliases';
import { LEVEL_WORDS } from '../../logLine/level';
import { type Level, type LOG_FIELDS } from '../../questions/logs';

/** A word of the vocabulary of log lines. */
export type LogWord = (typeof LOG_FIELDS)[number];

/**
 * Names that labels of streams and structured metadata usually have, the preferred first. They are asked for whether or
 * not a look at the data source saw them: it looks at a sample.
 */
const USUAL: Readonly<Record<LogWord, readonly string[]>> = {
  service: ['service_name', 'service', 'container_name', 'compose_service', 'app', 'container', 'job'],
  level: ['level', 'severity', 'severity_text'],
  environment: ['deployment_environment_name', 'deployment_environment', 'environment', 'env'],
  instance: ['service_instance_id', 'instance', 'pod', 'hostname', 'host'],
  traceId: ['trace_id', 'traceId', 'traceID', 'traceid', 'TraceId', 'TraceID', 'otelTraceID', 'dd_trace_id'],
  spanId: ['span_id', 'spanId', 'spanID', 'spanid', 'SpanId', 'SpanID', 'otelSpanID', 'dd_span_id'],
  requestId: ['request_id', 'requestId', 'http_request_id', 'req_id', 'correlation_id'],
  logger: ['logger', 'logger_name', 'scope_name'],
  method: ['method', 'http_request_method', 'http_method'],
  path: ['path', 'url_path', 'http_target'],
  route: ['route', 'http_route'],
  status: ['status', 'http_response_status_code', 'http_status_code', 'status_code'],
};

/**
 * Where JSON lines usually have a field: paths of names. Logfmt lines have the same names, as far as they are not
 * nested. Ids are found by the text of the line instead, service and environment by the stream.
 */
const IN_TEXT: Partial<Record<LogWord, ReadonlyArray<readonly string[]>>> = {
  requestId: [
    ['request_id'],
    ['requestId'],
    ['x_request_id'],
    ['x-request-id'],
    ['http_request_id'],
    ['req_id'],
    ['reqId'],
    ['req', 'id'],
    ['request.id'],
    ['correlation_id'],
    ['correlationId'],
    ['RequestId'],
    ['_request_id'],
    ['requestID'],
    ['headers', 'X-Request-Id'],
  ],
  logger: [['logger'], ['logger_name'], ['loggerName'], ['log.logger'], ['SourceContext'], ['category'], ['name']],
  method: [
    ['method'],
    ['http.request.method'],
    ['http_method'],
    ['http.method'],
    ['request_method'],
    ['req', 'method'],
    ['request', 'method'],
    ['http', 'method'],
    ['httpRequest', 'requestMethod'],
    ['RequestMethod'],
    ['requestMethod'],
    ['httpMethod'],
    ['payload', 'method'],
    ['verb'],
  ],
  path: [
    ['path'],
    ['url.path'],
    ['request_path'],
    ['http.path'],
    ['http.target'],
    ['request_uri'],
    ['uri'],
    ['req', 'url'],
    ['request', 'url'],
    ['url'],
    ['http', 'path'],
    ['request', 'uri'],
    ['httpRequest', 'requestUrl'],
    ['RequestPath'],
    ['requestUrl'],
    ['URI'],
    ['payload', 'path'],
  ],
  route: [['route'], ['http.route'], ['http_route'], ['http', 'route'], ['route_pattern']],
  status: [
    ['status'],
    ['http.response.status_code'],
    ['http.status_code'],
    ['http_status'],
    ['status_code'],
    ['statusCode'],
    ['res', 'statusCode'],
    ['response', 'status'],
    ['http', 'status'],
    ['httpRequest', 'status'],
    ['DownstreamStatus'],
    ['StatusCode'],
    ['response_code'],
    ['payload', 'status'],
    ['resp'],
    ['code'],
  ],
};

/** How a word's names rank, the lower, the better; undefined for names of something else. */
function rankOf(name: string, word: LogWord): number | undefined {
  return fieldsNamed(name).find(({ role }) => role === word)?.rank;
}

/**
 * The names that may hold a word, the preferred first, in the order in which a line's reading prefers them: structured
 * metadata, then labels of the stream, then names that are usual but were not seen.
 */
export function carriersOf(word: LogWord, metadata: readonly string[], streamLabels: readonly string[]): string[] {
  return [...new Set([...ranked(word, metadata), ...ranked(word, streamLabels), ...USUAL[word]])];
}

/** Those of the names that may hold a word, the preferred first. */
export function ranked(word: LogWord, names: readonly string[]): string[] {
  return names
    .filter((name) => isIdentifier(name) && rankOf(name, word) !== undefined)
    .sort((a, b) => (rankOf(a, word) ?? 0) - (rankOf(b, word) ?? 0));
}

/** The names in a line's text that may hold a word, as paths, the preferred first. */
export function pathsOf(word: LogWord): ReadonlyArray<readonly string[]> {
  return IN_TEXT[word] ?? [];
}

/** Whether LogQL can name a label so; it has no quoted names. */
export function isIdentifier(name: string): boolean {
  return /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name);
}

/** What Loki itself makes of a line's level, in structured metadata. */
export const DETECTED_LEVEL = 'detected_level';

/**
 * How levels are spelled, in lower case: words, then numbers of pino, of Monolog, and of syslog. All that lines are
 * read by but for single letters: with `w` beside `warn` Loki takes the expression for one that everything meets.
 */
export const LEVEL_SPELLINGS: Readonly<Record<Exclude<Level, 'unknown'>, readonly string[]>> = {
  fatal: [...LEVEL_WORDS.fatal, ...'60 500 550 600 0 1 2'.split(' ')],
  error: [...LEVEL_WORDS.error, ...'50 400 3'.split(' ')],
  warn: [...LEVEL_WORDS.warn, ...'40 300 4'.split(' ')],
  info: [...LEVEL_WORDS.info, ...'30 200 250 5 6'.split(' ')],
  debug: [...LEVEL_WORDS.debug, ...'20 100 7'.split(' ')],
  trace: [...LEVEL_WORDS.trace, '10'],
};
