-- The process of a case: its running state (sealed, because variables are what the applicant said), small and apart from
-- its history. The history is what happened to it, step by step: replayed through the engine it gives the state again.
CREATE TABLE case_processes (
  case_id {{pk}},
  process_version_id BIGINT NOT NULL,
  digest TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('running', 'completed', 'failed', 'terminated')),
  steps INTEGER NOT NULL,
  started_at BIGINT NOT NULL,
  wake_at BIGINT,
  state_sealed TEXT NOT NULL
);

CREATE TABLE case_process_steps (
  case_id BIGINT NOT NULL,
  step INTEGER NOT NULL,
  kind TEXT NOT NULL,
  at BIGINT NOT NULL,
  by_account_id BIGINT NOT NULL,
  digest TEXT NOT NULL,
  said_sealed TEXT NOT NULL,
  PRIMARY KEY (case_id, step)
);
{{append_only case_process_steps}}

-- Which rules of which decision tables matched, with what was asked.
CREATE TABLE case_rules (
  case_id BIGINT NOT NULL,
  step INTEGER NOT NULL,
  position INTEGER NOT NULL,
  at BIGINT NOT NULL,
  decision TEXT NOT NULL,
  told_sealed TEXT NOT NULL,
  PRIMARY KEY (case_id, step, position)
);
{{append_only case_rules}}

-- The open tasks of running processes: one row for each user task that waits, for the lists of departments. Follows from
-- the state.
CREATE TABLE case_tasks (
  case_id BIGINT NOT NULL,
  task INTEGER NOT NULL,
  element TEXT NOT NULL,
  task_name TEXT NOT NULL,
  act TEXT NOT NULL,
  role TEXT NOT NULL,
  department_id BIGINT NOT NULL,
  department_name TEXT NOT NULL,
  region_code TEXT NOT NULL,
  county_code TEXT NOT NULL,
  assignee_account_id BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  urged INTEGER NOT NULL,
  PRIMARY KEY (case_id, task)
);
CREATE INDEX case_tasks_of_department ON case_tasks (department_id, role, due_at, case_id, task);
CREATE INDEX case_tasks_of_county ON case_tasks (county_code, role, due_at, case_id, task);
