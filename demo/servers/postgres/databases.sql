-- Rendered from demo/servers/postgres/databases.ts: edit that and run `npx tsx demo/servers/render.ts`.
SELECT 'CREATE ROLE shop LOGIN PASSWORD ''shop'''
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'shop') \gexec
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
