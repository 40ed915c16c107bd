-- Up Migration

-- A time that was read after the fact, as after an outage: lines of it may still wait elsewhere for Loki. It is read
-- once more; NULL where there is none.
ALTER TABLE usage_position ADD COLUMN gap_from_ns bigint, ADD COLUMN gap_found_at timestamptz;

-- Down Migration

ALTER TABLE usage_position DROP COLUMN gap_from_ns, DROP COLUMN gap_found_at;
