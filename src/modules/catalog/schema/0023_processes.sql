-- The process of an item version: its texts (BPMN first, then DMN) are kept once by their digest, because many items
-- share them and running cases keep theirs when the item changes. `departments` is JSON: [{"key", "department_id"}].
CREATE TABLE process_texts (
  digest TEXT NOT NULL,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('bpmn', 'dmn')),
  xml TEXT NOT NULL,
  PRIMARY KEY (digest, position)
);

CREATE TABLE item_processes (
  item_version_id {{pk}},
  digest TEXT NOT NULL,
  sampling_percent INTEGER NOT NULL CHECK (sampling_percent BETWEEN 0 AND 100),
  departments TEXT NOT NULL
);
