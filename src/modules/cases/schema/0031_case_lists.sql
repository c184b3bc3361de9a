-- The lists of staff are read in stretches of an index: a place (department, county, city, all, or an item instead), what
-- the case waits for or how it ended, and then the order of the list. So a page costs the same whether a thousand cases
-- are stored or millions. The columns behind the order let filters be decided without touching the row.
DROP INDEX cases_waiting_in_department;
DROP INDEX cases_waiting_in_county;
DROP INDEX cases_by_urgency;
DROP INDEX cases_ended_in_department;
DROP INDEX cases_ended_in_county;

CREATE INDEX cases_open_in_department ON cases (department_id, waiting_for, urgency_at, case_id, assignee_account_id)
  WHERE is_open = 1;
CREATE INDEX cases_open_in_county ON cases (county_code, waiting_for, urgency_at, case_id, assignee_account_id)
  WHERE is_open = 1;
CREATE INDEX cases_open_in_city ON cases (substr(county_code, 1, 4), waiting_for, urgency_at, case_id, status)
  WHERE is_open = 1;
CREATE INDEX cases_open_everywhere ON cases (waiting_for, urgency_at, case_id, status, county_code) WHERE is_open = 1;
CREATE INDEX cases_open_of_item ON cases (item_id, waiting_for, urgency_at, case_id) WHERE is_open = 1;

CREATE INDEX cases_done_in_department ON cases (department_id, status, case_id) WHERE is_open = 0 AND status <> 'draft';
CREATE INDEX cases_done_in_county ON cases (county_code, status, case_id) WHERE is_open = 0 AND status <> 'draft';
CREATE INDEX cases_done_in_city ON cases (substr(county_code, 1, 4), status, case_id)
  WHERE is_open = 0 AND status <> 'draft';
CREATE INDEX cases_done_everywhere ON cases (status, case_id, county_code) WHERE is_open = 0 AND status <> 'draft';
CREATE INDEX cases_done_of_item ON cases (item_id, status, case_id) WHERE is_open = 0 AND status <> 'draft';
