import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { readSettings } from '../config.ts';
import { composeService } from '../process/compose.ts';
import { Lifecycle } from '../process/lifecycle.ts';
import type { ServiceName } from '../services.ts';
import { openTelemetry } from '../telemetry/open.ts';
import { readPage, type Page } from './exposition.ts';

/** A service in the test's own process, asked without a network. */
export interface TestService {
  readonly app: FastifyInstance;
  send(method: InjectOptions['method'], url: string, options?: InjectOptions): Promise<LightMyRequestResponse>;
  metrics(accept?: string): Promise<Page>;
  /** Sum of a metric's samples whose labels include these. */
  metric(name: string, labels?: Record<string, string>): Promise<number>;
  /** Lines of its log file so far. */
  logLines(): Promise<string[]>;
  /** Stops it, as a signal would. Called by itself at the end of `withService`. */
  stop(): Promise<void>;
}

/** Starts a service that is ready, with a database and a log folder of its own. */
export async function startTestService(name: ServiceName, env: NodeJS.ProcessEnv = {}): Promise<TestService> {
  const logDir = await mkdtemp(join(tmpdir(), 'shop-logs-'));
  // The port only names the scratch database here.
  const port = String(20_000 + Math.floor(Math.random() * 40_000));
  const settings = readSettings({ LOG_DIR: logDir, LOG_CONSOLE: '0', INCIDENTS_ENABLED: '1', PORT: port, ...env });
  const telemetry = await openTelemetry(name, settings);
  const lifecycle = new Lifecycle();
  const service = composeService({ name, settings, telemetry, lifecycle });
  await service.start();
  lifecycle.ready();

  const metrics = async (accept?: string) => {
    const response = await service.app.inject({
      url: '/metrics',
      ...(accept !== undefined && { headers: { accept } }),
    });
    return readPage(response.body);
  };
  let stopped = false;
  return {
    app: service.app,
    send: (method, url, options = {}) => service.app.inject({ ...options, method, url }),
    metrics,
    metric: async (metric, labels = {}) => {
      const { samples } = await metrics();
      return samples
        .filter((sample) => sample.name === metric)
        .filter((sample) => Object.entries(labels).every(([label, value]) => sample.labels[label] === value))
        .reduce((sum, { value }) => sum + value, 0);
    },
    logLines: async () => {
      const files = (await readdir(logDir)).sort();
      const texts = await Promise.all(files.map((file) => readFile(join(logDir, file), 'utf8')));
      return texts.join('').split('\n').filter(Boolean);
    },
    stop: async () => {
      if (!stopped) {
        stopped = true;
        lifecycle.stopping();
        await service.incidents.endAll();
        await service.app.close();
        await service.stop();
        await telemetry.shutdown();
        await rm(logDir, { recursive: true, force: true });
      }
    },
  };
}

/** Puts something into a new cart and returns the cart's header. */
export async function filledCart(shop: TestService, product_id = 18, quantity = 1): Promise<Record<string, string>> {
  const response = await shop.send('POST', '/cart/items', { payload: { product_id, quantity } });
  return { 'x-cart-id': String((response.json() as { id: string }).id) };
}

export const VISA = '4242424242424242';
export const AMEX = '378282246310005';

/** Checks a new cart out. */
export async function buy(shop: TestService, { card = VISA, region = 'eu', product = 18, quantity = 1 } = {}) {
  const headers = await filledCart(shop, product, quantity);
  return shop.send('POST', '/checkout', { headers, payload: { region, card: { number: card } } });
}
