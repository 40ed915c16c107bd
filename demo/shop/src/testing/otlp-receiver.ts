import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Attributes = Readonly<Record<string, unknown>>;

/** A span as it arrived over OTLP/HTTP in JSON. */
export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly name: string;
  readonly service: string;
  readonly kind: number;
  readonly attributes: Attributes;
  readonly resource: Attributes;
  readonly milliseconds: number;
  readonly failed: boolean;
  readonly links: ReadonlyArray<{ readonly traceId: string; readonly spanId: string }>;
}

/** A log record as it arrived over OTLP/HTTP in JSON. */
export interface ReceivedLog {
  readonly body: string;
  readonly severity: string;
  readonly traceId: string | undefined;
  readonly spanId: string | undefined;
  readonly attributes: Attributes;
  readonly resource: Attributes;
}

interface AnyValue {
  readonly stringValue?: string;
  readonly intValue?: string | number;
  readonly doubleValue?: number;
  readonly boolValue?: boolean;
  readonly arrayValue?: { readonly values: readonly AnyValue[] };
}
type KeyValues = ReadonlyArray<{ readonly key: string; readonly value: AnyValue }>;
interface RawSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly attributes: KeyValues;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly status?: { readonly code?: number };
  readonly links?: ReadonlyArray<{ readonly traceId: string; readonly spanId: string }>;
}
interface RawLog {
  readonly body: AnyValue;
  readonly severityText: string;
  readonly traceId?: string;
  readonly spanId?: string;
  readonly attributes: KeyValues;
}
interface Export {
  readonly resourceSpans?: ReadonlyArray<{
    readonly resource: { readonly attributes: KeyValues };
    readonly scopeSpans: ReadonlyArray<{ readonly spans: readonly RawSpan[] }>;
  }>;
  readonly resourceLogs?: ReadonlyArray<{
    readonly resource: { readonly attributes: KeyValues };
    readonly scopeLogs: ReadonlyArray<{ readonly logRecords: readonly RawLog[] }>;
  }>;
}

/** A collector that keeps what it gets in memory. */
export class OtlpReceiver {
  readonly spans: ReceivedSpan[] = [];
  readonly logs: ReceivedLog[] = [];
  readonly #server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      this.#take(JSON.parse(Buffer.concat(chunks).toString('utf8')) as Export);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });

  /** @returns its address, for OTEL_EXPORTER_OTLP_ENDPOINT. */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #take({ resourceSpans = [], resourceLogs = [] }: Export): void {
    for (const { resource: raw, scopeSpans } of resourceSpans) {
      const resource = attributesOf(raw.attributes);
      this.spans.push(...scopeSpans.flatMap(({ spans }) => spans).map((span) => readSpan(span, resource)));
    }
    for (const { resource: raw, scopeLogs } of resourceLogs) {
      const resource = attributesOf(raw.attributes);
      this.logs.push(...scopeLogs.flatMap(({ logRecords }) => logRecords).map((log) => readLog(log, resource)));
    }
  }
}

function readSpan(span: RawSpan, resource: Attributes): ReceivedSpan {
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentSpanId || undefined,
    name: span.name,
    service: String(resource['service.name']),
    kind: span.kind,
    attributes: attributesOf(span.attributes),
    resource,
    milliseconds: Number(BigInt(span.endTimeUnixNano) - BigInt(span.startTimeUnixNano)) / 1e6,
    failed: span.status?.code === 2,
    links: (span.links ?? []).map(({ traceId, spanId }) => ({ traceId, spanId })),
  };
}

function readLog(log: RawLog, resource: Attributes): ReceivedLog {
  return {
    body: log.body.stringValue ?? '',
    severity: log.severityText,
    traceId: log.traceId || undefined,
    spanId: log.spanId || undefined,
    attributes: attributesOf(log.attributes),
    resource,
  };
}

function attributesOf(pairs: KeyValues): Attributes {
  return Object.fromEntries(pairs.map(({ key, value }) => [key, valueOf(value)]));
}

function valueOf(value: AnyValue): unknown {
  if (value.arrayValue) {
    return value.arrayValue.values.map(valueOf);
  }
  return value.stringValue ?? value.doubleValue ?? value.boolValue ?? Number(value.intValue);
}
