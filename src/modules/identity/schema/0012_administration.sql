-- When somebody signed in last, and whether the password was set by an administrator: then it opens nothing but the way to
-- a password of one's own.
ALTER TABLE accounts ADD COLUMN last_sign_in_at BIGINT;
ALTER TABLE accounts ADD COLUMN must_change_password INTEGER NOT NULL DEFAULT 0
  CHECK (must_change_password IN (0, 1));
