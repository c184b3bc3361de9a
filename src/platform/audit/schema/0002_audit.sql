-- The audit trail. Rows are only ever inserted; the database itself refuses to change or delete one.
CREATE TABLE audit_entries (
  audit_id {{pk}},
  at BIGINT NOT NULL,
  actor_kind TEXT NOT NULL CHECK (actor_kind IN ('anonymous', 'applicant', 'staff', 'platform')),
  actor_id BIGINT NOT NULL,
  action TEXT NOT NULL,
  object_kind TEXT NOT NULL,
  object_id BIGINT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('ok', 'failed', 'denied')),
  error_key TEXT NOT NULL,
  request_id TEXT NOT NULL,
  remote_address TEXT NOT NULL,
  detail TEXT NOT NULL
);
CREATE INDEX audit_entries_by_object ON audit_entries (object_kind, object_id, audit_id) WHERE object_id <> 0;
CREATE INDEX audit_entries_by_actor ON audit_entries (actor_id, audit_id) WHERE actor_id <> 0;

{{append_only audit_entries}}
