/**
 * What the configuration of a server depends on: where the parts of the stack are reached, listen and keep their data.
 * Two sites exist, a compose network and the loopback interface of a bare machine; nothing else differs between them.
 */

/** Every part of the stack that others reach over the network, in the order in which a reader meets them. */
export const PARTS = [
  'grafana',
  'prometheus',
  'loki',
  'tempo',
  'alertmanager',
  'node-exporter',
  'postgres',
  'redis',
  'postgres-exporter',
  'redis-exporter',
  'alloy',
  'log-shipper',
  'notifications',
  'usage-collector',
] as const;
export type Part = (typeof PARTS)[number];

/** Servers that run under compose when their profile is chosen; what they are for stands in docs/stack-servers.md. */
const CHOSEN = ['cadvisor', 'influxdb', 'grafana-postgres', 'grafana-redis'] as const;

/** The shop's services. Their names are `service.name`, the scrape job and the compose service alike. */
export const SHOP_SERVICES = [
  'shop-api',
  'inventory',
  'payments',
  'fulfilment',
  'flask-shop',
  'fastapi-shop',
  'otel-shop',
] as const;
export type ShopService = (typeof SHOP_SERVICES)[number];

/** Every port of the stack by what listens there, with the environment variable that moves it. */
export const PORTS = {
  grafana: { port: 3000, variable: 'GRAFANA_PORT' },
  // The proxy's in front of it: demo/servers/compose.hardened.yaml.
  'grafana-tls': { port: 3443, variable: 'GRAFANA_TLS_PORT' },
  prometheus: { port: 9090, variable: 'PROMETHEUS_PORT' },
  loki: { port: 3100, variable: 'LOKI_PORT' },
  // Loki and Tempo both take 9095 for gRPC unless one is moved.
  'loki-grpc': { port: 9096, variable: 'LOKI_GRPC_PORT' },
  tempo: { port: 3200, variable: 'TEMPO_PORT' },
  'tempo-grpc': { port: 9095, variable: 'TEMPO_GRPC_PORT' },
  'otlp-grpc': { port: 4317, variable: 'OTLP_GRPC_PORT' },
  'otlp-http': { port: 4318, variable: 'OTLP_HTTP_PORT' },
  'jaeger-http': { port: 14_268, variable: 'JAEGER_HTTP_PORT' },
  zipkin: { port: 9411, variable: 'ZIPKIN_PORT' },
  alertmanager: { port: 9093, variable: 'ALERTMANAGER_PORT' },
  'node-exporter': { port: 9100, variable: 'NODE_EXPORTER_PORT' },
  // Not 5432, so that the demo never meets the machine's own PostgreSQL.
  postgres: { port: 5433, variable: 'POSTGRES_PORT' },
  // Not 6379, likewise.
  redis: { port: 6380, variable: 'REDIS_PORT' },
  'postgres-exporter': { port: 9187, variable: 'POSTGRES_EXPORTER_PORT' },
  'redis-exporter': { port: 9121, variable: 'REDIS_EXPORTER_PORT' },
  // Grafana's own two have the usual ports of their kind.
  'grafana-postgres': { port: 5432, variable: 'GRAFANA_POSTGRES_PORT' },
  'grafana-redis': { port: 6379, variable: 'GRAFANA_REDIS_PORT' },
  cadvisor: { port: 8080, variable: 'CADVISOR_PORT' },
  influxdb: { port: 8086, variable: 'INFLUXDB_PORT' },
  alloy: { port: 12345, variable: 'ALLOY_PORT' },
  // Promtail's, which does the same under compose.
  'log-shipper': { port: 9080, variable: 'LOG_SHIPPER_PORT' },
  notifications: { port: 9087, variable: 'NOTIFICATIONS_PORT' },
  // The same program's.
  mail: { port: 1025, variable: 'MAIL_PORT' },
  'usage-collector': { port: 8010, variable: 'USAGE_COLLECTOR_PORT' },
  'shop-api': { port: 8001, variable: 'SHOP_API_PORT' },
  inventory: { port: 8002, variable: 'INVENTORY_PORT' },
  payments: { port: 8003, variable: 'PAYMENTS_PORT' },
  fulfilment: { port: 8006, variable: 'FULFILMENT_PORT' },
  'flask-shop': { port: 5000, variable: 'FLASK_SHOP_PORT' },
  'fastapi-shop': { port: 8000, variable: 'FASTAPI_SHOP_PORT' },
  'otel-shop': { port: 8004, variable: 'OTEL_SHOP_PORT' },
} as const satisfies Record<Part | (typeof CHOSEN)[number] | ShopService | string, { port: number; variable: string }>;
export type PortName = keyof typeof PORTS;
/** The ports of one way of running the stack. */
export type Ports = Record<PortName, number>;

/** The ports as they are when nothing moves them. */
export const DEFAULT_PORTS = Object.fromEntries(Object.entries(PORTS).map(([name, { port }]) => [name, port])) as Ports;

/** One way of running the stack, as the servers' configurations see it. */
export interface Site {
  readonly name: 'compose' | 'loopback';
  /**
   * `host:port` at which the other parts reach a part. What does not run here is absent, so nobody scrapes or feeds it.
   */
  readonly addresses: Readonly<Partial<Record<Part | ShopService, string>>>;
  /** Servers with a metrics page that may run or not; Prometheus looks for their names in the network's DNS. */
  readonly lookedFor: ReadonlyArray<{ name: string; port: number }>;
  /** The interface that servers listen on: all of a container's own, or loopback alone. */
  readonly listenHost: '0.0.0.0' | '127.0.0.1';
  /** The ports that servers listen on at this site. */
  readonly ports: Ports;
  /** Where each server keeps its data; absolute. */
  readonly dataDirs: Readonly<Record<'prometheus' | 'loki' | 'tempo', string>>;
  /** Where Prometheus finds its alert rules; absolute, or beside its configuration. */
  readonly rulesFile: string;
}

/** The servers of compose's profiles that have a metrics page. */
const LOOKED_FOR: Site['lookedFor'] = [
  ...(['cadvisor', 'influxdb', 'postgres-exporter', 'redis-exporter'] as const).map((name) => ({
    name,
    port: PORTS[name].port,
  })),
  { name: 'promtail', port: PORTS['log-shipper'].port },
];

/** The usual ports of those that are published on another one. */
const IN_CONTAINER: Partial<Record<Part, number>> = { postgres: 5432, redis: 6379 };

/**
 * The compose network, where each part is reached by its service name on its usual port.
 * @param shop where the shop runs: `compose` beside the servers, `host` on the machine that runs Docker.
 */
export function composeSite(shop: 'compose' | 'host' = 'compose'): Site {
  // The containers ship their logs through Alloy; the shipper belongs to the stack without Docker.
  const parts = PARTS.filter((part) => part !== 'log-shipper' && !LOOKED_FOR.some(({ name }) => name === part));
  const shopHost = (service: ShopService) => (shop === 'compose' ? service : 'host.docker.internal');
  return {
    name: 'compose',
    addresses: {
      ...Object.fromEntries(parts.map((part) => [part, `${part}:${IN_CONTAINER[part] ?? PORTS[part].port}`])),
      ...Object.fromEntries(SHOP_SERVICES.map((service) => [service, `${shopHost(service)}:${PORTS[service].port}`])),
    },
    lookedFor: LOOKED_FOR,
    listenHost: '0.0.0.0',
    ports: DEFAULT_PORTS,
    dataDirs: { prometheus: '/prometheus', loki: '/loki', tempo: '/var/tempo' },
    rulesFile: 'rules.yml',
  };
}

/** What the loopback site depends on. */
export interface LoopbackOptions {
  ports: Ports;
  /** The folder below which the servers keep their data; absolute. */
  dataDir: string;
  /** The parts and services that run on this machine. */
  running: ReadonlyArray<Part | ShopService>;
  rulesFile: string;
}

/** A bare machine: every part is a process bound to 127.0.0.1. */
export function loopbackSite({ ports, dataDir, running, rulesFile }: LoopbackOptions): Site {
  return {
    name: 'loopback',
    addresses: Object.fromEntries(running.map((part) => [part, `127.0.0.1:${ports[part]}`])),
    lookedFor: [],
    listenHost: '127.0.0.1',
    ports,
    dataDirs: { prometheus: `${dataDir}/prometheus`, loki: `${dataDir}/loki`, tempo: `${dataDir}/tempo` },
    rulesFile,
  };
}
