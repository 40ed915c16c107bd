-- Rendered from demo/servers/postgres/databases.ts: edit that and run `npx tsx demo/servers/render.ts`.
\set password `printf %s "$GRAFANA_DATABASE_PASSWORD"`
SELECT 'CREATE ROLE grafana LOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'grafana') \gexec
SELECT format('ALTER ROLE grafana PASSWORD %L', coalesce(nullif(:'password', ''), 'grafana')) \gexec
SELECT 'CREATE DATABASE grafana OWNER grafana'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'grafana') \gexec
