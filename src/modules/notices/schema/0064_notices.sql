-- What the platform or a department tells everybody: plain text. region_code '' is everywhere; department_id 0 is the
-- platform itself. valid_until is the last day (YYYY-MM-DD) or ''.
CREATE TABLE notices (
  notice_id {{pk}},
  region_code TEXT NOT NULL,
  department_id BIGINT NOT NULL,
  department_name TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  valid_until TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'withdrawn')),
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  published_at BIGINT NOT NULL
);
-- The public reads a stretch for each level of its region, newest first; staff those of their posts.
CREATE INDEX notices_public ON notices (region_code, published_at, notice_id) WHERE state = 'published';
CREATE INDEX notices_public_of_department ON notices (department_id, published_at, notice_id) WHERE state = 'published';
CREATE INDEX notices_of_department ON notices (department_id, notice_id);
