-- The outbox: one row for each event and consumer, deleted in the transaction of the handler.
CREATE TABLE event_queue (
  queue_id {{pk}},
  event_id BIGINT NOT NULL,
  consumer TEXT NOT NULL,
  kind TEXT NOT NULL,
  order_key BIGINT NOT NULL,
  position BIGINT NOT NULL,
  payload TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'dead')),
  due_at BIGINT NOT NULL,
  lease_until BIGINT NOT NULL,
  fence BIGINT NOT NULL,
  attempts INTEGER NOT NULL,
  last_error TEXT NOT NULL,
  emitted_at BIGINT NOT NULL
);
CREATE INDEX event_queue_due ON event_queue (due_at, queue_id) WHERE state = 'waiting';
CREATE INDEX event_queue_order ON event_queue (consumer, order_key, position, queue_id) WHERE order_key <> 0;
CREATE INDEX event_queue_dead ON event_queue (queue_id) WHERE state = 'dead';

-- Which consumer has handled which event: what makes a second delivery harmless.
CREATE TABLE event_handled (
  event_id BIGINT NOT NULL,
  consumer TEXT NOT NULL,
  handled_at BIGINT NOT NULL,
  PRIMARY KEY (event_id, consumer)
);
CREATE INDEX event_handled_age ON event_handled (handled_at);
