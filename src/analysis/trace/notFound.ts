import { type LogLine } from '../../telemetry/questions/logs';
import { normalizeTraceId } from '../../telemetry/traceId';

/** What is known about a trace that was not found. Times in milliseconds since the epoch. */
export interface NotFoundEvidence {
  /** The id as it stands in the address. */
  asked: string;
  now: number;
  /** When the request was, as far as it is known: from the link that led here, or from its lines. */
  when?: number;
  /** How many log lines with this id were found; undefined where nobody could be asked. */
  lines?: number;
  /** Whether whoever began the trace chose to keep it: the flag that goes along with its id. */
  isSampled?: boolean;
  /** Whether other traces of that time are found. */
  othersThen?: boolean;
}

export type Cause = 'no-id' | 'not-sampled' | 'too-old' | 'too-young' | 'lost' | 'elsewhere' | 'span-id';

/** Why a trace may not be found. */
export interface LikelyCause {
  cause: Cause;
  sureness: 'certain' | 'likely' | 'possible' | 'unlikely';
  /** What it may be, and what speaks for it. */
  sentence: string;
  advice?: string;
}

const SECOND = 1000;
/** Tempo and collectors hold spans back until a trace is complete; longer than this is unusual. */
const INGESTION_MS = { usual: 30 * SECOND, longest: 120 * SECOND };

/**
 * Why a trace is not found: what may be the cause, ranked by what speaks for and against it. What is ruled out is left
 * out.
 */
export function likelyCauses(evidence: NotFoundEvidence): LikelyCause[] {
  const { asked } = evidence;
  if (normalizeTraceId(asked) === undefined) {
    const isNothing = /^0+$/.test(asked.trim());
    return [
      {
        cause: 'no-id',
        sureness: 'certain',
        sentence: isNothing
          ? 'An id of zeros only stands for no trace'
          : `“${shortened(asked)}” is no trace id: it has 1 to 32 hexadecimal digits`,
        advice: 'Check that the whole id was copied, and nothing else',
      },
    ];
  }
  return [
    notSampled(evidence),
    tooOld(evidence),
    tooYoung(evidence),
    lost(evidence),
    spanId(evidence),
    elsewhere(evidence),
  ]
    .flatMap((one) => (one && one.weight > 0 ? [one] : []))
    .sort((a, b) => b.weight - a.weight)
    .map(({ weight, ...cause }) => ({
      ...cause,
      sureness: weight >= 0.8 ? 'likely' : weight >= 0.4 ? 'possible' : 'unlikely',
    }));
}

type Weighed = Omit<LikelyCause, 'sureness'> & { weight: number };

function notSampled({ isSampled, lines }: NotFoundEvidence): Weighed | undefined {
  const cause = 'not-sampled';
  const advice = 'Raise the sampling rate, or keep all failed and slow requests by tail sampling';
  if (isSampled === false) {
    return { cause, weight: 0.98, sentence: 'It was not sampled: its log lines carry the flag that says so', advice };
  }
  if (isSampled === true) {
    return undefined;
  }
  return lines
    ? {
        cause,
        weight: 0.6,
        sentence: 'It may not have been sampled: its lines were written, its spans were not kept',
        advice,
      }
    : { cause, weight: 0.4, sentence: 'It may not have been sampled', advice };
}

function tooOld({ when, now, othersThen }: NotFoundEvidence): Weighed | undefined {
  const cause = 'too-old';
  const advice = 'Keep traces for longer: block_retention in Tempo’s settings';
  if (othersThen === true) {
    return undefined;
  }
  if (when === undefined) {
    return { cause, weight: 0.35, sentence: 'It may be older than traces are kept: when it was is not known', advice };
  }
  const isOld = now - when > INGESTION_MS.longest;
  return othersThen === false && isOld
    ? {
        cause,
        weight: 0.85,
        sentence: `It is ${age(now - when)} old, and no other trace of that time is found either`,
        advice,
      }
    : {
        cause,
        weight: isOld ? Math.min(0.5, (now - when) / DAY / 14) : 0,
        sentence: `It is ${age(now - when)} old, perhaps more than traces are kept`,
        advice,
      };
}

function tooYoung({ when, now }: NotFoundEvidence): Weighed | undefined {
  const cause = 'too-young';
  if (when === undefined || now - when > INGESTION_MS.longest) {
    return undefined;
  }
  return {
    cause,
    weight: now - when <= INGESTION_MS.usual ? 0.9 : 0.6,
    sentence: `It is only ${age(Math.max(0, now - when))} old: spans arrive up to half a minute late, or when the request ends`,
    advice: 'Try again in a moment',
  };
}

function lost({ isSampled, lines, othersThen }: NotFoundEvidence): Weighed {
  const isLikely = isSampled === true && othersThen !== false;
  return {
    cause: 'lost',
    weight: isLikely ? 0.8 : lines ? 0.3 : 0.2,
    sentence: isLikely
      ? 'It was sampled, but its spans got lost on their way'
      : 'Its spans may have been lost on their way, or refused for their size',
    advice: 'Look at what collectors and Tempo count as dropped or refused',
  };
}

function spanId({ asked, lines }: NotFoundEvidence): Weighed | undefined {
  return asked.trim().length === 16 && !lines
    ? {
        cause: 'span-id',
        weight: 0.45,
        sentence: 'It has 16 digits, as ids of spans have',
        advice: 'Look for the id of the trace, of 32 digits, beside it',
      }
    : undefined;
}

function elsewhere({ lines }: NotFoundEvidence): Weighed {
  return {
    cause: 'elsewhere',
    weight: lines ? 0.25 : 0.39,
    sentence: 'It may be in another data source, tenant or environment',
    advice: 'Choose another data source above',
  };
}

const DAY = 86_400_000;

function age(ms: number): string {
  const seconds = Math.round(ms / SECOND);
  const [count, unit] =
    seconds < 120
      ? [seconds, 'second']
      : seconds < 7200
        ? [Math.round(seconds / 60), 'minute']
        : seconds < 172_800
          ? [Math.round(seconds / 3600), 'hour']
          : [Math.round(ms / DAY), 'day'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/**
 * Whether the trace was sampled, as its lines tell: the W3C trace flags, by the names under which loggers write them,
 * or a whole `traceparent`.
 */
export function sampledFlag(lines: readonly LogLine[]): boolean | undefined {
  for (const { metadata, labels, reading } of lines) {
    // Only OpenTelemetry's own record calls them just `flags`; in a line these may be anything's.
    const ofRecord = metadata.flags === undefined ? {} : { trace_flags: metadata.flags };
    for (const said of [ofRecord, metadata, reading.fields, labels]) {
      for (const [name, value] of Object.entries(said)) {
        const flag = readFlag(name.toLowerCase().replace(/[^a-z]/g, ''), value.trim());
        if (flag !== undefined) {
          return flag;
        }
      }
    }
  }
  return undefined;
}

function readFlag(name: string, value: string): boolean | undefined {
  if (/^(?:otel)?traceflags$/.test(name) && /^(?:0x)?[0-9a-f]{1,2}$/i.test(value)) {
    return (parseInt(value.replace(/^0x/i, ''), 16) & 1) === 1;
  }
  if (/^(?:(?:otel)?tracesampled|sampled|ddsampled)$/.test(name) && /^(?:true|false|0|1)$/i.test(value)) {
    return /^(?:true|1)$/i.test(value);
  }
  const flags = name.endsWith('traceparent')
    ? /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-([0-9a-f]{2})/i.exec(value)?.[1]
    : undefined;
  return flags === undefined ? undefined : (parseInt(flags, 16) & 1) === 1;
}
