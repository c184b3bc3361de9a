-- The catalogue: places, codes, items and their versions. Column names are the JSON keys of the API.

-- A region as it is now, or was last. valid_to: the last day of an abolished code; '' while it stands.
CREATE TABLE regions (
  region_code TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 5),
  parent_code TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  source TEXT NOT NULL
);
CREATE INDEX regions_parent ON regions (parent_code, region_code);

-- Every name a code has had, the present one included.
CREATE TABLE region_names (
  region_code TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  name TEXT NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (region_code, valid_from)
);

-- credit_code is unique with the name only: real lists name two offices under one code.
CREATE TABLE departments (
  department_id {{pk}},
  credit_code TEXT NOT NULL,
  org_code TEXT NOT NULL,
  name TEXT NOT NULL,
  short_name TEXT NOT NULL,
  region_code TEXT NOT NULL,
  implementer_nature TEXT NOT NULL,
  line TEXT NOT NULL,
  demonstration INTEGER NOT NULL CHECK (demonstration IN (0, 1)),
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  source TEXT NOT NULL,
  confidence TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX departments_credit_code ON departments (credit_code, name) WHERE credit_code <> '';
CREATE INDEX departments_region ON departments (region_code, department_id);

CREATE TABLE code_entries (
  code_set TEXT NOT NULL,
  code TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  name TEXT NOT NULL,
  source TEXT NOT NULL,
  sort INTEGER NOT NULL,
  PRIMARY KEY (code_set, code, valid_from)
);

-- private_code: 12 digits beginning with 99, for demonstration items of this basic item.
CREATE TABLE basic_items (
  basic_item_id {{pk}},
  basic_code TEXT NOT NULL,
  local_basic_code TEXT NOT NULL,
  private_code TEXT NOT NULL,
  name TEXT NOT NULL,
  item_type TEXT NOT NULL,
  central_authority TEXT NOT NULL,
  content TEXT NOT NULL,
  source TEXT NOT NULL,
  confidence TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX basic_items_code ON basic_items (basic_code) WHERE basic_code <> '';
CREATE UNIQUE INDEX basic_items_local_code ON basic_items (local_basic_code) WHERE local_basic_code <> '';
CREATE UNIQUE INDEX basic_items_private_code ON basic_items (private_code) WHERE private_code <> '';

-- What the versions of an item share. state is what the public sees; current_version_id the version in effect.
CREATE TABLE items (
  item_id {{pk}},
  implementing_code TEXT NOT NULL,
  handle_code TEXT NOT NULL,
  basic_code TEXT NOT NULL,
  local_code TEXT NOT NULL,
  code_as_is INTEGER NOT NULL CHECK (code_as_is IN (0, 1)),
  department_id BIGINT NOT NULL REFERENCES departments (department_id),
  region_code TEXT NOT NULL,
  basic_item_id BIGINT REFERENCES basic_items (basic_item_id),
  demonstration INTEGER NOT NULL CHECK (demonstration IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'suspended', 'retired')),
  current_version_id BIGINT,
  newest_version_id BIGINT NOT NULL,
  created_by BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX items_code ON items (implementing_code, handle_code) WHERE implementing_code <> '';
CREATE UNIQUE INDEX items_local_code ON items (department_id, local_code) WHERE local_code <> '';
CREATE INDEX items_department ON items (department_id, item_id);
CREATE INDEX items_region ON items (region_code, item_id);
CREATE INDEX items_basic_item ON items (basic_item_id, item_id) WHERE state = 'published';
CREATE INDEX items_newest ON items (newest_version_id);

-- content is the whole document; the columns after it repeat what lists filter and show. Frozen once published.
CREATE TABLE item_versions (
  item_version_id {{pk}},
  item_id BIGINT NOT NULL REFERENCES items (item_id),
  version INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'checked', 'published', 'suspended', 'retired')),
  content TEXT NOT NULL,
  content_digest TEXT NOT NULL,
  item_name TEXT NOT NULL,
  item_type TEXT NOT NULL,
  service_objects TEXT NOT NULL,
  themes TEXT NOT NULL,
  legal_limit TEXT NOT NULL,
  promised_limit TEXT NOT NULL,
  trips INTEGER,
  is_fee INTEGER CHECK (is_fee IN (0, 1)),
  is_online INTEGER NOT NULL CHECK (is_online IN (0, 1)),
  online_level TEXT NOT NULL,
  completeness INTEGER NOT NULL CHECK (completeness BETWEEN 0 AND 100),
  error_count INTEGER NOT NULL,
  warning_count INTEGER NOT NULL,
  effective_from TEXT NOT NULL,
  effective_to TEXT NOT NULL,
  created_by BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  checked_by BIGINT,
  checked_at BIGINT,
  published_by BIGINT,
  published_at BIGINT,
  UNIQUE (item_id, version)
);
-- One open version of an item at a time: two editors cannot begin two futures.
CREATE UNIQUE INDEX item_versions_open ON item_versions (item_id) WHERE state IN ('draft', 'checked');
CREATE INDEX item_versions_effective ON item_versions (effective_from) WHERE state = 'published';
CREATE INDEX item_versions_ending ON item_versions (effective_to) WHERE state = 'published' AND effective_to <> '';

-- Who changed what, when and why; never changed itself. changed: JSON list of pointers.
CREATE TABLE item_changes (
  item_change_id {{pk}},
  item_id BIGINT NOT NULL,
  version INTEGER NOT NULL,
  action TEXT NOT NULL,
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  account_id BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  reason TEXT NOT NULL,
  changed TEXT NOT NULL
);
CREATE INDEX item_changes_item ON item_changes (item_id, item_change_id);
{{append_only item_changes}}

-- The multi-valued facts of the version in effect, for filters and counts: theme (person:020), service_object (1).
CREATE TABLE item_facets (
  facet_kind TEXT NOT NULL,
  code TEXT NOT NULL,
  item_id BIGINT NOT NULL,
  PRIMARY KEY (facet_kind, code, item_id)
);
CREATE INDEX item_facets_item ON item_facets (item_id);

CREATE TABLE item_popularity (
  item_id BIGINT PRIMARY KEY,
  applications BIGINT NOT NULL
);

-- What search has to look at again, numbered without gaps in the order of the commits.
CREATE TABLE catalog_change_counter (
  counter_id BIGINT PRIMARY KEY,
  last_change BIGINT NOT NULL
);
INSERT INTO catalog_change_counter (counter_id, last_change) VALUES (1, 0);
CREATE TABLE catalog_changes (
  change_id BIGINT PRIMARY KEY,
  item_id BIGINT NOT NULL
);
