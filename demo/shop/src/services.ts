/** How a service speaks: which metric names, which log lines, which spans. */
export type DialectName = 'structured' | 'flask' | 'fastapi' | 'otel';

/** What a service does. A shop with `backends: 'local'` has stock and payments inside its own process. */
export type Role = 'shop' | 'inventory' | 'payments' | 'fulfilment';

/** One row of the table of services. */
export interface ServiceDefinition {
  readonly role: Role;
  readonly dialect: DialectName;
  readonly port: number;
  readonly backends?: 'remote' | 'local';
  /** Base name of the log file, without number and `.log`: rotation inserts the number. */
  readonly logFile: string;
}

/** Every service of the demo, by its name (`service.name`, and the value of `--service`). */
export const SERVICES = {
  inventory: { role: 'inventory', dialect: 'structured', port: 8002, logFile: 'structlog_inventory' },
  payments: { role: 'payments', dialect: 'structured', port: 8003, logFile: 'structlog_payments' },
  fulfilment: { role: 'fulfilment', dialect: 'otel', port: 8006, logFile: 'structlog_fulfilment' },
  'shop-api': {
    role: 'shop',
    dialect: 'structured',
    port: 8001,
    backends: 'remote',
    logFile: 'structlog_ecommerce',
  },
  'flask-shop': { role: 'shop', dialect: 'flask', port: 5000, backends: 'local', logFile: 'app' },
  'fastapi-shop': { role: 'shop', dialect: 'fastapi', port: 8000, backends: 'remote', logFile: 'fastapi' },
  'otel-shop': { role: 'shop', dialect: 'otel', port: 8004, backends: 'remote', logFile: 'structlog_otel-shop' },
} as const satisfies Record<string, ServiceDefinition>;

export type ServiceName = keyof typeof SERVICES;

/** In the order they are started; they are stopped the other way round, so that no shop loses what it depends on. */
export const SERVICE_NAMES = Object.keys(SERVICES) as ServiceName[];

/** Whether there is a service of this name. */
export function isServiceName(name: string): name is ServiceName {
  return Object.hasOwn(SERVICES, name);
}

export function serviceDefinition(name: ServiceName): ServiceDefinition {
  return SERVICES[name];
}

/** The shops, that is everything a customer can talk to. */
export const SHOPS = SERVICE_NAMES.filter((name) => SERVICES[name].role === 'shop');

/** The address a service has when nothing else is said. */
export function defaultUrl(name: ServiceName): string {
  return `http://127.0.0.1:${SERVICES[name].port}`;
}
