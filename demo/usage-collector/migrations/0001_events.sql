-- Up Migration

-- What the shop's visitors did. A key is the event's identity: its own id, or else its place in Loki.
CREATE TABLE usage_events (
  key bytea PRIMARY KEY CHECK (length(key) = 32),
  time timestamptz NOT NULL,
  -- As Loki has it, in nanoseconds since 1970: PostgreSQL's own times end at microseconds.
  time_ns bigint NOT NULL,
  service text NOT NULL,
  feature text NOT NULL,
  -- A pseudonym; NULL for visitors who cannot be told apart.
  user_hash text,
  outcome text NOT NULL,
  reason text,
  trace_id text,
  collected_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX usage_events_time ON usage_events (time);
CREATE INDEX usage_events_feature_time ON usage_events (feature, time);

-- Lines that say that they are usage events and cannot be read as one.
CREATE TABLE usage_quarantine (
  key bytea PRIMARY KEY CHECK (length(key) = 32),
  time timestamptz NOT NULL,
  stream jsonb NOT NULL,
  line text NOT NULL,
  problem text NOT NULL,
  collected_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX usage_quarantine_time ON usage_quarantine (time);

-- How far Loki is read: everything before it was read at least once. One row.
CREATE TABLE usage_position (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  read_to_ns bigint NOT NULL,
  -- When the longer look back for late lines was last finished.
  swept_at timestamptz NOT NULL DEFAULT now()
);

-- Down Migration

DROP TABLE usage_position;
DROP TABLE usage_quarantine;
DROP TABLE usage_events;
