-- Up Migration

-- Grafana reads as this role, and whoever may look at a dashboard may send any SQL by it: events, and nothing else.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'usage_reader') THEN
    GRANT SELECT ON usage_events TO usage_reader;
  END IF;
END
$$;

-- Down Migration

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'usage_reader') THEN
    REVOKE SELECT ON usage_events FROM usage_reader;
  END IF;
END
$$;
