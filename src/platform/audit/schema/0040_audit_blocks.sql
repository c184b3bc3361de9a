-- The blocks in which audit entries are sealed. Each holds the hash of the one before and a signature, so that a change of
-- any entry or block shows (docs/operations/audit.md). `members` is last because it is long and seldom read.
CREATE TABLE audit_blocks (
  block_number {{pk}},
  sealed_at BIGINT NOT NULL,
  node BIGINT NOT NULL,
  first_id BIGINT NOT NULL,
  last_id BIGINT NOT NULL,
  high_id BIGINT NOT NULL,
  entry_count BIGINT NOT NULL,
  entries_total BIGINT NOT NULL,
  root TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  key_id TEXT NOT NULL,
  signature TEXT NOT NULL,
  block_hash TEXT NOT NULL,
  members TEXT NOT NULL
);

{{append_only audit_blocks}}
