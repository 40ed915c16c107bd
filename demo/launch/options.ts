import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { RECEIVER_VARIABLES } from '../servers/alertmanager/receivers.ts';
import { PORTS, SHOP_SERVICES, type PortName, type Ports, type ShopService } from '../servers/site.ts';
import { WAYS, type Way } from './ways.ts';

/** The command line or the environment asks for something that cannot be; the message says what, and what can. */
export class UsageError extends Error {}

/** Where Grafana keeps its own data. */
export const GRAFANA_DATABASES = ['sqlite', 'postgres'] as const;
export type GrafanaDatabase = (typeof GRAFANA_DATABASES)[number];

/** What the user asked for. */
export interface Options {
  /** The way to run, or undefined to take the first that can work. */
  way: Way | undefined;
  /** Only say what would be done. */
  check: boolean;
  /** Build the plugin when it is older than its source. */
  build: boolean;
  shop: boolean;
  /** Shoppers to send, or undefined for none. */
  load: { users: number; duration: string } | undefined;
  /** Where the stack without Docker keeps everything; absolute. */
  dataDir: string;
  ports: Ports;
  grafanaDatabase: GrafanaDatabase;
  /** With Docker: every server of the stack, not only those that the demo needs. */
  everyServer: boolean;
  /** Restarts that each program may have in ten minutes; 0: the first death ends the stack. */
  restarts: number;
  help: boolean;
}

export const USAGE = `Usage: npm start -- [options]

Builds the plugin and runs the demo in the first way that can work: with Docker, with the servers that are installed on
this machine, or as a preview in the browser.

  --way docker|local|preview   take this way
  --check                      only say what would be done
  --no-build                   take the plugin as it was built last
  --no-shop                    the servers only
  --load                       send shoppers to the shop: --users 5 --duration 30m
  --every-server               all servers of the stack, not only those that the demo needs (with Docker)
  --grafana-database sqlite|postgres
                               where Grafana keeps its own data (without Docker); default sqlite
  --data-dir DIR               where the servers keep their data (without Docker); default .tillwatch
  --restarts N                 restarts of each program in ten minutes before the stack stops (without Docker); default 5
  --shop-port-base N           put the shop's services on N .. N+6
  --help

Every port can be moved by its variable: ${Object.values(PORTS)
  .map(({ variable }) => variable)
  .join(', ')}.

Notifications of alerts go where these variables say, besides the demo's own receiver (docs/notifications.md):
${RECEIVER_VARIABLES.join(', ')}.`;

// The order of the ports when a base is given; it keeps the last digits of the usual ones.
const BASE_ORDER: readonly ShopService[] = [
  'fastapi-shop',
  'shop-api',
  'inventory',
  'payments',
  'otel-shop',
  'flask-shop',
  'fulfilment',
];

/**
 * Reads the command line and the environment.
 * @param root the folder of the repository, which relative paths start from
 * @throws {UsageError} for what cannot be understood
 */
export function readOptions(argv: readonly string[], env: NodeJS.ProcessEnv, root: string): Options {
  const values = parse(argv);
  const way = values.way;
  if (way !== undefined && !isWay(way)) {
    throw new UsageError(`--way ${way}: choose one of ${WAYS.join(', ')}.`);
  }
  const grafanaDatabase = values['grafana-database'] ?? 'sqlite';
  if (!isGrafanaDatabase(grafanaDatabase)) {
    throw new UsageError(`--grafana-database ${grafanaDatabase}: choose one of ${GRAFANA_DATABASES.join(', ')}.`);
  }
  const users = integer('--users', values.users ?? '5', 1, 1_000);
  const duration = values.duration ?? '30m';
  if (!/^\d+(s|m|h)$/.test(duration)) {
    throw new UsageError(`--duration ${duration}: write it as 90s, 30m or 2h.`);
  }
  return {
    way,
    check: values.check ?? false,
    build: !values['no-build'],
    shop: !values['no-shop'],
    load: values.load && !values['no-shop'] ? { users, duration } : undefined,
    dataDir: resolve(root, values['data-dir'] ?? '.tillwatch'),
    ports: readPorts(env, values['shop-port-base']),
    grafanaDatabase,
    everyServer: values['every-server'] ?? false,
    restarts: integer('--restarts', values.restarts ?? '5', 0, 100),
    help: values.help ?? false,
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        way: { type: 'string' },
        check: { type: 'boolean' },
        'no-build': { type: 'boolean' },
        'no-shop': { type: 'boolean' },
        load: { type: 'boolean' },
        users: { type: 'string' },
        duration: { type: 'string' },
        'data-dir': { type: 'string' },
        'every-server': { type: 'boolean' },
        'grafana-database': { type: 'string' },
        restarts: { type: 'string' },
        'shop-port-base': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** The ports by environment variable, else by the base, else the usual ones; no port may be given twice. */
function readPorts(env: NodeJS.ProcessEnv, base: string | undefined): Ports {
  const shopBase = base === undefined ? undefined : integer('--shop-port-base', base, 1, 65_529);
  const usual = (name: PortName) =>
    shopBase !== undefined && isShopService(name) ? shopBase + BASE_ORDER.indexOf(name) : PORTS[name].port;
  const names = Object.keys(PORTS) as PortName[];
  const ports = Object.fromEntries(
    names.map((name) => {
      const { variable } = PORTS[name];
      const value = env[variable];
      return [name, value ? integer(variable, value, 1, 65_535) : usual(name)];
    })
  ) as Ports;
  for (const name of names) {
    const other = names.find((candidate) => candidate !== name && ports[candidate] === ports[name]);
    if (other) {
      throw new UsageError(
        `${name} and ${other} would both listen on ${ports[name]}: set ${PORTS[name].variable} or ${PORTS[other].variable}.`
      );
    }
  }
  return ports;
}

function integer(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new UsageError(`${name} ${text}: give a whole number from ${min} to ${max}.`);
  }
  return value;
}

function isWay(text: string): text is Way {
  return (WAYS as readonly string[]).includes(text);
}

function isGrafanaDatabase(text: string): text is GrafanaDatabase {
  return (GRAFANA_DATABASES as readonly string[]).includes(text);
}

function isShopService(name: string): name is ShopService {
  return (SHOP_SERVICES as readonly string[]).includes(name);
}
