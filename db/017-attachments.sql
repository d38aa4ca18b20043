-- Files that guests sent along. The bytes of one are kept once, whoever sends them how often.
CREATE TABLE content (
    digest      TEXT NOT NULL PRIMARY KEY, -- SHA-256 of the bytes, hexadecimal
    bytes       BLOB NOT NULL,
    packed      INTEGER NOT NULL    -- 1 = bytes is a zstd frame (RFC 8878) of size bytes
        CHECK (packed IN (0, 1)),
    size        INTEGER NOT NULL    -- of what was sent
) STRICT;

CREATE TABLE attachment (
    received    INTEGER NOT NULL REFERENCES received, -- the message; whose it is stands there
    position    INTEGER NOT NULL,   -- in it, from 0
    name        TEXT NOT NULL,      -- of one file, safe to write anywhere
    type        TEXT NOT NULL,      -- media type (RFC 6838), as the sender has it
    size        INTEGER NOT NULL,   -- bytes
    digest      TEXT REFERENCES content, -- NULL = the bytes are not kept …
    missing     TEXT CHECK (missing IN ('limit', 'room', 'age', 'forgotten')), -- … since they were more than is
                                    -- read of a message, or than one guest has room for; their retention has
                                    -- ended; or they named a person who is forgotten
    PRIMARY KEY (received, position),
    CHECK ((digest IS NULL) = (missing IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX attachment_of_content ON attachment (digest) WHERE digest IS NOT NULL;
