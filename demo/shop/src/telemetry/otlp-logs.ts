import { context, trace } from '@opentelemetry/api';
import { SeverityNumber, type Logger } from '@opentelemetry/api-logs';
import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs';
import type { LogRecord } from './lines.ts';
import { resourceOf, type Identity } from './resource.ts';

const SEVERITY: Record<LogRecord['level'], SeverityNumber> = {
  debug: SeverityNumber.DEBUG,
  info: SeverityNumber.INFO,
  warning: SeverityNumber.WARN,
  error: SeverityNumber.ERROR,
  critical: SeverityNumber.FATAL,
};

/** Fields of a record under the names of OpenTelemetry's semantic conventions; any other field keeps its own. */
const ATTRIBUTE: Record<string, string> = {
  request_id: 'request.id',
  method: 'http.request.method',
  path: 'url.path',
  route: 'http.route',
  status: 'http.response.status_code',
  exception: 'exception.stacktrace',
  user: 'user.hash',
};

/** Log records sent over OTLP/HTTP. Trace and span id travel in the record itself, not in its text. */
export class OtlpLogs {
  readonly #processor: BatchLogRecordProcessor;
  #provider: LoggerProvider;

  private constructor(processor: BatchLogRecordProcessor, identity: Identity) {
    this.#processor = processor;
    this.#provider = this.#providerFor(identity);
  }

  /** @param url full URL of the endpoint, path included. */
  static async open(identity: Identity, url: string): Promise<OtlpLogs> {
    const { OTLPLogExporter } = await import('@opentelemetry/exporter-logs-otlp-http');
    return new OtlpLogs(new BatchLogRecordProcessor({ exporter: new OTLPLogExporter({ url }) }), identity);
  }

  /** Must be called in the context that the record was written in. */
  emit(record: LogRecord): void {
    const { timestamp, level, logger, message, trace_id: _trace, span_id: _span, ...fields } = record;
    const attributes: Record<string, string | number | boolean> = {};
    for (const [name, value] of Object.entries(fields)) {
      const plain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
      attributes[ATTRIBUTE[name] ?? name] = plain ? value : JSON.stringify(value);
    }
    this.#logger(logger).emit({
      timestamp: new Date(timestamp),
      severityNumber: SEVERITY[level],
      severityText: level.toUpperCase(),
      body: message,
      attributes,
      ...(trace.getActiveSpan() && { context: context.active() }),
    });
  }

  /** Records from now on carry another resource. */
  deploy(identity: Identity): void {
    this.#provider = this.#providerFor(identity);
  }

  async shutdown(): Promise<void> {
    await this.#processor.shutdown();
  }

  #logger(name: string): Logger {
    return this.#provider.getLogger(name);
  }

  #providerFor(identity: Identity): LoggerProvider {
    return new LoggerProvider({ resource: resourceOf(identity), processors: [this.#processor] });
  }
}
