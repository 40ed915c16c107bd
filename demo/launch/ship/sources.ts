import { SHOP_SERVICES, type ShopService } from '../../servers/site.ts';

/** Log files that are read alike: which they are, and how their lines are labelled. */
export interface Source {
  /** The folder of the files; absolute. */
  folder: string;
  /** A regular expression that the whole file name matches. */
  pattern: string;
  /** Labels of every line. */
  labels: Record<string, string>;
  /** Adds the path as the label `filename`. */
  filename?: boolean;
  /** Reads each line as JSON: these of its fields become labels, and `timestamp` its time. */
  jsonLabels?: string[];
}

/** Where the stack writes its logs. */
export interface LogFolders {
  /** The shop's own log files. */
  shop: string;
  /** What each program writes to its console, one `<program>.log` each. */
  console: string;
}

// Three ways in which real stacks label the same thing, so that the pages meet all of them.

/** Promtail that reads JSON files: the labels of the e-commerce stack with files. */
const fromJsonFile = (folders: LogFolders, service: ShopService, fileName: string): Source => ({
  folder: folders.shop,
  // The roller adds a number before the extension, or none.
  pattern: `${fileName}[^/]*\\.log`,
  labels: { job: service, service },
  filename: true,
  jsonLabels: ['level', 'logger'],
});

/** Promtail with Docker discovery: the container's name alone. */
const fromPromtail = (folders: LogFolders, name: string): Source => ({
  folder: folders.console,
  pattern: `${name}\\.log`,
  labels: { container_name: name },
});

/** Alloy with Docker discovery: container, job, project and compose service. */
const fromAlloy = (folders: LogFolders, name: string): Source => ({
  folder: folders.console,
  pattern: `${name}\\.log`,
  labels: { container_name: name, job: 'docker', compose_project: 'tillwatch', compose_service: name },
});

/** How each service's lines reach Loki here; otel-shop and fulfilment send their own by OTLP. */
const SHOP: Readonly<Record<ShopService, ((folders: LogFolders) => Source) | undefined>> = {
  'shop-api': (folders) => fromJsonFile(folders, 'shop-api', 'structlog_ecommerce'),
  inventory: (folders) => fromJsonFile(folders, 'inventory', 'structlog_inventory'),
  payments: (folders) => fromJsonFile(folders, 'payments', 'structlog_payments'),
  fulfilment: undefined,
  'flask-shop': (folders) => fromPromtail(folders, 'flask-shop'),
  'fastapi-shop': (folders) => fromAlloy(folders, 'fastapi-shop'),
  'otel-shop': undefined,
};

/** The sources of the shop's services, labelled as demo/servers/alloy/logs.alloy labels them under compose. */
export function shopSources(folders: LogFolders): Source[] {
  return SHOP_SERVICES.flatMap((service) => SHOP[service]?.(folders) ?? []);
}

/** The sources of the servers' consoles. */
export function serverSources(folders: LogFolders, servers: readonly string[]): Source[] {
  return servers.map((name) => fromAlloy(folders, name));
}
