/**
 * What reading a trace in Protocol Buffers costs by hand, beside the generated reader of @bufbuild/protobuf and beside
 * the same trace as JSON, in turn on the same machine. See docs/decisions/0006-protocol-buffers-reader.md. Run: npx tsx
 * bench/protobuf.ts [spans]
 */
import { create, createFileRegistry, type DescMessage, fromBinary, fromJson, toBinary } from '@bufbuild/protobuf';
import {
  FieldDescriptorProto_Label as Label,
  FieldDescriptorProto_Type as Type,
  FileDescriptorProtoSchema,
  FileDescriptorSetSchema,
} from '@bufbuild/protobuf/wkt';
import { parse } from 'valibot';
import { readTraceBytes } from '../src/telemetry/dialects/traceql/protobuf/traceBytes';
import { TRACE_BODY, type TraceBody } from '../src/telemetry/dialects/traceql/bodies';
import { readTrace } from '../src/telemetry/dialects/traceql/read';
import { toOtlp } from '../src/telemetry/testing/otlp';
import { machine, median, ms } from './support/figures';
import { largeTrace } from './support/largeTrace';

const SPANS = Number(process.argv[2] ?? 20_000);
const ROUNDS = 11;

type Field = [name: string, number: number, type: Type | string, isList?: boolean];

/** The messages of an answer, as in tempo.proto and opentelemetry/proto/{trace,resource,common}/v1. */
const MESSAGES: Record<string, Field[]> = {
  Answer: [['trace', 1, 'Trace']],
  Trace: [['resource_spans', 1, 'ResourceSpans', true]],
  ResourceSpans: [
    ['resource', 1, 'Resource'],
    ['scope_spans', 2, 'ScopeSpans', true],
  ],
  Resource: [['attributes', 1, 'KeyValue', true]],
  ScopeSpans: [
    ['scope', 1, 'Scope'],
    ['spans', 2, 'Span', true],
  ],
  Scope: [['name', 1, Type.STRING]],
  Span: [
    ['trace_id', 1, Type.BYTES],
    ['span_id', 2, Type.BYTES],
    ['trace_state', 3, Type.STRING],
    ['parent_span_id', 4, Type.BYTES],
    ['name', 5, Type.STRING],
    ['kind', 6, Type.INT32],
    ['start_time_unix_nano', 7, Type.FIXED64],
    ['end_time_unix_nano', 8, Type.FIXED64],
    ['attributes', 9, 'KeyValue', true],
    ['events', 11, 'Event', true],
    ['links', 13, 'Link', true],
    ['status', 15, 'Status'],
  ],
  Event: [
    ['time_unix_nano', 1, Type.FIXED64],
    ['name', 2, Type.STRING],
    ['attributes', 3, 'KeyValue', true],
  ],
  Link: [
    ['trace_id', 1, Type.BYTES],
    ['span_id', 2, Type.BYTES],
    ['attributes', 4, 'KeyValue', true],
  ],
  Status: [
    ['message', 2, Type.STRING],
    ['code', 3, Type.INT32],
  ],
  KeyValue: [
    ['key', 1, Type.STRING],
    ['value', 2, 'AnyValue'],
  ],
  AnyValue: [
    ['string_value', 1, Type.STRING],
    ['bool_value', 2, Type.BOOL],
    ['int_value', 3, Type.INT64],
    ['double_value', 4, Type.DOUBLE],
    ['array_value', 5, 'ArrayValue'],
  ],
  ArrayValue: [['values', 1, 'AnyValue', true]],
};

/** The descriptors that `protoc-gen-es` would generate: its code reads by them, too. */
function answerSchema(): DescMessage {
  const file = create(FileDescriptorProtoSchema, {
    name: 'trace.proto',
    package: 'bench',
    syntax: 'proto3',
    messageType: Object.entries(MESSAGES).map(([name, fields]) => ({
      name,
      // Only one of the values is there.
      oneofDecl: name === 'AnyValue' ? [{ name: 'value' }] : [],
      field: fields.map(([field, number, type, isList]) => ({
        name: field,
        jsonName: field.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
        number,
        label: isList ? Label.REPEATED : Label.OPTIONAL,
        ...(typeof type === 'string' ? { type: Type.MESSAGE, typeName: `.bench.${type}` } : { type }),
        ...(name === 'AnyValue' && { oneofIndex: 0 }),
      })),
    })),
  });
  const schema = createFileRegistry(create(FileDescriptorSetSchema, { file: [file] })).getMessage('bench.Answer');
  if (!schema) {
    throw new Error('The answer has no descriptor');
  }
  return schema;
}

/** Ids are hexadecimal in OTLP's JSON, and base64 in that of Protocol Buffers. */
function withBase64Ids(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withBase64Ids);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries = Object.entries(value).map(([key, own]): [string, unknown] => [
    key,
    /^(?:trace|span|parentSpan)Id$/.test(key) ? Buffer.from(String(own), 'hex').toString('base64') : withBase64Ids(own),
  ]);
  return Object.fromEntries(entries);
}

const schema = answerSchema();
const json = JSON.stringify({ trace: toOtlp(largeTrace(SPANS, 0).spans) });
const bytes = toBinary(
  schema,
  fromJson(schema, withBase64Ids(JSON.parse(json)) as never, { ignoreUnknownFields: true })
);

const bodyOf = (sent: unknown): TraceBody => parse(TRACE_BODY, sent, { abortEarly: true });
const parsed: unknown = JSON.parse(json);

const READERS = {
  'by hand, to spans': () => readTraceBytes(bytes, bodyOf).spans.length,
  'generated, to its own messages only': () => fromBinary(schema, bytes),
  'JSON, checked, to spans': () => readTrace(bodyOf(JSON.parse(json))).spans.length,
  'the check alone': () => bodyOf(parsed),
};

if (readTraceBytes(bytes, bodyOf).spans.length !== SPANS) {
  throw new Error(`${readTraceBytes(bytes, bodyOf).spans.length} spans were read`);
}
const times = Object.values(READERS).map((): number[] => []);
for (let round = 0; round < ROUNDS; round++) {
  Object.values(READERS).forEach((read, at) => {
    const start = performance.now();
    read();
    times[at]?.push(performance.now() - start);
  });
}
const [ours = NaN, ...others] = times.map((rounds) => median(rounds.slice(1)));
const size = (length: number) => `${(length / 1024 / 1024).toFixed(1)} MB`;
console.log(`${SPANS} spans: ${size(bytes.length)} of Protocol Buffers, ${size(json.length)} of JSON; ${machine()}`);
Object.keys(READERS).forEach((name, at) => {
  const took = at === 0 ? ours : (others[at - 1] ?? NaN);
  console.log(`${name}: ${ms(took)}${at === 0 ? '' : `, by hand is ${(ours / took).toFixed(2)} of it`}`);
});
