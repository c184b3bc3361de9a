-- The workbench of those who examine and decide.

-- Filters of a worklist that a person keeps under a name.
CREATE TABLE worklist_filters (
  filter_id {{pk}},
  account_id BIGINT NOT NULL,
  name TEXT NOT NULL,
  filter TEXT NOT NULL,
  saved_at BIGINT NOT NULL,
  UNIQUE (account_id, name)
);

-- Opinions that are awaited (委派, 加签): what the events say, kept for the list of the person who is asked.
CREATE TABLE case_questions (
  account_id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  signer INTEGER NOT NULL CHECK (signer IN (0, 1)),
  PRIMARY KEY (account_id, case_id)
);
CREATE INDEX case_questions_of_case ON case_questions (case_id);

-- How cases were decided, for figures and for comparison: one row a decision, written with it. Days are working days of
-- the promised (else the legal) limit; unknown where it runs in another unit, and for decisions older than this table.
CREATE TABLE case_outcomes (
  case_id {{pk}},
  item_id BIGINT NOT NULL,
  department_id BIGINT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('granted', 'denied')),
  decided_at BIGINT NOT NULL,
  in_time INTEGER NOT NULL CHECK (in_time IN (0, 1)),
  days_used INTEGER,
  days_promised INTEGER
);
CREATE INDEX case_outcomes_of_department ON case_outcomes (department_id, decided_at, in_time, days_used, days_promised);
CREATE INDEX case_outcomes_of_item ON case_outcomes (item_id, department_id, decided_at, case_id);
INSERT INTO case_outcomes (case_id, item_id, department_id, outcome, decided_at, in_time)
SELECT c.case_id, c.item_id, c.department_id,
  CASE WHEN c.status = 'granted' OR EXISTS (SELECT 1 FROM case_results r WHERE r.case_id = c.case_id)
    THEN 'granted' ELSE 'denied' END,
  c.decided_at, CASE WHEN c.decided_at <= COALESCE(c.promised_due_at, c.legal_due_at, c.decided_at) THEN 1 ELSE 0 END
FROM cases c WHERE c.decided_at IS NOT NULL;

CREATE INDEX cases_submitted_in_department ON cases (department_id, submitted_at) WHERE submitted_at IS NOT NULL;
