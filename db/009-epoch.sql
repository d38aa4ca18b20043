-- How far this database has come in sending, to be compared with a record that is kept outside it: a
-- restored older copy is behind that record, and must not send what the newer one has sent.
CREATE TABLE epoch (
    id          INTEGER PRIMARY KEY CHECK (id = 1),
    workspace   TEXT NOT NULL,      -- random; copies of this database have the same
    claims      INTEGER NOT NULL,   -- batches that were claimed, ever
    bound       INTEGER NOT NULL CHECK (bound IN (0, 1)) -- there is a record outside the workspace
) STRICT;
INSERT INTO epoch VALUES (1, lower(hex(randomblob(16))), 0, 0);
