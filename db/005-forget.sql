-- People who are forgotten.

-- Guests who were erased. Their rows are those of guest "forgotten-NUMBER" since: what they answered still
-- counts, and nothing says who they were.
CREATE TABLE forgotten (
    meeting     TEXT NOT NULL REFERENCES meeting,
    number      INTEGER NOT NULL,   -- from 1
    at          INTEGER NOT NULL,
    PRIMARY KEY (meeting, number)
) STRICT, WITHOUT ROWID;

-- Has a row only inside a transaction that erases somebody: the one time when the ledger may change.
CREATE TABLE forgetting (
    meeting     TEXT NOT NULL,
    guest       TEXT NOT NULL
) STRICT;
DROP TRIGGER answer_is_append_only_update;
DROP TRIGGER answer_is_append_only_delete;
CREATE TRIGGER answer_is_append_only_update BEFORE UPDATE ON answer
WHEN NOT EXISTS (SELECT 1 FROM forgetting)
BEGIN SELECT raise(ABORT, 'the ledger of answers is append-only'); END;
CREATE TRIGGER answer_is_append_only_delete BEFORE DELETE ON answer
BEGIN SELECT raise(ABORT, 'the ledger of answers is append-only'); END;
