-- What was sent from another copy of this database, and is not known here: mail that is made since then has other
-- Message-IDs than any of it can have, and calendar objects a SEQUENCE that is higher.
ALTER TABLE epoch ADD COLUMN taken_at INTEGER NOT NULL DEFAULT 0; -- when mail became in doubt last; 0 = never
