import { type Environment } from '../alertmanager/receivers.ts';
import { SHOP_SERVICES, type ShopService } from '../site.ts';

/** A role of the demo's PostgreSQL, and where its password comes from. */
interface Role {
  user: string;
  /** The environment variable that gives another password than the demo's. */
  variable: string;
  /** The demo's: the server listens on loopback only. */
  password: string;
  /** A role that PostgreSQL has, whose rights this one gets. */
  memberOf?: string;
}

/** The role that owns the shop's databases. */
export const SHOP_ROLE: Role = { user: 'shop', variable: 'SHOP_DATABASE_PASSWORD', password: 'shop' };

/** Usage events have a database of their own: a role that fills it, and one that may only read them, for Grafana. */
export const USAGE: { database: string; owner: Role; reader: Role } = {
  database: 'usage_stats',
  owner: { user: 'usage_stats', variable: 'USAGE_DATABASE_PASSWORD', password: 'usage_stats' },
  reader: { user: 'usage_reader', variable: 'USAGE_READER_PASSWORD', password: 'usage_reader' },
};

/** The role by which the exporter reads statistics, and no rows. */
export const EXPORTER_ROLE: Role = {
  user: 'exporter',
  variable: 'EXPORTER_DATABASE_PASSWORD',
  password: 'exporter',
  memberOf: 'pg_monitor',
};

/** The role that owns Grafana's own database, where Grafana is told to keep it in PostgreSQL. */
export const GRAFANA_ROLE: Role = { user: 'grafana', variable: 'GRAFANA_DATABASE_PASSWORD', password: 'grafana' };

const GRAFANA_DATABASE = 'grafana';

const HEADER =
  '-- Rendered from demo/servers/postgres/databases.ts: edit that and run `npx tsx demo/servers/render.ts`.';

/** Each service has a database of its own, as services that are deployed apart do. */
export function databaseOf(service: ShopService): string {
  return service.replaceAll('-', '_');
}

/**
 * `DATABASE_URL` of a service at the given `host:port`. The password is not in it but in {@link passwordEnvironment}:
 * addresses are logged.
 */
export function databaseUrl(service: ShopService, address: string): string {
  return `postgres://${SHOP_ROLE.user}@${address}/${databaseOf(service)}`;
}

/** `DATABASE_URL` of the collector of usage events at the given `host:port`, as {@link databaseUrl}. */
export function usageUrl(address: string): string {
  return `postgres://${USAGE.owner.user}@${address}/${USAGE.database}`;
}

/** What a client of PostgreSQL reads the password of a role from. */
export function passwordEnvironment(role: Role, environment: Environment) {
  return { PGPASSWORD: environment[role.variable] || role.password };
}

/**
 * SQL for psql that makes the roles and databases that are missing, and gives the roles the passwords of the
 * environment; running it again changes nothing else.
 */
export function databasesScript(): string {
  return [
    HEADER,
    ...[SHOP_ROLE, EXPORTER_ROLE].flatMap(roleScript),
    ...SHOP_SERVICES.flatMap((service) => databaseScript(databaseOf(service), SHOP_ROLE)),
    ...usageScript(),
    '',
  ].join('\n');
}

/** Viewers of Grafana may send any SQL as the reader: it reads, not for long, and leaves nothing behind. */
function usageScript(): string[] {
  const { database, owner, reader } = USAGE;
  return [
    ...roleScript(owner),
    ...roleScript(reader),
    `ALTER ROLE ${reader.user} CONNECTION LIMIT 20;`,
    `ALTER ROLE ${reader.user} SET default_transaction_read_only = on;`,
    `ALTER ROLE ${reader.user} SET statement_timeout = '30s';`,
    ...databaseScript(database, owner),
    `REVOKE ALL ON DATABASE ${database} FROM PUBLIC;`,
    `GRANT CONNECT ON DATABASE ${database} TO ${reader.user};`,
  ];
}

/** The same for Grafana's own database. */
export function grafanaDatabaseScript(): string {
  return [HEADER, ...roleScript(GRAFANA_ROLE), ...databaseScript(GRAFANA_DATABASE, GRAFANA_ROLE), ''].join('\n');
}

function roleScript({ user, variable, password, memberOf }: Role): string[] {
  return [
    `\\set password \`printf %s "$${variable}"\``,
    `SELECT 'CREATE ROLE ${user} LOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${user}') \\gexec`,
    `SELECT format('ALTER ROLE ${user} PASSWORD %L', coalesce(nullif(:'password', ''), '${password}')) \\gexec`,
    ...(memberOf ? [`GRANT ${memberOf} TO ${user};`] : []),
  ];
}

function databaseScript(name: string, { user }: Role): string[] {
  return [
    `SELECT 'CREATE DATABASE ${name} OWNER ${user}'`,
    `WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '${name}') \\gexec`,
  ];
}
