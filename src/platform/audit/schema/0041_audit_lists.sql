-- What auditors ask besides objects and actors: all entries of one action, and all that failed or were denied.
CREATE INDEX audit_entries_by_action ON audit_entries (action, audit_id);
CREATE INDEX audit_entries_not_ok ON audit_entries (outcome, audit_id) WHERE outcome <> 'ok';
