-- A case is its list of events; `cases` caches what follows from them, for lists and locks. Personal fields are sealed
-- (…_sealed) with a context of table, column and row; a blind index (…_index) serves lookups.
CREATE TABLE cases (
  case_id {{pk}},
  case_number TEXT UNIQUE,
  query_code TEXT NOT NULL,
  channel TEXT NOT NULL CHECK (channel IN ('online', 'window')),
  item_id BIGINT NOT NULL,
  item_version_id BIGINT NOT NULL,
  basic_item_id BIGINT NOT NULL,
  item_name TEXT NOT NULL,
  implementing_code TEXT NOT NULL,
  demonstration INTEGER NOT NULL CHECK (demonstration IN (0, 1)),
  department_id BIGINT NOT NULL,
  department_name TEXT NOT NULL,
  region_code TEXT NOT NULL,
  region_name TEXT NOT NULL,
  county_code TEXT NOT NULL,
  applicant_kind TEXT NOT NULL CHECK (applicant_kind IN ('natural', 'legal')),
  applicant_account_id BIGINT NOT NULL,
  agent_account_id BIGINT NOT NULL,
  created_by_account_id BIGINT NOT NULL,
  applicant_sealed TEXT NOT NULL,
  applicant_index TEXT NOT NULL,
  scenario_sealed TEXT NOT NULL,
  version BIGINT NOT NULL,
  events INTEGER NOT NULL,
  status TEXT NOT NULL,
  waiting_for TEXT NOT NULL,
  is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
  assignee_account_id BIGINT NOT NULL,
  responsible_account_id BIGINT NOT NULL,
  started_at BIGINT NOT NULL,
  submitted_at BIGINT,
  accepted_at BIGINT,
  decided_at BIGINT,
  ended_at BIGINT,
  legal_due_at BIGINT,
  promised_due_at BIGINT,
  step_due_at BIGINT,
  urgency_at BIGINT NOT NULL,
  watch_at BIGINT
);
CREATE INDEX cases_waiting_in_department ON cases (department_id, waiting_for, urgency_at, case_id) WHERE is_open = 1;
CREATE INDEX cases_waiting_in_county ON cases (county_code, waiting_for, urgency_at, case_id) WHERE is_open = 1;
CREATE INDEX cases_by_urgency ON cases (urgency_at, case_id) WHERE is_open = 1;
CREATE INDEX cases_of_assignee ON cases (assignee_account_id, urgency_at, case_id) WHERE is_open = 1;
CREATE INDEX cases_ended_in_department ON cases (department_id, case_id) WHERE is_open = 0;
CREATE INDEX cases_ended_in_county ON cases (county_code, case_id) WHERE is_open = 0;
CREATE INDEX cases_of_applicant ON cases (applicant_account_id, case_id) WHERE applicant_account_id <> 0;
CREATE INDEX cases_of_agent ON cases (agent_account_id, case_id) WHERE agent_account_id <> 0;
CREATE INDEX cases_drafts_of_author ON cases (created_by_account_id, case_id) WHERE status = 'draft';
CREATE INDEX cases_by_applicant_index ON cases (applicant_index, case_id);

CREATE TABLE case_events (
  event_id {{pk}},
  case_id BIGINT NOT NULL,
  sequence INTEGER NOT NULL,
  kind TEXT NOT NULL,
  at BIGINT NOT NULL,
  actor_kind TEXT NOT NULL,
  actor_id BIGINT NOT NULL,
  data TEXT NOT NULL,
  note_sealed TEXT NOT NULL,
  UNIQUE (case_id, sequence)
);
{{append_only case_events}}

-- The answers while the applicant may change them, one row a group of the form.
CREATE TABLE case_answers (
  case_id BIGINT NOT NULL,
  group_key TEXT NOT NULL,
  group_version BIGINT NOT NULL,
  answers_sealed TEXT NOT NULL,
  saved_at BIGINT NOT NULL,
  PRIMARY KEY (case_id, group_key)
);

-- What was handed in, each time it was: frozen, with a digest over its plain text.
CREATE TABLE case_submissions (
  submission_id {{pk}},
  case_id BIGINT NOT NULL,
  round INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('submit', 'revise', 'resubmit', 'supplement')),
  submitted_at BIGINT NOT NULL,
  content_sealed TEXT NOT NULL,
  digest TEXT NOT NULL,
  UNIQUE (case_id, round)
);
{{append_only case_submissions}}

-- How a requirement is satisfied. Rows are never changed except that removed_at is set, once.
CREATE TABLE case_materials (
  material_id {{pk}},
  case_id BIGINT NOT NULL,
  material_key TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('uploaded', 'earlier_case', 'promised', 'commitment', 'paper')),
  file_id BIGINT NOT NULL,
  earlier_material_id BIGINT NOT NULL,
  promised_date TEXT NOT NULL,
  copies INTEGER NOT NULL,
  added_at BIGINT NOT NULL,
  added_by_account_id BIGINT NOT NULL,
  removed_at BIGINT
);
CREATE INDEX case_materials_of_case ON case_materials (case_id, material_id);
CREATE INDEX case_materials_of_file ON case_materials (file_id) WHERE file_id <> 0;

-- The serial of the day of a case number: one row an implementing code and day.
CREATE TABLE case_serials (
  implementing_code TEXT NOT NULL,
  day TEXT NOT NULL,
  last_serial INTEGER NOT NULL,
  PRIMARY KEY (implementing_code, day)
);
-- Items whose own code cannot carry case numbers: the code of the private range that stands in for it.
CREATE TABLE case_stand_in_codes (
  item_id {{pk}},
  implementing_code TEXT NOT NULL UNIQUE,
  ordinal INTEGER NOT NULL UNIQUE
);

CREATE TABLE instruments (
  instrument_id {{pk}},
  case_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  department_id BIGINT NOT NULL,
  year INTEGER NOT NULL,
  serial INTEGER NOT NULL,
  number TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  content_sealed TEXT NOT NULL,
  digest TEXT NOT NULL,
  UNIQUE (department_id, kind, year, serial)
);
CREATE INDEX instruments_of_case ON instruments (case_id, instrument_id);
{{append_only instruments}}

CREATE TABLE instrument_serials (
  department_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  year INTEGER NOT NULL,
  last_serial INTEGER NOT NULL,
  PRIMARY KEY (department_id, kind, year)
);

CREATE TABLE case_results (
  case_id {{pk}},
  result_name TEXT NOT NULL,
  result_number TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  file_id BIGINT NOT NULL
);
