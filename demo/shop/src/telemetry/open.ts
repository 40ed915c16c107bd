import type { Settings } from '../config.ts';
import { serviceDefinition, type ServiceName } from '../services.ts';
import { fastapiLine, flaskLine, jsonLine, type LineLayout } from './lines.ts';
import { openLogging, type LoggingOptions } from './logging.ts';
import { otelMetrics } from './metrics/otel.ts';
import { fastapiMetrics, flaskMetrics } from './metrics/python.ts';
import { SELLS_NOTHING, SENDS_NOTHING, structuredMetrics } from './metrics/structured.ts';
import { OtlpLogs } from './otlp-logs.ts';
import type { Identity } from './resource.ts';
import { NoTracing, SdkTracing, spanExporter } from './tracing.ts';
import type {
  BusinessInstruments,
  HttpInstruments,
  MessagingInstruments,
  MetricsPage,
  Telemetry,
  Tracing,
} from './types.ts';

/** What a dialect decides; everything around it is the same for all. */
interface DialectParts {
  readonly layout: LineLayout;
  readonly http: HttpInstruments;
  readonly business: BusinessInstruments;
  readonly messaging: MessagingInstruments;
  readonly page: MetricsPage;
  readonly tracing: Tracing;
  readonly otlpLogs?: OtlpLogs;
  readonly handlerSpan?: (operation: string) => string;
  deploy(identity: Identity): void;
  shutdown(): Promise<void>;
}

/** Opens a service's telemetry in its dialect. */
export async function openTelemetry(name: ServiceName, settings: Settings): Promise<Telemetry> {
  const definition = serviceDefinition(name);
  let identity: Identity = { service: name, version: settings.version, environment: settings.environment };
  const parts = await openDialect(name, identity, settings);
  const { otlpLogs } = parts;
  const logging = await openLogging({
    // Records that are pushed are not written to a file too: whoever ships the file would store them twice.
    file: otlpLogs ? undefined : { dir: settings.logDir, name: definition.logFile },
    console: consoleMode(settings),
    layout: parts.layout,
    ...(otlpLogs && { sink: (record) => otlpLogs.emit(record) }),
  });
  return {
    service: name,
    tracing: parts.tracing,
    http: parts.http,
    business: parts.business,
    messaging: parts.messaging,
    page: parts.page,
    get version() {
      return identity.version;
    },
    logger: (part) => logging.logger(`${name.replace(/-/g, '_')}.${part}`),
    handlerSpan: (operation) => parts.handlerSpan?.(operation),
    deploy: (version) => {
      identity = { ...identity, version };
      parts.deploy(identity);
      otlpLogs?.deploy(identity);
    },
    shutdown: async () => {
      // A collector that does not answer must not keep the process alive; what it misses is lost.
      await withinSeconds(5, Promise.allSettled([parts.shutdown(), otlpLogs?.shutdown()]));
      logging.close();
    },
  };
}

async function openDialect(name: ServiceName, identity: Identity, settings: Settings): Promise<DialectParts> {
  const { dialect, role } = serviceDefinition(name);
  if (dialect === 'flask') {
    return {
      ...flaskMetrics(),
      layout: flaskLine,
      business: SELLS_NOTHING,
      messaging: SENDS_NOTHING,
      tracing: new NoTracing(identity),
      deploy: () => undefined,
      shutdown: async () => undefined,
    };
  }
  const tracing = new SdkTracing(identity, await spanExporter(settings.otlp));
  if (dialect === 'fastapi') {
    return {
      ...fastapiMetrics(),
      layout: fastapiLine(settings.logLayout),
      business: SELLS_NOTHING,
      messaging: SENDS_NOTHING,
      tracing,
      handlerSpan: (operation) => `${operation}_span`,
      deploy: (next) => tracing.deploy(next),
      shutdown: () => tracing.shutdown(),
    };
  }
  if (dialect === 'otel') {
    const metrics = await otelMetrics(identity, settings.otlp.metricsUrl);
    const { logsUrl } = settings.otlp;
    return {
      ...metrics,
      ...(role === 'fulfilment' && { http: ASKED_BY_PROBES_ALONE }),
      layout: jsonLine,
      tracing,
      ...(logsUrl !== undefined && { otlpLogs: await OtlpLogs.open(identity, logsUrl) }),
      deploy: (next) => {
        tracing.deploy(next);
        metrics.deploy(next);
      },
      shutdown: async () => {
        await Promise.allSettled([tracing.shutdown(), metrics.shutdown()]);
      },
    };
  }
  const metrics = structuredMetrics(identity, role === 'shop');
  return {
    ...metrics,
    layout: jsonLine,
    tracing,
    deploy: (next) => {
      tracing.deploy(next);
      metrics.deploy(next);
    },
    shutdown: () => tracing.shutdown(),
  };
}

/** Whom no customer and no service asks: its work is messages, and probes are not to be taken for it. */
const ASKED_BY_PROBES_ALONE: HttpInstruments = { started: () => undefined, finished: () => undefined };

function consoleMode({ logConsole, logPretty }: Settings): LoggingOptions['console'] {
  if (!logConsole) {
    return 'off';
  }
  return logPretty ? 'pretty' : 'plain';
}

async function withinSeconds(seconds: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, seconds * 1000);
  });
  await Promise.race([work, limit]);
  clearTimeout(timer);
}
