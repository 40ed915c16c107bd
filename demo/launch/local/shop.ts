import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Environment } from '../../servers/alertmanager/receivers.ts';
import { databaseUrl, passwordEnvironment, SHOP_ROLE } from '../../servers/postgres/databases.ts';
import { SHOP_SERVICES, type ShopService, type Site } from '../../servers/site.ts';
import { type Program } from '../process/program.ts';
import { httpReady } from '../process/readiness.ts';

interface ShopOptions {
  /** The repository. */
  root: string;
  /** Where the services that write log files put them; absolute. */
  logDir: string;
  site: Site;
  /** May give another password for the shop's databases. */
  environment: Environment;
  /** Redis with the queue of orders; without it the worker that ships them does not run. */
  redisUrl: string | undefined;
}

/**
 * Compiles the shop into the one file that all of its services run from: without the TypeScript loader each of them
 * takes a second and some 60 MB less.
 * @param signal ends the compiler at once
 * @throws when that fails, with what was said
 */
export async function buildShop(root: string, signal: AbortSignal): Promise<void> {
  await promisify(execFile)(process.execPath, ['--import', 'tsx', join(root, 'demo/shop/src/process/build.ts')], {
    cwd: root,
    signal,
    killSignal: 'SIGKILL',
  });
}

/** One program for each service of the shop, which {@link buildShop} has compiled. */
export function shopPrograms(options: ShopOptions): Program[] {
  return shopServices(options.redisUrl).map((service) => shopProgram(service, options));
}

/** The services that can run: all, or without a queue all but the worker that fetches from it. */
export function shopServices(redisUrl: string | undefined): ShopService[] {
  return SHOP_SERVICES.filter((service) => service !== 'fulfilment' || redisUrl !== undefined);
}

function shopProgram(service: ShopService, { root, logDir, site, environment, redisUrl }: ShopOptions): Program {
  const { ports, addresses } = site;
  const url = `http://127.0.0.1:${ports[service]}`;
  return {
    name: service,
    command: process.execPath,
    // A small young generation: seven services share the machine with their own monitoring.
    args: ['--max-semi-space-size=4', join(root, 'demo/shop/dist/start.mjs'), '--service', service],
    cwd: root,
    env: {
      HOST: '127.0.0.1',
      PORT: String(ports[service]),
      LOG_DIR: logDir,
      DEPLOYMENT_ENVIRONMENT: 'demo',
      INCIDENTS_ENABLED: '1',
      INVENTORY_URL: `http://127.0.0.1:${ports.inventory}`,
      PAYMENTS_URL: `http://127.0.0.1:${ports.payments}`,
      ...(redisUrl && { REDIS_URL: redisUrl }),
      ...(addresses.postgres && {
        DATABASE_URL: databaseUrl(service, addresses.postgres),
        ...passwordEnvironment(SHOP_ROLE, environment),
      }),
      ...telemetryEnvironment(service, site),
    },
    url,
    ready: httpReady(`${url}/ready`),
    stopWithinMs: 20_000,
  };
}

/** Services that speak OTLP alone, over HTTP, and send their logs by it, too. */
const BY_OTLP: readonly ShopService[] = ['otel-shop', 'fulfilment'];

/** Where a service sends its spans, and some their logs; nowhere when nobody is there to take them. */
function telemetryEnvironment(service: ShopService, { addresses, ports }: Site): Record<string, string> {
  const environment: Record<string, string> = {};
  // Both protocols are in use: most services speak gRPC.
  const overHttp = BY_OTLP.includes(service);
  if (addresses.tempo) {
    environment.OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${overHttp ? ports['otlp-http'] : ports['otlp-grpc']}`;
    environment.OTEL_EXPORTER_OTLP_PROTOCOL = overHttp ? 'http/protobuf' : 'grpc';
  }
  if (overHttp && addresses.loki) {
    environment.OTEL_EXPORTER_OTLP_LOGS_ENDPOINT = `http://${addresses.loki}/otlp/v1/logs`;
  }
  return environment;
}

/** Shoppers for every service that has a shop's routes; the program ends by itself after the duration. */
export function loadProgram(
  { root, site }: Pick<ShopOptions, 'root' | 'site'>,
  { users, duration }: { users: number; duration: string }
): Program {
  const shops: ShopService[] = ['shop-api', 'flask-shop', 'fastapi-shop', 'otel-shop'];
  const targets = shops.flatMap((service) => ['--target', `http://127.0.0.1:${site.ports[service]}`]);
  return {
    name: 'load',
    command: process.execPath,
    args: [
      '--import',
      'tsx',
      join(root, 'demo/shop/src/traffic/load.ts'),
      '--users',
      String(users),
      '--duration',
      duration,
      ...targets,
    ],
    cwd: root,
    endsByItself: true,
    stopWithinMs: 5_000,
  };
}
