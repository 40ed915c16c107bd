import { context as otel, ROOT_CONTEXT } from '@opentelemetry/api';
import type { FastifyInstance } from 'fastify';
import type { Settings } from '../config.ts';
import { migrate } from '../db/migrate.ts';
import { lazyDatabase, type LazyDatabase } from '../db/open.ts';
import { traced, type Delay } from '../db/traced.ts';
import type { Database } from '../db/types.ts';
import { FulfilmentWorker } from '../fulfilment/worker.ts';
import { ServiceClient } from '../http/client.ts';
import { probeRoutes } from '../http/probes.ts';
import { collectRoutes, createServer, refuseOtherMethods } from '../http/server.ts';
import { BadDeploy } from '../incidents/bad-deploy.ts';
import { CarrierDns } from '../incidents/carrier-dns.ts';
import { FullQueue } from '../incidents/full-queue.ts';
import { MemoryLeak } from '../incidents/memory-leak.ts';
import { PaymentOutage } from '../incidents/payment-outage.ts';
import { PaymentUnreachable } from '../incidents/payment-unreachable.ts';
import { IncidentRegistry } from '../incidents/registry.ts';
import { incidentRoutes } from '../incidents/routes.ts';
import { SlowDatabase } from '../incidents/slow-database.ts';
import { StockOut } from '../incidents/stock-out.ts';
import type { Incident } from '../incidents/types.ts';
import { RemoteInventory } from '../inventory/remote.ts';
import { inventoryRoutes } from '../inventory/routes.ts';
import { INVENTORY_TABLES } from '../inventory/schema.ts';
import { InventoryStore, LIST_PRODUCTS } from '../inventory/store.ts';
import type { Inventory } from '../inventory/types.ts';
import { startStockUpkeep } from '../inventory/upkeep.ts';
import { PaymentProcessor } from '../payments/processor.ts';
import { RemotePayments } from '../payments/remote.ts';
import { paymentRoutes } from '../payments/routes.ts';
import type { Payments } from '../payments/types.ts';
import { BullOrderQueue } from '../queue/bullmq.ts';
import { tellLost } from '../queue/lost.ts';
import { OrderSender } from '../queue/sender.ts';
import type { OrderQueue } from '../queue/types.ts';
import { SERVICE_NAMES, serviceDefinition, type Role, type ServiceName } from '../services.ts';
import { composeShop } from '../shop/compose.ts';
import { SHOP_TABLES } from '../shop/schema.ts';
import { countAlong, type Totals } from '../shop/totals.ts';
import { startDummyLogs } from '../telemetry/dummy-logs.ts';
import { exceptionField } from '../telemetry/logging.ts';
import type { Telemetry } from '../telemetry/types.ts';
import type { Lifecycle } from './lifecycle.ts';

/** One service, put together but not listening yet. */
export interface Service {
  readonly app: FastifyInstance;
  readonly incidents: IncidentRegistry;
  /** Opens the database, creates its tables, begins the upkeep. */
  start(): Promise<void>;
  /** Ends the upkeep and closes the database. No request may be under way any more. */
  stop(): Promise<void>;
}

/** What a service is put together from. */
export interface ServiceContext {
  readonly name: ServiceName;
  readonly settings: Settings;
  readonly telemetry: Telemetry;
  readonly lifecycle: Lifecycle;
}

/** Ends what runs in the background. */
type End = () => Promise<void>;
/** Something that runs in the background until the returned function is called. */
type Background = () => End | Promise<End>;

interface Parts {
  readonly database?: LazyDatabase;
  readonly tables?: ReadonlyArray<{ text: string; values?: readonly unknown[] }>;
  readonly incidents: readonly Incident[];
  readonly background: readonly Background[];
}

/** Puts a service together by its role and its place in the table of services. */
export function composeService(context: ServiceContext): Service {
  const { name, settings, lifecycle } = context;
  const { telemetry, totals } = countAlong(context.telemetry);
  const app = createServer(telemetry, lifecycle);
  const routes = collectRoutes(app);
  const parts = COMPOSE[serviceDefinition(name).role](app, { ...context, telemetry }, totals);
  const { database, tables } = parts;
  const registry = new IncidentRegistry(name, telemetry.logger('incidents'), parts.incidents);
  probeRoutes(app, telemetry, lifecycle, database);
  incidentRoutes(app, registry, settings);
  refuseOtherMethods(app, routes);

  let ends: End[] = [];
  return {
    app,
    incidents: registry,
    start: async () => {
      if (database && tables) {
        await database.ready();
        await migrate(database, { name: schemaOf(name), statements: tables });
      }
      ends = await Promise.all(parts.background.map((begin) => begin()));
    },
    stop: async () => {
      await Promise.all(ends.map((end) => end()));
      await database?.close();
    },
  };
}

type Compose = (app: FastifyInstance, context: ServiceContext, totals: Readonly<Totals>) => Parts;

const COMPOSE: Readonly<Record<Role, Compose>> = { shop, inventory, payments, fulfilment };

function inventory(app: FastifyInstance, context: ServiceContext): Parts {
  const { telemetry } = context;
  const slow = new SlowDatabase(LIST_PRODUCTS, 'GET /products', remoteShops());
  const { raw, db } = openDatabase(context, slow.delay);
  const store = new InventoryStore(db);
  const log = telemetry.logger('stock');
  inventoryRoutes(app, store, log);
  return {
    database: raw,
    tables: INVENTORY_TABLES,
    incidents: [slow, new StockOut(store, 'POST /reservations', remoteShops()), new MemoryLeak()],
    background: [() => startStockUpkeep(store, telemetry.tracing, log)],
  };
}

function payments(app: FastifyInstance, { telemetry }: ServiceContext): Parts {
  const processor = new PaymentProcessor(telemetry.tracing, telemetry.logger('charges'));
  paymentRoutes(app, processor);
  const outage = new PaymentOutage(processor, { route: 'POST /charges', status: 502 }, remoteShops());
  return { incidents: [outage, new MemoryLeak()], background: [] };
}

function fulfilment(_app: FastifyInstance, { settings, telemetry }: ServiceContext): Parts {
  if (settings.redisUrl === undefined) {
    throw new Error('fulfilment fetches orders from Redis: set REDIS_URL.');
  }
  const worker = new FulfilmentWorker(settings.redisUrl, telemetry);
  const incidents = [new FullQueue(worker.packing), new CarrierDns(worker.names, worker.queue), new MemoryLeak()];
  return { incidents, background: [() => worker.start()] };
}

function shop(app: FastifyInstance, context: ServiceContext, totals: Readonly<Totals>): Parts {
  const { name, settings, telemetry } = context;
  const { backends, dialect } = serviceDefinition(name);
  const local = backends === 'local';
  const slow = new SlowDatabase(LIST_PRODUCTS, 'GET /products', []);
  const { raw, db } = openDatabase(context, slow.delay);
  const behind = local ? localBackends(db, telemetry, slow) : remoteBackends(settings, telemetry);
  const { inventory: stock, payments: pay } = behind;
  const queue = local ? undefined : openQueue(settings, telemetry);
  const sender = queue && new OrderSender(queue, telemetry);
  const composed = composeShop({
    app,
    db,
    telemetry,
    inventory: stock,
    payments: pay,
    sender,
    usageKey: settings.usageKey,
    totals,
  });
  const dummyLogs: Background = () => startDummyLogs(telemetry.logger('worker'));
  return {
    database: raw,
    tables: local ? [...INVENTORY_TABLES, ...SHOP_TABLES] : SHOP_TABLES,
    incidents: [...behind.incidents, new MemoryLeak(), new BadDeploy(telemetry, composed.onDeploy, composed.bugs)],
    background: [
      ...behind.background,
      composed.background,
      ...(queue ? [() => () => queue.close()] : []),
      ...(dialect === 'flask' ? [dummyLogs] : []),
    ],
  };
}

/** What a shop needs from behind its till, and how that can be broken if it is in the same process. */
interface Backends extends Pick<Parts, 'incidents' | 'background'> {
  readonly inventory: Inventory;
  readonly payments: Payments;
}

function localBackends(db: Database, telemetry: Telemetry, slow: SlowDatabase): Backends {
  const store = new InventoryStore(db);
  const processor = new PaymentProcessor(telemetry.tracing, telemetry.logger('charges'));
  return {
    inventory: store,
    payments: processor,
    incidents: [
      slow,
      new StockOut(store, 'POST /checkout', []),
      new PaymentOutage(processor, { route: 'POST /checkout', status: 503 }, []),
    ],
    background: [() => startStockUpkeep(store, telemetry.tracing, telemetry.logger('stock'))],
  };
}

function remoteBackends({ inventoryUrl, paymentsUrl }: Settings, { tracing }: Telemetry): Backends {
  const payments = new ServiceClient(paymentsUrl, 'payments', tracing);
  return {
    inventory: new RemoteInventory(new ServiceClient(inventoryUrl, 'inventory', tracing)),
    payments: new RemotePayments(payments),
    incidents: [new PaymentUnreachable(payments)],
    background: [],
  };
}

function openQueue({ redisUrl }: Settings, telemetry: Telemetry): OrderQueue | undefined {
  return redisUrl === undefined ? undefined : new BullOrderQueue(redisUrl, tellLost(telemetry.logger('queue')));
}

function openDatabase({ name, settings, telemetry }: ServiceContext, delay: Delay) {
  const schema = schemaOf(name);
  const log = telemetry.logger('db');
  const port = settings.port ?? serviceDefinition(name).port;
  const folder = settings.dataDir === undefined ? `${name}-${port}` : name;
  // A connection breaks on nobody's behalf, but in the context of whoever happened to open it.
  const onError = (error: Error) =>
    otel.with(ROOT_CONTEXT, () => log.error(exceptionField(error), 'Database connection lost'));
  const raw = lazyDatabase(settings, folder, schema, onError);
  return { raw, db: traced(raw, schema, telemetry.tracing, delay) };
}

function schemaOf(name: ServiceName): string {
  return name.replace(/-/g, '_');
}

/** The shops whose customers notice when inventory or payments fail. */
function remoteShops(): string[] {
  return SERVICE_NAMES.filter((name) => serviceDefinition(name).backends === 'remote');
}
