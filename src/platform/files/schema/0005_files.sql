-- Files handed in. The content lies outside the database, under the digest of its plain bytes; several rows may share it.
CREATE TABLE files (
  file_id {{pk}},
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  size BIGINT NOT NULL CHECK (size > 0),
  media_type TEXT NOT NULL,
  name_sealed TEXT NOT NULL,
  owner_account_id BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX files_by_content ON files (sha256);
CREATE INDEX files_by_owner ON files (owner_account_id, file_id);
