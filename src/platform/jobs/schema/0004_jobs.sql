-- Timers that are still to fire, and those that failed too often. A timer that has fired is deleted in its handler's transaction.
CREATE TABLE jobs (
  job_id {{pk}},
  kind TEXT NOT NULL,
  subject_id BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  payload TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'dead')),
  lease_until BIGINT NOT NULL,
  fence BIGINT NOT NULL,
  attempts INTEGER NOT NULL,
  last_error TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (kind, subject_id)
);
CREATE INDEX jobs_due ON jobs (due_at, job_id) WHERE state = 'waiting';
