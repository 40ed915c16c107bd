import { SHOP_SERVICES, type ShopService } from '../site.ts';

/** The role that owns the shop's databases. The password is the demo's: the server listens on loopback only. */
export const SHOP_ROLE = { user: 'shop', password: 'shop' } as const;

/** Each service has a database of its own, as services that are deployed apart do. */
export function databaseOf(service: ShopService): string {
  return service.replaceAll('-', '_');
}

/** `DATABASE_URL` of a service at the given `host:port`. */
export function databaseUrl(service: ShopService, address: string): string {
  return `postgres://${SHOP_ROLE.user}:${SHOP_ROLE.password}@${address}/${databaseOf(service)}`;
}

/** SQL for psql that makes the role and the databases that are missing; running it again changes nothing. */
export function databasesScript(): string {
  const databases = SHOP_SERVICES.map(databaseOf);
  return [
    '-- Rendered from demo/servers/postgres/databases.ts: edit that and run `npx tsx demo/servers/render.ts`.',
    `SELECT 'CREATE ROLE ${SHOP_ROLE.user} LOGIN PASSWORD ''${SHOP_ROLE.password}'''`,
    `WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${SHOP_ROLE.user}') \\gexec`,
    ...databases.flatMap((name) => [
      `SELECT 'CREATE DATABASE ${name} OWNER ${SHOP_ROLE.user}'`,
      `WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '${name}') \\gexec`,
    ]),
    '',
  ].join('\n');
}
