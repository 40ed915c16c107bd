import { t } from '../i18n/t';
import { type Attributes, type Span } from '../telemetry/questions/traces';

/**
 * Whether only some of all requests are traced, and how that is known. What is not known is not claimed: without
 * evidence there is no answer.
 */
export type Sampling =
  /** The sampler wrote down with which probability it keeps a request: 0 to 1; `from` names where. */
  | { by: 'sampler'; share: number; from: string }
  /** Of so many requests that metrics counted, so many are traced. */
  | { by: 'count'; share: number; traced: number; counted: number };

/** Counts over a range differ at its ends, by retries and by health checks: less than this says nothing. */
const COMPLETE_SHARE = 0.9;
/** Of fewer requests a share is chance. */
const LEAST_REQUESTS = 100;

/**
 * Compares the requests that are traced with those that metrics counted, both of the same service, conditions and time.
 * @returns undefined where too few were counted to tell, or most of them are traced
 */
export function samplingByCount(traced: number, counted: number | undefined): Sampling | undefined {
  if (counted === undefined || !(counted >= LEAST_REQUESTS) || !(traced > 0)) {
    return undefined;
  }
  const share = traced / counted;
  return share < COMPLETE_SHARE ? { by: 'count', share, traced, counted } : undefined;
}

/**
 * What the sampler of a trace wrote on its spans.
 * @returns undefined where it wrote nothing, or keeps every request
 */
export function samplingOf(
  spans: ReadonlyArray<Pick<Span, 'attributes' | 'resource' | 'traceState'>>
): Sampling | undefined {
  let found: Sampling | undefined;
  for (const { attributes, resource, traceState } of spans) {
    const said = shareOfTraceState(traceState) ?? shareOfAttributes(attributes) ?? shareOfAttributes(resource);
    // Spans that are sampled again further on are rarer than the trace: what all have in common is its own share.
    if (said && (found === undefined || said.share > found.share)) {
      found = { by: 'sampler', ...said };
    }
  }
  return found && found.share < 1 ? found : undefined;
}

interface Said {
  share: number;
  from: string;
}

/** 56 bits of randomness decide. */
const RANDOM_DIGITS = 14;

/**
 * The probability in OpenTelemetry's part of the W3C trace state, `ot=th:…`: the rejection threshold in hexadecimal
 * digits of which trailing zeros are left out (OpenTelemetry specification, “TraceState Probability Sampling”); before
 * that, `ot=p:n` for 2⁻ⁿ.
 */
function shareOfTraceState(traceState: string | undefined): Said | undefined {
  const [, own] = /(?:^|,)\s*ot=([^,]*)/.exec(traceState ?? '') ?? [];
  const parts = new Map(
    (own ?? '').split(';').map((part): [string, string] => {
      const [key = '', value = ''] = part.split(':');
      return [key.trim(), value.trim()];
    })
  );
  const threshold = parts.get('th');
  if (threshold !== undefined && /^[\da-f]{1,14}$/.test(threshold)) {
    const rejected = parseInt(threshold.padEnd(RANDOM_DIGITS, '0'), 16) / 16 ** RANDOM_DIGITS;
    return { share: 1 - rejected, from: t('trace.sampling.threshold', 'th in the trace state') };
  }
  const power = parts.get('p');
  // 63 stands for never, which cannot be.
  return power !== undefined && /^\d{1,2}$/.test(power) && Number(power) < 63
    ? { share: 2 ** -Number(power), from: t('trace.sampling.power', 'p in the trace state') }
    : undefined;
}

/**
 * Jaeger's samplers tag the first span with `sampler.type` and `sampler.param`, of which only the probabilistic one
 * says a probability; Honeycomb's write `SampleRate`, one of so many.
 */
function shareOfAttributes(attributes: Attributes): Said | undefined {
  const param = Number(attributes['sampler.param']);
  if (attributes['sampler.type'] === 'probabilistic' && param > 0 && param <= 1) {
    return { share: param, from: 'sampler.param' };
  }
  const rate = Number(attributes.SampleRate);
  return rate >= 1 ? { share: 1 / rate, from: 'SampleRate' } : undefined;
}
