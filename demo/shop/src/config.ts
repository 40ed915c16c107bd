import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';

/** Everything a service can be told through its environment. Secrets come only from here, never from files. */
export interface Settings {
  /** Address to listen on. */
  readonly host: string;
  /** Port to listen on; without it each service has its own default. */
  readonly port: number | undefined;
  readonly logDir: string;
  /** Colours and short lines on the console instead of JSON. */
  readonly logPretty: boolean;
  /** Whether log lines go to the console at all (the file always gets them). */
  readonly logConsole: boolean;
  /** Layout of the FastAPI dialect's lines: with the logger's name or without. */
  readonly logLayout: 'full' | 'short';
  /** PostgreSQL connection string; without it PostgreSQL is embedded. */
  readonly databaseUrl: string | undefined;
  /** Where the embedded PostgreSQL keeps its data; without it the data lives as long as the process. */
  readonly dataDir: string | undefined;
  /** Redis with the queue of accepted orders; without it nothing is sent and nobody ships. */
  readonly redisUrl: string | undefined;
  readonly inventoryUrl: string;
  readonly paymentsUrl: string;
  readonly version: string;
  /** `deployment.environment.name` of the resource. */
  readonly environment: string;
  /** Makes the pseudonyms of usage events; who has it can tell whether one is a known visitor's. */
  readonly usageKey: string;
  readonly incidentsEnabled: boolean;
  /** When set, the control endpoint wants it as a bearer token and then accepts any peer. */
  readonly incidentsToken: string | undefined;
  readonly otlp: OtlpSettings;
}

/** Where telemetry is pushed to. A signal without an endpoint is not pushed. */
export interface OtlpSettings {
  readonly protocol: 'grpc' | 'http/protobuf' | 'http/json';
  /** Full URL for http (path included), base URL for gRPC. */
  readonly tracesUrl: string | undefined;
  readonly logsUrl: string | undefined;
  readonly metricsUrl: string | undefined;
}

const flag = z
  .enum(['0', '1', 'true', 'false', ''])
  .optional()
  .transform((value) => (value === undefined || value === '' ? undefined : value === '1' || value === 'true'));

const text = z
  .string()
  .optional()
  .transform((value) => (value === '' ? undefined : value));

const url = text.pipe(z.url().optional());

const environment = z.object({
  HOST: text,
  PORT: text.pipe(
    z
      .string()
      .regex(/^\d{1,5}$/, 'must be a port number')
      .transform(Number)
      .optional()
  ),
  LOG_DIR: text,
  LOG_PRETTY: flag,
  LOG_CONSOLE: flag,
  LOG_LAYOUT: text.pipe(z.enum(['full', 'short']).optional()),
  DATABASE_URL: url,
  DATA_DIR: text,
  REDIS_URL: url,
  INVENTORY_URL: url,
  PAYMENTS_URL: url,
  SERVICE_VERSION: text,
  DEPLOYMENT_ENVIRONMENT: text,
  USAGE_PSEUDONYM_KEY: text,
  INCIDENTS_ENABLED: flag,
  INCIDENTS_TOKEN: text,
  OTEL_EXPORTER_OTLP_PROTOCOL: text.pipe(z.enum(['grpc', 'http/protobuf', 'http/json']).optional()),
  OTEL_EXPORTER_OTLP_ENDPOINT: url,
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: url,
  OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: url,
  OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: url,
});

/**
 * Reads the settings from environment variables.
 * @throws Error that names every variable with an unusable value.
 */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`Unusable environment: ${faults.join('; ')}`);
  }
  const e = parsed.data;
  const protocol = e.OTEL_EXPORTER_OTLP_PROTOCOL ?? 'http/protobuf';
  return {
    host: e.HOST ?? '127.0.0.1',
    port: e.PORT,
    logDir: resolve(workingDirectory(env), e.LOG_DIR ?? 'logs'),
    logPretty: e.LOG_PRETTY ?? process.stdout.isTTY === true,
    logConsole: e.LOG_CONSOLE ?? true,
    logLayout: e.LOG_LAYOUT ?? 'full',
    databaseUrl: e.DATABASE_URL,
    dataDir: e.DATA_DIR === undefined ? undefined : resolve(workingDirectory(env), e.DATA_DIR),
    redisUrl: e.REDIS_URL,
    inventoryUrl: e.INVENTORY_URL ?? 'http://127.0.0.1:8002',
    paymentsUrl: e.PAYMENTS_URL ?? 'http://127.0.0.1:8003',
    version: e.SERVICE_VERSION ?? packageVersion(),
    environment: e.DEPLOYMENT_ENVIRONMENT ?? 'demo',
    usageKey: e.USAGE_PSEUDONYM_KEY ?? 'tillwatch-demo',
    incidentsEnabled: e.INCIDENTS_ENABLED ?? false,
    incidentsToken: e.INCIDENTS_TOKEN,
    otlp: {
      protocol,
      tracesUrl: e.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? tracesUrlBelow(e.OTEL_EXPORTER_OTLP_ENDPOINT, protocol),
      logsUrl: e.OTEL_EXPORTER_OTLP_LOGS_ENDPOINT,
      metricsUrl: e.OTEL_EXPORTER_OTLP_METRICS_ENDPOINT,
    },
  };
}

/**
 * The folder that the user is in. npm runs a package's scripts in the package's folder and tells where it was called.
 */
export function workingDirectory(env: NodeJS.ProcessEnv = process.env): string {
  return env['INIT_CWD'] ?? process.cwd();
}

/**
 * The specification appends the signal's path to the general endpoint for HTTP and takes it as it is for gRPC. Only
 * traces follow the general endpoint here: it usually is a trace store, which would refuse logs and metrics.
 */
function tracesUrlBelow(endpoint: string | undefined, protocol: OtlpSettings['protocol']): string | undefined {
  if (endpoint === undefined || protocol === 'grpc') {
    return endpoint;
  }
  return `${endpoint.replace(/\/+$/, '')}/v1/traces`;
}

function packageVersion(): string {
  // Both src/ and the bundle in dist/ lie one level below the package.
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return version;
}
