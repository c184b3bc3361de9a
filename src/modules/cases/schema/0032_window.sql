-- What is kept of meetings at the window. An original (paper, card) that the clerk compared with what was handed in: one
-- row a material, written once.
CREATE TABLE case_originals (
  material_id {{pk}},
  case_id BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  seen_by_account_id BIGINT NOT NULL
);
CREATE INDEX case_originals_of_case ON case_originals (case_id, material_id);
{{append_only case_originals}}

-- How the result reached whom: who took it, how their identity was checked, and the signature they drew. Who it was is
-- sealed (recipient_sealed).
CREATE TABLE case_deliveries (
  case_id {{pk}},
  form TEXT NOT NULL CHECK (form IN ('window', 'express', 'electronic')),
  recipient_kind TEXT NOT NULL CHECK (recipient_kind IN ('', 'applicant', 'agent')),
  identity_checked INTEGER NOT NULL CHECK (identity_checked IN (0, 1)),
  recipient_sealed TEXT NOT NULL,
  signature_file_id BIGINT NOT NULL,
  authority_file_id BIGINT NOT NULL,
  delivered_at BIGINT NOT NULL,
  delivered_by_account_id BIGINT NOT NULL
);
{{append_only case_deliveries}}
