-- What the own pages of applicants read and keep. To-dos come from the open cases of a person, most urgent first, and from
-- results whose time runs out; both without looking at what ended long ago.
CREATE INDEX cases_open_of_applicant ON cases (applicant_account_id, urgency_at, case_id)
  WHERE is_open = 1 AND applicant_account_id <> 0;
CREATE INDEX cases_open_of_agent ON cases (agent_account_id, urgency_at, case_id)
  WHERE is_open = 1 AND agent_account_id <> 0;

ALTER TABLE case_results ADD COLUMN applicant_account_id BIGINT NOT NULL DEFAULT 0;
UPDATE case_results SET applicant_account_id = COALESCE(
  (SELECT c.applicant_account_id FROM cases c WHERE c.case_id = case_results.case_id), 0);
CREATE INDEX case_results_by_end ON case_results (applicant_account_id, valid_to, case_id)
  WHERE applicant_account_id <> 0 AND valid_to <> '';
