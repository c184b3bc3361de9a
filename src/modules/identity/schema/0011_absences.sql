-- Absences of staff: from a day to a day, with the colleague of the same post who stands in (代理人). An absence ends by
-- itself on its last day, or earlier when somebody ends it.
CREATE TABLE staff_absences (
  absence_id {{pk}},
  account_id BIGINT NOT NULL REFERENCES accounts (account_id),
  deputy_account_id BIGINT NOT NULL REFERENCES accounts (account_id),
  from_date TEXT NOT NULL,
  until_date TEXT NOT NULL,
  set_by BIGINT NOT NULL,
  set_at BIGINT NOT NULL,
  ended_at BIGINT
);
CREATE INDEX staff_absences_of_person ON staff_absences (account_id, until_date) WHERE ended_at IS NULL;
CREATE INDEX staff_absences_of_deputy ON staff_absences (deputy_account_id, until_date) WHERE ended_at IS NULL;
