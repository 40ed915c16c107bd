-- Rendered from demo/servers/postgres/databases.ts: edit that and run `npx tsx demo/servers/render.ts`.
\set password `printf %s "$SHOP_DATABASE_PASSWORD"`
SELECT 'CREATE ROLE shop LOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'shop') \gexec
SELECT format('ALTER ROLE shop PASSWORD %L', coalesce(nullif(:'password', ''), 'shop')) \gexec
\set password `printf %s "$EXPORTER_DATABASE_PASSWORD"`
SELECT 'CREATE ROLE exporter LOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'exporter') \gexec
SELECT format('ALTER ROLE exporter PASSWORD %L', coalesce(nullif(:'password', ''), 'exporter')) \gexec
GRANT pg_monitor TO exporter;
SELECT 'CREATE DATABASE shop_api OWNER shop'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'shop_api') \gexec
SELECT 'CREATE DATABASE inventory OWNER shop'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'inventory') \gexec
SELECT 'CREATE DATABASE payments OWNER shop'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'payments') \gexec
SELECT 'CREATE DATABASE fulfilment OWNER shop'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'fulfilment') \gexec
SELECT 'CREATE DATABASE flask_shop OWNER shop'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'flask_shop') \gexec
SELECT 'CREATE DATABASE fastapi_shop OWNER shop'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'fastapi_shop') \gexec
SELECT 'CREATE DATABASE otel_shop OWNER shop'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'otel_shop') \gexec
\set password `printf %s "$USAGE_DATABASE_PASSWORD"`
SELECT 'CREATE ROLE usage_stats LOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'usage_stats') \gexec
SELECT format('ALTER ROLE usage_stats PASSWORD %L', coalesce(nullif(:'password', ''), 'usage_stats')) \gexec
\set password `printf %s "$USAGE_READER_PASSWORD"`
SELECT 'CREATE ROLE usage_reader LOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'usage_reader') \gexec
SELECT format('ALTER ROLE usage_reader PASSWORD %L', coalesce(nullif(:'password', ''), 'usage_reader')) \gexec
ALTER ROLE usage_reader CONNECTION LIMIT 20;
ALTER ROLE usage_reader SET default_transaction_read_only = on;
ALTER ROLE usage_reader SET statement_timeout = '30s';
SELECT 'CREATE DATABASE usage_stats OWNER usage_stats'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'usage_stats') \gexec
REVOKE ALL ON DATABASE usage_stats FROM PUBLIC;
GRANT CONNECT ON DATABASE usage_stats TO usage_reader;
