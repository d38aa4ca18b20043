-- What is known: meetings and their revisions, guests and their invitations, mail received, and the
-- ledger of answers. Instants are UTC seconds since 1970; names of states are spelled out. A released
-- step is never edited; the next change is a new step.

-- One meeting, for as long as the workspace lives.
CREATE TABLE meeting (
    id          TEXT PRIMARY KEY,   -- as in the event file; never reused
    uid         TEXT NOT NULL UNIQUE, -- the calendar UID (RFC 5545 3.8.4.7): public, stable
    organizer_token TEXT NOT NULL UNIQUE, -- in the address that the organizer answers to
    state       TEXT NOT NULL CHECK (state IN ('open', 'closed')), -- a closed one is left out of every default
    created_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Each applied state of an event file. The newest is the one in force.
CREATE TABLE revision (
    meeting     TEXT NOT NULL REFERENCES meeting,
    number      INTEGER NOT NULL,   -- from 1
    applied_at  INTEGER NOT NULL,
    digest      TEXT NOT NULL,      -- SHA-256 of the canonical form with guests: the same twice is no revision
    source      TEXT NOT NULL,      -- the file as the organizer wrote it
    body        TEXT NOT NULL,      -- canonical form without guests; those are rows below
    sequence    INTEGER NOT NULL,   -- SEQUENCE of the calendar object (RFC 5545 3.8.7.4): up when time or place changed
    changes     TEXT NOT NULL,      -- what apply printed, a line each
    PRIMARY KEY (meeting, number)
) STRICT, WITHOUT ROWID;

-- Every id a meeting ever used, so that none is given to something else.
CREATE TABLE identity (
    meeting     TEXT NOT NULL REFERENCES meeting,
    kind        TEXT NOT NULL CHECK (kind IN ('guest', 'session', 'topic', 'question')),
    id          TEXT NOT NULL,
    name        TEXT NOT NULL,      -- what it was called when last seen
    first       INTEGER NOT NULL,   -- revision that brought it
    last        INTEGER NOT NULL,   -- newest revision that has it
    PRIMARY KEY (meeting, kind, id)
) STRICT, WITHOUT ROWID;

-- A guest as the newest revision has them; one taken out of the file keeps the row.
CREATE TABLE guest (
    meeting     TEXT NOT NULL REFERENCES meeting,
    id          TEXT NOT NULL,
    position    INTEGER NOT NULL,   -- order of the file
    name        TEXT NOT NULL,
    role        TEXT,
    affiliation TEXT,
    language    TEXT,               -- BCP 47; NULL = the meeting's
    zone        TEXT,               -- IANA name; NULL = unknown
    groups      TEXT NOT NULL,      -- names separated by line feeds, with one before and after each; '' = none
    removed_at  INTEGER,            -- NULL = still invited
    PRIMARY KEY (meeting, id)
) STRICT, WITHOUT ROWID;

-- Addresses of a guest. The first one is written to.
CREATE TABLE address (
    meeting     TEXT NOT NULL,
    key         TEXT NOT NULL,      -- lower-case form: one guest an address
    guest       TEXT NOT NULL,
    position    INTEGER NOT NULL,   -- 0 = the one we write to
    address     TEXT NOT NULL,
    dead_at     INTEGER,            -- a permanent failure was reported then; NULL = good as far as we know
    dead_why    TEXT,               -- the other system's words
    PRIMARY KEY (meeting, key),
    FOREIGN KEY (meeting, guest) REFERENCES guest
) STRICT, WITHOUT ROWID;
CREATE INDEX address_of_guest ON address (meeting, guest, position);

-- The token that lets somebody answer for a guest. A rotated one keeps its row, revoked.
CREATE TABLE invitation (
    token       TEXT PRIMARY KEY,   -- 16 letters of base32, lower case
    meeting     TEXT NOT NULL,
    guest       TEXT NOT NULL,
    issue       INTEGER NOT NULL,   -- from 1; more where it was rotated
    created_at  INTEGER NOT NULL,
    revoked_at  INTEGER,            -- NULL = in force
    UNIQUE (meeting, guest, issue),
    FOREIGN KEY (meeting, guest) REFERENCES guest
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX invitation_in_force ON invitation (meeting, guest) WHERE revoked_at IS NULL;

-- Each message that came in, once, with its bytes.
CREATE TABLE received (
    id          INTEGER PRIMARY KEY,
    identity    TEXT NOT NULL UNIQUE, -- Message-ID and digest of the bytes; digest alone where there is none
    received_at INTEGER NOT NULL,
    recipient   TEXT,               -- envelope recipient, where the source told it
    meeting     TEXT REFERENCES meeting, -- that it was found to belong to; NULL = to none
    guest       TEXT,               -- whose token it carried
    kind        TEXT NOT NULL,      -- kind of the Meaning (convoke-explain(1))
    outcome     TEXT NOT NULL CHECK (outcome IN ('recorded', 'review', 'noted', 'ignored')),
    meaning     TEXT NOT NULL,      -- the Meaning as JSON
    size        INTEGER NOT NULL,   -- of the message, bytes
    raw         BLOB                -- the message as it came; NULL after its retention has ended
) STRICT;
CREATE INDEX received_of_guest ON received (meeting, guest);

-- The ledger: who answered what, when, and what proves it. Rows are only ever added; the newest row
-- with counts = 1 is a guest's answer.
CREATE TABLE answer (
    id          INTEGER PRIMARY KEY, -- order of arrival over all channels
    meeting     TEXT NOT NULL,
    guest       TEXT NOT NULL,
    at          INTEGER NOT NULL,
    partstat    TEXT NOT NULL CHECK (partstat IN ('ACCEPTED', 'DECLINED', 'TENTATIVE', 'DELEGATED')),
    details     TEXT NOT NULL,      -- JSON: what was said beside it, keys of convoke-explain(1)
    channel     TEXT NOT NULL CHECK (channel IN ('reply', 'calendar', 'organizer')),
    received    INTEGER REFERENCES received, -- the message; NULL = the organizer wrote it down
    words       TEXT NOT NULL,      -- that decided; the organizer's reason for a hand-written one
    rule        TEXT NOT NULL,      -- that understood them
    trust       TEXT NOT NULL CHECK (trust IN ('token+from', 'token', 'organizer')), -- how sure we are who it was
    counts      INTEGER NOT NULL CHECK (counts IN (0, 1)), -- 0 = came, but an answer already here is newer
    sequence    INTEGER,            -- of a calendar answer: SEQUENCE, clamped to ours …
    dtstamp     TEXT,               -- … and DTSTAMP, by which calendar answers are ordered (RFC 5546 2.1.5)
    FOREIGN KEY (meeting, guest) REFERENCES guest
) STRICT;
CREATE INDEX answer_of_guest ON answer (meeting, guest, id);
CREATE TRIGGER answer_is_append_only_update BEFORE UPDATE ON answer
BEGIN SELECT raise(ABORT, 'the ledger of answers is append-only'); END;
CREATE TRIGGER answer_is_append_only_delete BEFORE DELETE ON answer
BEGIN SELECT raise(ABORT, 'the ledger of answers is append-only'); END;

-- A guest's answer as it stands.
CREATE VIEW current_answer AS
    SELECT * FROM answer AS a WHERE counts = 1 AND id =
        (SELECT max(id) FROM answer AS b WHERE b.meeting = a.meeting AND b.guest = a.guest AND b.counts = 1);

-- What waits for the organizer's decision, and what they decided.
CREATE TABLE review (
    id          INTEGER PRIMARY KEY,
    received    INTEGER NOT NULL UNIQUE REFERENCES received,
    meeting     TEXT REFERENCES meeting, -- NULL = no meeting could be told
    guest       TEXT,               -- NULL = who it is from could not be told
    guess       TEXT,               -- PARTSTAT that was our best guess; NULL = none
    why         TEXT NOT NULL,      -- it was not recorded
    opened_at   INTEGER NOT NULL,
    decided_at  INTEGER,            -- NULL = waits
    decision    TEXT                -- PARTSTAT that was recorded, 'settled' by a later sure answer, or 'dismissed'
) STRICT;
CREATE INDEX review_open ON review (meeting, guest) WHERE decided_at IS NULL;
