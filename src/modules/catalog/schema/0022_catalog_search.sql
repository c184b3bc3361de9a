-- What the search index needs of a version's content (search_facts.h), beside the item, so that a node builds its index
-- without reading every content: '' where it is not made yet. It follows from the current version and is made anew when
-- that changes.
ALTER TABLE items ADD COLUMN search_facts TEXT NOT NULL DEFAULT '';
