import fc from 'fast-check';
import { type Span } from '../../../telemetry/questions/traces';
import { plainSpan } from '../../../telemetry/testing/plain';

export const EPOCH = Date.UTC(2026, 10, 18, 14, 32, 7, 123);

/** A span of a test; times in milliseconds since {@link EPOCH}. */
export function span(
  id: number,
  given: Partial<Omit<Span, 'spanId' | 'parentSpanId' | 'start'>> & { parent?: number; at?: number }
): Span {
  const { parent, at = 0, ...more } = given;
  return plainSpan({
    spanId: idOf(id),
    ...(parent !== undefined && { parentSpanId: idOf(parent) }),
    service: 'shop-api',
    name: `span ${id}`,
    kind: 'internal',
    start: EPOCH + at,
    duration: 10,
    resource: {},
    ...more,
  });
}

export function idOf(id: number): string {
  return id.toString(16).padStart(16, '0');
}

/**
 * Any spans at all: parents missing, going round, shared ids, duplicates, times that do not fit. Whole milliseconds.
 */
export const anySpans = fc
  .array(
    fc.record({
      id: fc.integer({ min: 1, max: 24 }),
      parent: fc.option(fc.integer({ min: 1, max: 26 }), { nil: undefined }),
      at: fc.integer({ min: 0, max: 60 }),
      duration: fc.integer({ min: 0, max: 40 }),
      kind: fc.constantFrom('server' as const, 'client' as const, 'internal' as const, 'consumer' as const),
      service: fc.constantFrom('shop-api', 'payments', 'catalog'),
      status: fc.constantFrom('unset' as const, 'error' as const),
      name: fc.constantFrom('GET /a', 'GET /b'),
    }),
    { minLength: 1, maxLength: 40 }
  )
  .map((given) => given.map(({ id, ...more }) => span(id, more)));

/** A plain tree: each span but the first has a parent before it, and unlike ids. */
export const treeOfSpans = fc
  .array(
    fc.record({
      up: fc.nat(),
      at: fc.integer({ min: 0, max: 60 }),
      duration: fc.integer({ min: 0, max: 60 }),
      service: fc.constantFrom('shop-api', 'payments'),
      name: fc.constantFrom('GET /a', 'GET /b', 'SELECT'),
      status: fc.constantFrom('unset' as const, 'error' as const),
    }),
    { minLength: 1, maxLength: 30 }
  )
  .map((given) =>
    given.map(({ up, ...more }, i) =>
      i === 0 ? span(1, { ...more, at: 0, duration: 100 }) : span(i + 1, { ...more, parent: (up % i) + 1 })
    )
  );

/** A hundred thousand spans: `deep` in one chain, else as a bush of depth about 17 with siblings side by side. */
export function manySpans(count: number, deep: boolean): Span[] {
  return Array.from({ length: count }, (_, i) =>
    span(i + 1, {
      parent: i === 0 ? undefined : deep ? i : Math.floor((i + 1) / 2),
      at: deep ? i * 0.001 : (i % 1000) + i * 0.001,
      duration: deep ? (count - i) * 0.01 : 1000 - (i % 500),
      service: `service-${i % 7}`,
    })
  );
}
