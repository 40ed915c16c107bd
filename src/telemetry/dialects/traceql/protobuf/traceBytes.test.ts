import fc from 'fast-check';
import { parse } from 'valibot';
import { type OtlpSpan, TRACE_BODY, type TraceBody } from '../bodies';
import { readTrace } from '../read';
import { type OtlpAttribute, type OtlpValue } from '../values';
import { readTraceBytes } from './traceBytes';

const readBytes = (bytes: Uint8Array) => readTraceBytes(bytes, (json) => parse(TRACE_BODY, json));

// An encoder of its own, as plain as can be: what is read must be what was written.
type Bytes = number[];

function varint(value: bigint | number): Bytes {
  const bytes: Bytes = [];
  let left = BigInt.asUintN(64, BigInt(value));
  while (left > BigInt(127)) {
    bytes.push(Number(left & BigInt(127)) | 128);
    left >>= BigInt(7);
  }
  return [...bytes, Number(left)];
}

const number = (field: number, value: bigint | number): Bytes => [...varint(field << 3), ...varint(value)];
const bytes = (field: number, value: Bytes): Bytes => [...varint((field << 3) | 2), ...varint(value.length), ...value];
const text = (field: number, value: string): Bytes => bytes(field, [...new TextEncoder().encode(value)]);

function eight(field: number, write: (view: DataView) => void): Bytes {
  const buffer = new ArrayBuffer(8);
  write(new DataView(buffer));
  return [...varint((field << 3) | 1), ...new Uint8Array(buffer)];
}

const time = (field: number, value: string): Bytes => eight(field, (view) => view.setBigUint64(0, BigInt(value), true));
const hex = (digits: string): Bytes => (digits.match(/../g) ?? []).map((pair) => parseInt(pair, 16));

function value(of: OtlpValue): Bytes {
  if (of.stringValue !== undefined) {
    return text(1, of.stringValue);
  }
  if (of.boolValue !== undefined) {
    return number(2, of.boolValue ? 1 : 0);
  }
  if (of.intValue !== undefined) {
    return number(3, BigInt(of.intValue));
  }
  if (of.doubleValue !== undefined) {
    return eight(4, (view) => view.setFloat64(0, Number(of.doubleValue), true));
  }
  if (of.arrayValue) {
    return bytes(
      5,
      (of.arrayValue.values ?? []).flatMap((one) => bytes(1, value(one)))
    );
  }
  return bytes(
    6,
    (of.kvlistValue?.values ?? []).flatMap((one) => bytes(1, attribute(one.key, one.value ?? {})))
  );
}

const attribute = (key: string, of: OtlpValue): Bytes => [...text(1, key), ...bytes(2, value(of))];

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const SPAN_ID = 'b7ad6b7169203331';
const PARENT_ID = '00f067aa0ba902b7';

function span(attributes: Bytes[], more: Bytes = []): Bytes {
  return [
    ...bytes(1, hex(TRACE_ID)),
    ...bytes(2, hex(SPAN_ID)),
    ...bytes(4, hex(PARENT_ID)),
    ...text(5, 'charge ✓'),
    ...number(6, 3),
    ...time(7, '1795275700815123456'),
    ...time(8, '1795275700816623456'),
    ...attributes.flatMap((one) => bytes(9, one)),
    ...more,
  ];
}

/** An answer with spans of one service. */
function answer(spans: Bytes[], more: Bytes = []): Uint8Array {
  const resource = bytes(1, attribute('service.name', { stringValue: 'payments' }));
  const scope = bytes(2, [
    ...bytes(1, [...text(1, 'http'), ...text(2, '1.2')]),
    ...spans.flatMap((one) => bytes(2, one)),
  ]);
  return Uint8Array.from([...bytes(1, bytes(1, [...bytes(1, resource), ...scope])), ...more]);
}

it('reads all that a span has, and skips what it does not know', () => {
  const event = [...time(1, '1795275700815500000'), ...text(2, 'exception'), ...number(4, 7)];
  const link = [...bytes(1, hex(TRACE_ID)), ...bytes(2, hex(PARENT_ID)), ...text(3, 'state')];
  const more = [
    ...text(3, 'ot=th:8'),
    ...number(10, 2),
    ...bytes(11, event),
    ...bytes(13, link),
    ...bytes(15, [...text(2, 'declined'), ...number(3, 2)]),
    ...[...varint((16 << 3) | 5), 1, 0, 0, 0],
    ...text(99, 'of a later version'),
  ];
  const { spans, partial } = readBytes(answer([span([], more)]));
  expect(partial).toBeUndefined();
  expect(spans).toEqual([
    {
      traceId: TRACE_ID,
      spanId: SPAN_ID,
      parentSpanId: PARENT_ID,
      service: 'payments',
      name: 'charge ✓',
      kind: 'client',
      start: 1_795_275_700_815.123456,
      duration: 1.5,
      status: 'error',
      statusMessage: 'declined',
      attributes: {},
      resource: { 'service.name': 'payments' },
      events: [{ name: 'exception', time: 1_795_275_700_815.5, attributes: {} }],
      links: [{ traceId: TRACE_ID, spanId: PARENT_ID, attributes: {} }],
      scope: 'http',
      traceState: 'ot=th:8',
    },
  ]);
});

it('says that only a part of the trace is there', () => {
  const read = readBytes(answer([span([])], [...number(3, 1), ...text(4, 'too long')]));
  expect(read).toMatchObject({ partial: 'too long', spans: [{ spanId: SPAN_ID }] });
});

const leaf = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 100 }).map((one): OtlpValue => ({ stringValue: one })),
  fc.boolean().map((one): OtlpValue => ({ boolValue: one })),
  fc
    .bigInt({ min: BigInt.asIntN(64, BigInt(2 ** 63)), max: BigInt('9223372036854775807') })
    .map((one): OtlpValue => ({ intValue: String(one) })),
  fc.double({ noNaN: true }).map((one): OtlpValue => ({ doubleValue: one }))
);
const key = fc.string({ unit: 'binary', maxLength: 80 });
const anyValue = fc.oneof(
  leaf,
  fc.array(leaf, { maxLength: 4 }).map((values): OtlpValue => ({ arrayValue: { values } })),
  fc.array(fc.record({ key, value: leaf }), { maxLength: 4 }).map((values): OtlpValue => ({ kvlistValue: { values } }))
);

const attributes = fc.array(fc.record({ key, value: anyValue }), { maxLength: 8 });
const digits = (bytes: number) =>
  fc.uint8Array({ minLength: bytes, maxLength: bytes }).map((id) => Buffer.from(id).toString('hex'));
// None, too short, too long, and only zeros among them.
const id = (bytes: number) =>
  fc.oneof(
    { weight: 5, arbitrary: digits(bytes) },
    fc.constantFrom('', '00', '00ab', '0'.repeat(2 * bytes), 'ab'.repeat(17))
  );
const nanoseconds = fc.bigInt({ min: BigInt(0), max: BigInt('18446744073709551615') }).map(String);
const said = fc.string({ unit: 'binary', maxLength: 20 });
const anySpan = fc.record({
  traceId: id(16),
  spanId: id(8),
  parentSpanId: id(8),
  traceState: said,
  name: said,
  kind: fc.nat(7),
  startTimeUnixNano: nanoseconds,
  endTimeUnixNano: nanoseconds,
  attributes,
  status: fc.record({ code: fc.nat(4), message: said }),
  events: fc.array(fc.record({ timeUnixNano: nanoseconds, name: said, attributes }), { maxLength: 2 }),
  links: fc.array(fc.record({ traceId: id(16), spanId: id(8), attributes }), { maxLength: 2 }),
});
const anyTrace = fc.record({
  trace: fc.record({
    resourceSpans: fc.array(
      fc.record({
        resource: fc.record({ attributes }),
        scopeSpans: fc.array(
          fc.record({ scope: fc.record({ name: said, version: said }), spans: fc.array(anySpan, { maxLength: 4 }) }),
          { maxLength: 2 }
        ),
      }),
      { maxLength: 2 }
    ),
  }),
  status: fc.constantFrom('COMPLETE', 'PARTIAL'),
  message: said,
});

const all = (field: number, given: readonly OtlpAttribute[] = []) =>
  given.flatMap((one) => bytes(field, attribute(one.key, one.value ?? {})));

function spanBytes(of: OtlpSpan): Bytes {
  return [
    ...bytes(1, hex(of.traceId ?? '')),
    ...bytes(2, hex(of.spanId ?? '')),
    ...text(3, of.traceState ?? ''),
    ...bytes(4, hex(of.parentSpanId ?? '')),
    ...text(5, of.name ?? ''),
    ...number(6, Number(of.kind)),
    ...time(7, String(of.startTimeUnixNano)),
    ...time(8, String(of.endTimeUnixNano)),
    ...all(9, of.attributes),
    ...(of.events ?? []).flatMap((event) =>
      bytes(11, [...time(1, String(event.timeUnixNano)), ...text(2, event.name ?? ''), ...all(3, event.attributes)])
    ),
    ...(of.links ?? []).flatMap((link) =>
      bytes(13, [...bytes(1, hex(link.traceId ?? '')), ...bytes(2, hex(link.spanId ?? '')), ...all(4, link.attributes)])
    ),
    ...bytes(15, [...text(2, of.status?.message ?? ''), ...number(3, Number(of.status?.code))]),
  ];
}

/** @param isSharedLast whether what spans share is written after them, which the format allows */
function traceBytes({ trace, status, message }: TraceBody, isSharedLast: boolean): Uint8Array {
  const inOrder = (shared: Bytes, spans: Bytes) => (isSharedLast ? [...spans, ...shared] : [...shared, ...spans]);
  const resources = (trace?.resourceSpans ?? []).flatMap(({ resource, scopeSpans = [] }) => {
    const scopes = scopeSpans.flatMap(({ scope, spans = [] }) =>
      bytes(
        2,
        inOrder(
          bytes(1, [...text(1, scope?.name ?? ''), ...text(2, scope?.version ?? '')]),
          spans.flatMap((one) => bytes(2, spanBytes(one)))
        )
      )
    );
    return bytes(1, inOrder(bytes(1, all(1, resource?.attributes)), scopes));
  });
  const parts = [...bytes(1, resources), ...number(3, status === 'PARTIAL' ? 1 : 0), ...text(4, message ?? '')];
  return Uint8Array.from(parts);
}

it('reads from bytes what it reads from JSON', () => {
  fc.assert(
    fc.property(anyTrace, fc.boolean(), (trace, isSharedLast) => {
      expect(readBytes(traceBytes(trace, isSharedLast))).toEqual(readTrace(trace));
    })
  );
});

it('tells short texts apart that are found by the same few bits', () => {
  const names = Array.from({ length: 40_000 }, (_, i) => `SKU-${i}`);
  const parts = names.map((name) =>
    bytes(2, [...bytes(1, hex(TRACE_ID)), ...bytes(2, hex(SPAN_ID)), ...text(5, name)])
  );
  const { spans } = readBytes(Uint8Array.from(bytes(1, bytes(1, bytes(2, parts.flat())))));
  expect(spans.map(({ name }) => name)).toEqual(names);
});

it('never takes a part for the whole', () => {
  const whole = answer([span([attribute('a', { stringValue: 'b' })])]);
  for (let length = 1; length < whole.length; length++) {
    expect(() => readBytes(whole.subarray(0, length))).toThrow();
  }
});

it('ends on any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (anything) => {
      try {
        expect(readBytes(anything).spans).toBeDefined();
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
    })
  );
});

it('reads JSON of servers that know no other form', () => {
  const one = { traceId: TRACE_ID, spanId: SPAN_ID, name: 'charge ✓' };
  const json: TraceBody = { trace: { resourceSpans: [{ scopeSpans: [{ spans: [one] }] }] } };
  expect(readBytes(new TextEncoder().encode(JSON.stringify(json)))).toEqual(readTrace(json));
});
