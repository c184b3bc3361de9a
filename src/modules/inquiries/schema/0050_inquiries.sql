-- Questions, complaints and praise. One is its list of events; `inquiries` caches what follows from them, for lists and
-- locks. What people wrote and who they are is sealed (…_sealed) with a context of table, column and row.
CREATE TABLE inquiries (
  inquiry_id {{pk}},
  kind TEXT NOT NULL CHECK (kind IN ('question', 'complaint', 'praise')),
  about TEXT NOT NULL CHECK (about IN ('department', 'item', 'own_case')),
  item_id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  subject_name TEXT NOT NULL,
  case_number TEXT NOT NULL,
  department_id BIGINT NOT NULL,
  department_name TEXT NOT NULL,
  region_code TEXT NOT NULL,
  county_code TEXT NOT NULL,
  asker_account_id BIGINT NOT NULL,
  asker_sealed TEXT NOT NULL,
  phone_index TEXT NOT NULL,
  query_code TEXT NOT NULL UNIQUE,
  words_sealed TEXT NOT NULL,
  limit_days INTEGER NOT NULL,
  version BIGINT NOT NULL,
  events INTEGER NOT NULL,
  status TEXT NOT NULL,
  is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
  reopened INTEGER NOT NULL CHECK (reopened IN (0, 1)),
  published INTEGER NOT NULL CHECK (published IN (0, 1)),
  asked_at BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  answered_at BIGINT,
  closed_at BIGINT
);
-- The lists of staff are read in stretches of an index: a place, the kind, and then the order of the list.
CREATE INDEX inquiries_open_in_department ON inquiries (department_id, kind, due_at, inquiry_id) WHERE is_open = 1;
CREATE INDEX inquiries_open_in_county ON inquiries (county_code, kind, due_at, inquiry_id) WHERE is_open = 1;
CREATE INDEX inquiries_open_in_city ON inquiries (substr(county_code, 1, 4), kind, due_at, inquiry_id) WHERE is_open = 1;
CREATE INDEX inquiries_open_in_province ON inquiries (substr(county_code, 1, 2), kind, due_at, inquiry_id)
  WHERE is_open = 1;
CREATE INDEX inquiries_done_in_department ON inquiries (department_id, kind, inquiry_id) WHERE is_open = 0;
CREATE INDEX inquiries_done_in_county ON inquiries (county_code, kind, inquiry_id) WHERE is_open = 0;
CREATE INDEX inquiries_done_in_city ON inquiries (substr(county_code, 1, 4), kind, inquiry_id) WHERE is_open = 0;
CREATE INDEX inquiries_done_in_province ON inquiries (substr(county_code, 1, 2), kind, inquiry_id) WHERE is_open = 0;
CREATE INDEX inquiries_of_asker ON inquiries (asker_account_id, inquiry_id) WHERE asker_account_id <> 0;
CREATE INDEX inquiries_open_of_asker ON inquiries (asker_account_id, inquiry_id)
  WHERE is_open = 1 AND asker_account_id <> 0;
CREATE INDEX inquiries_open_of_phone ON inquiries (phone_index, inquiry_id) WHERE is_open = 1 AND phone_index <> '';

CREATE TABLE inquiry_events (
  event_id {{pk}},
  inquiry_id BIGINT NOT NULL,
  sequence INTEGER NOT NULL,
  kind TEXT NOT NULL,
  at BIGINT NOT NULL,
  actor_kind TEXT NOT NULL,
  actor_id BIGINT NOT NULL,
  data TEXT NOT NULL,
  note_sealed TEXT NOT NULL,
  UNIQUE (inquiry_id, sequence)
);
{{append_only inquiry_events}}

-- What everybody reads beside the guide, free of personal data. Taking it back deletes the row; what it said stays in
-- the events, sealed.
CREATE TABLE published_questions (
  published_id {{pk}},
  inquiry_id BIGINT NOT NULL UNIQUE,
  item_id BIGINT NOT NULL,
  department_name TEXT NOT NULL,
  question TEXT NOT NULL,
  answer TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  answered_at BIGINT NOT NULL,
  published_at BIGINT NOT NULL
);
CREATE INDEX published_questions_of_item ON published_questions (item_id, published_id);
