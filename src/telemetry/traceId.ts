/** Trace ids have 32 hexadecimal digits, span ids 16; whoever writes them may drop leading zeros or use capitals. */
const TRACE_DIGITS = 32;
const SPAN_DIGITS = 16;

/**
 * The one spelling of a trace id: 32 lower-case hexadecimal digits.
 * @returns undefined for what is no trace id: other characters, too many digits, or only zeros, which stand for none
 */
export function normalizeTraceId(text: string): string | undefined {
  return normalize(text, TRACE_DIGITS);
}

/** The one spelling of a span id: 16 lower-case hexadecimal digits; undefined for what is none. */
export function normalizeSpanId(text: string): string | undefined {
  return normalize(text, SPAN_DIGITS);
}

function normalize(text: string, digits: number): string | undefined {
  const bare = text.trim().toLowerCase();
  const isId = bare.length > 0 && bare.length <= digits && /^[0-9a-f]+$/.test(bare) && !/^0+$/.test(bare);
  return isId ? bare.padStart(digits, '0') : undefined;
}

/**
 * Every way in which a normalised id may have been written, in lower case: whole, without leading zeros, and as Datadog
 * and old Zipkin do, as the lower 64 bits where the upper ones are zero.
 */
export function spellingsOf(id: string): string[] {
  const bare = id.replace(/^0+/, '');
  const half = bare.length <= SPAN_DIGITS ? [bare.padStart(SPAN_DIGITS, '0')] : [];
  return [...new Set([id, ...half, bare])];
}
