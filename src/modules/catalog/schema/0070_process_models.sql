-- Processes (BPMN) and decision models (DMN) that items name. Those of the library come with the platform and belong to
-- no department (department_id 0); departments draw their own. Every save is a version that never changes.
CREATE TABLE process_models (
  model_key TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('process', 'decision')),
  name TEXT NOT NULL,
  department_id BIGINT NOT NULL,
  region_code TEXT NOT NULL,
  newest_version INTEGER NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

CREATE TABLE process_model_versions (
  model_key TEXT NOT NULL REFERENCES process_models (model_key),
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  xml TEXT NOT NULL,
  digest TEXT NOT NULL,
  reason TEXT NOT NULL,
  saved_by BIGINT NOT NULL,
  saved_at BIGINT NOT NULL,
  PRIMARY KEY (model_key, version)
);

-- Which published versions of items took which version of a model.
CREATE TABLE process_model_uses (
  model_key TEXT NOT NULL,
  item_version_id BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  model_version INTEGER NOT NULL,
  PRIMARY KEY (model_key, item_version_id)
);
