-- Accounts of applicants and staff. Personal values are sealed (AES-256-GCM); what is looked up has a blind index.
CREATE TABLE accounts (
  account_id {{pk}},
  kind TEXT NOT NULL CHECK (kind IN ('applicant', 'staff')),
  login_name TEXT NOT NULL UNIQUE,
  password_hash TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('active', 'disabled')),
  applicant_kind TEXT CHECK (applicant_kind IN ('natural', 'legal')),
  assurance_level INTEGER NOT NULL CHECK (assurance_level BETWEEN 1 AND 5),
  name_sealed TEXT NOT NULL,
  id_number_sealed TEXT NOT NULL,
  id_number_index TEXT,
  phone_sealed TEXT NOT NULL,
  address_sealed TEXT NOT NULL,
  representative_sealed TEXT NOT NULL,
  demo INTEGER NOT NULL CHECK (demo IN (0, 1)),
  created_at BIGINT NOT NULL,
  password_changed_at BIGINT NOT NULL
);
-- One account for each person or firm.
CREATE UNIQUE INDEX accounts_by_id_number ON accounts (id_number_index) WHERE id_number_index IS NOT NULL;
CREATE INDEX accounts_by_kind ON accounts (kind, account_id);

-- Posts of staff: a role in one department, or (department_id 0) in all departments of a region's subtree.
CREATE TABLE account_posts (
  post_id {{pk}},
  account_id BIGINT NOT NULL REFERENCES accounts (account_id),
  role TEXT NOT NULL,
  department_id BIGINT NOT NULL,
  region_code TEXT NOT NULL,
  granted_by BIGINT NOT NULL,
  granted_at BIGINT NOT NULL,
  UNIQUE (account_id, role, department_id, region_code)
);
CREATE INDEX account_posts_by_department ON account_posts (department_id, role);

-- Who is signed in. The token itself is known to the browser only; a copy of this table opens no session.
CREATE TABLE sessions (
  session_id {{pk}},
  token_digest TEXT NOT NULL UNIQUE,
  account_id BIGINT NOT NULL REFERENCES accounts (account_id),
  csrf_token TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  last_seen_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_account ON sessions (account_id);
CREATE INDEX sessions_by_age ON sessions (last_seen_at);

-- Failed logins by blind index of the name or the address that was tried, whether or not such an account exists.
CREATE TABLE login_failures (
  subject TEXT NOT NULL PRIMARY KEY,
  failures INTEGER NOT NULL,
  locks INTEGER NOT NULL,
  window_began_at BIGINT NOT NULL,
  locked_until BIGINT NOT NULL
);
CREATE INDEX login_failures_by_age ON login_failures (window_began_at);

-- 代办授权: the principal lets the agent act in the principal's name, for one item (or 0, all), within dates.
CREATE TABLE agent_authorisations (
  authorisation_id {{pk}},
  principal_id BIGINT NOT NULL REFERENCES accounts (account_id),
  agent_id BIGINT NOT NULL REFERENCES accounts (account_id),
  item_id BIGINT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_until TEXT NOT NULL,
  granted_at BIGINT NOT NULL,
  revoked_at BIGINT
);
CREATE INDEX agent_authorisations_by_agent ON agent_authorisations (agent_id, principal_id);
CREATE INDEX agent_authorisations_by_principal ON agent_authorisations (principal_id, authorisation_id);
