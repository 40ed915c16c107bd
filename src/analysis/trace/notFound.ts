import { t, tCount } from '../../i18n/t';
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
          ? t('trace.not-found.zeros', 'An all-zero ID means there is no trace')
          : t('trace.not-found.no-id', '“{{id}}” is not a trace ID: a trace ID has 1 to 32 hexadecimal digits', {
              id: shortened(asked),
            }),
        advice: t('trace.not-found.no-id-advice', 'Check that the whole ID was copied, and nothing else'),
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
  const advice = t(
    'trace.not-found.not-sampled-advice',
    'Increase the sampling rate, or keep all failed and slow requests with tail sampling'
  );
  if (isSampled === false) {
    const sentence = t('trace.not-found.flag-unset', 'It was not sampled: the trace flags on the log lines say so');
    return { cause, weight: 0.98, sentence, advice };
  }
  if (isSampled === true) {
    return undefined;
  }
  return lines
    ? {
        cause,
        weight: 0.6,
        sentence: t(
          'trace.not-found.lines-only',
          'It may not have been sampled: log lines were written, spans were not kept'
        ),
        advice,
      }
    : {
        cause,
        weight: 0.4,
        sentence: t('trace.not-found.maybe-not-sampled', 'It may not have been sampled'),
        advice,
      };
}

function tooOld({ when, now, othersThen }: NotFoundEvidence): Weighed | undefined {
  const cause = 'too-old';
  const advice = t('trace.not-found.too-old-advice', 'Increase retention (block_retention) in Tempo');
  if (othersThen === true) {
    return undefined;
  }
  if (when === undefined) {
    const sentence = t(
      'trace.not-found.age-unknown',
      'It may be past the retention: the time of the request is unknown'
    );
    return { cause, weight: 0.35, sentence, advice };
  }
  const isOld = now - when > INGESTION_MS.longest;
  return othersThen === false && isOld
    ? {
        cause,
        weight: 0.85,
        sentence: t('trace.not-found.all-gone', 'It is {{age}} old, and Tempo has no other trace of that time', {
          age: age(now - when),
        }),
        advice,
      }
    : {
        cause,
        weight: isOld ? Math.min(0.5, (now - when) / DAY / 14) : 0,
        sentence: t('trace.not-found.maybe-too-old', 'It is {{age}} old, possibly past the retention', {
          age: age(now - when),
        }),
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
    sentence: t(
      'trace.not-found.too-young',
      'It is only {{age}} old: spans arrive up to half a minute late, or when the request ends',
      { age: age(Math.max(0, now - when)) }
    ),
    advice: t('trace.not-found.too-young-advice', 'Try again in a moment'),
  };
}

function lost({ isSampled, lines, othersThen }: NotFoundEvidence): Weighed {
  const isLikely = isSampled === true && othersThen !== false;
  return {
    cause: 'lost',
    weight: isLikely ? 0.8 : lines ? 0.3 : 0.2,
    sentence: isLikely
      ? t('trace.not-found.lost', 'It was sampled, but its spans were lost before reaching Tempo')
      : t('trace.not-found.maybe-lost', 'Spans may have been lost before reaching Tempo, or refused for their size'),
    advice: t('trace.not-found.lost-advice', 'Check the counters of dropped and refused spans in collectors and Tempo'),
  };
}

function spanId({ asked, lines }: NotFoundEvidence): Weighed | undefined {
  return asked.trim().length === 16 && !lines
    ? {
        cause: 'span-id',
        weight: 0.45,
        sentence: t('trace.not-found.span-id', '16 digits: this looks like a span ID'),
        advice: t('trace.not-found.span-id-advice', 'Look for the trace ID of 32 digits beside it'),
      }
    : undefined;
}

function elsewhere({ lines }: NotFoundEvidence): Weighed {
  return {
    cause: 'elsewhere',
    weight: lines ? 0.25 : 0.39,
    sentence: t('trace.not-found.elsewhere', 'It may be in another data source, tenant or environment'),
    advice: t('trace.not-found.elsewhere-advice', 'Choose another data source above'),
  };
}

const DAY = 86_400_000;

function age(ms: number): string {
  const seconds = Math.round(ms / SECOND);
  if (seconds < 120) {
    return tCount('trace.age.seconds', seconds, { one: '{{count}} second', other: '{{count}} seconds' });
  }
  if (seconds < 7200) {
    const minutes = Math.round(seconds / 60);
    return tCount('trace.age.minutes', minutes, { one: '{{count}} minute', other: '{{count}} minutes' });
  }
  return seconds < 172_800
    ? tCount('trace.age.hours', Math.round(seconds / 3600), { one: '{{count}} hour', other: '{{count}} hours' })
    : tCount('trace.age.days', Math.round(ms / DAY), { one: '{{count}} day', other: '{{count}} days' });
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
