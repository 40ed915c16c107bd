const SECONDS_OF_UNIT: Readonly<Record<string, number>> = {
  d: 86_400,
  h: 3600,
  hr: 3600,
  hour: 3600,
  hours: 3600,
  m: 60,
  min: 60,
  mins: 60,
  minute: 60,
  minutes: 60,
  s: 1,
  sec: 1,
  secs: 1,
  second: 1,
  seconds: 1,
  ms: 1e-3,
  msec: 1e-3,
  msecs: 1e-3,
  milli: 1e-3,
  millis: 1e-3,
  millisecond: 1e-3,
  milliseconds: 1e-3,
  us: 1e-6,
  µs: 1e-6, // micro sign
  μs: 1e-6, // Greek mu
  usec: 1e-6,
  micro: 1e-6,
  micros: 1e-6,
  microsecond: 1e-6,
  microseconds: 1e-6,
  ns: 1e-9,
  nsec: 1e-9,
  nano: 1e-9,
  nanos: 1e-9,
  nanosecond: 1e-9,
  nanoseconds: 1e-9,
};

/** A field's name without the unit at its end: `took` of `took_ms`. */
export function withoutUnit(name: string): string {
  return name
    .replace(SECONDS_AT_END, '')
    .replace(UNIT_AT_END, '')
    .replace(/(?:_in|In)$/, '');
}

/** What a bare number means where the name itself does not say it. */
const UNIT_OF_NAME: Readonly<Record<string, string>> = {
  responsetime: 'ms', // pino-http, morgan
  latenciesrequest: 'ms', // Kong
  responselatency: 'ms', // AWS API Gateway
  httpserverduration: 'ms', // OpenTelemetry, before its conventions were stable
  rpcserverduration: 'ms',
  ms: 'ms',
  took: 'ms', // Elasticsearch, Play
  requesttime: 's', // nginx $request_time
  upstreamresponsetime: 's', // nginx
  eventduration: 'ns', // Elastic Common Schema
  originduration: 'ns', // Traefik
  rtime: 'ms',
};

const UNIT_AT_END =
  /(?:[_\-. (]|(?<=[a-z]))(ms|msecs?|millis?|milliseconds?|us|usec|micros?|microseconds?|ns|nsec|nanos?|nanoseconds?|secs?|seconds?|min|mins|minutes?)\)?$/i;
/** `duration_s`. Without something before it, the letter may be that of a plural. */
const SECONDS_AT_END = /[_\-. (]s\)?$/i;

/**
 * Seconds in a value of a field that holds a duration: `45ms`, `1m2.5s`, `0.012`, `00:00:01.5`. A bare number takes its
 * unit from the field's name (`duration_ms`, `elapsedSeconds`, nginx' `request_time`). Where the name says nothing, it
 * is read as its writers mean it: with a fraction seconds (OpenTelemetry, zap, structlog), without one milliseconds
 * (zerolog, bunyan), and nanoseconds from 100,000 on (slog, Traefik).
 * @param unitOfWriter what bare numbers mean to who writes such lines, where the name does not say it
 * @returns undefined for what is no duration
 */
export function readDuration(value: string, name: string, unitOfWriter?: 'ms' | 'ns'): number | undefined {
  const text = value.trim();
  if (text === '' || text.length > 40) {
    return undefined;
  }
  const bare = Number(text);
  if (!Number.isNaN(bare)) {
    return bare < 0 || !Number.isFinite(bare) ? undefined : exact(bare, unitOfName(name, text, bare, unitOfWriter));
  }
  return readUnits(text) ?? readClock(text);
}

/** Seconds in text that names its units: `45ms`, `4.123 ms`, `1h2m3.5s`; undefined for other text. */
export function readUnits(text: string): number | undefined {
  const parts = /^(?:\d{1,15}(?:\.\d{1,12})? ?[a-zµμ]{1,12} ?){1,5}$/i.test(text)
    ? [...text.matchAll(/(\d+(?:\.\d+)?) ?([a-zµμ]+)/gi)]
    : [];
  let seconds: number | undefined;
  for (const [, number, unit] of parts) {
    const factor = SECONDS_OF_UNIT[(unit ?? '').toLowerCase()];
    if (factor === undefined) {
      return undefined;
    }
    seconds = (seconds ?? 0) + exact(Number(number), factor);
  }
  return seconds;
}

function unitOfName(name: string, text: string, bare: number, unitOfWriter: 'ms' | 'ns' | undefined): number {
  const key = name.toLowerCase().replace(/[^a-z]/g, '');
  // Serilog's request logging has milliseconds.
  const isSerilog = /(?:^|\.)Elapsed$/.test(name);
  const atEnd = SECONDS_AT_END.test(name) ? 's' : UNIT_AT_END.exec(name)?.[1]?.toLowerCase();
  const unit = isSerilog ? 'ms' : (atEnd ?? UNIT_OF_NAME[key] ?? unitOfWriter);
  if (unit !== undefined) {
    return SECONDS_OF_UNIT[unit] ?? 1;
  }
  if (!Number.isInteger(bare) || /[.e]/.test(text)) {
    return 1;
  }
  return bare >= 100_000 ? 1e-9 : 1e-3;
}

/** .NET's and Python's `0:00:01.234`. */
function readClock(text: string): number | undefined {
  const [, hours, minutes, seconds] = /^(\d{1,4}):([0-5]?\d):([0-5]?\d(?:\.\d{1,9})?)$/.exec(text) ?? [];
  return seconds === undefined ? undefined : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

/** Times a power of ten without the dust of binary fractions: 2.8 ms is 0.0028, not 0.0028000000000000004. */
function exact(value: number, factor: number): number {
  return factor < 1 ? Number((value * factor).toPrecision(12)) : value * factor;
}
