-- What was answered to a request with an Idempotency-Key, so that a repeat gets the same answer and does nothing.
-- The answer may hold personal data and is sealed. status 0: the act opens its own transactions and is at work.
CREATE TABLE idempotency_receipts (
  caller TEXT NOT NULL,
  route TEXT NOT NULL,
  idempotency_key TEXT NOT NULL,
  request_digest TEXT NOT NULL,
  status INTEGER NOT NULL,
  answer_sealed TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (caller, route, idempotency_key)
);
CREATE INDEX idempotency_receipts_by_age ON idempotency_receipts (created_at);
