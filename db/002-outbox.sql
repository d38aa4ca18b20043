-- What we owe people and how far it got. A notice is derived from the state and put here once, under
-- its key; everything that sends reads from here.

-- A mail to the list: agenda in its state at REVISION, to a group of guests.
CREATE TABLE announcement (
    meeting     TEXT NOT NULL REFERENCES meeting,
    number      INTEGER NOT NULL,   -- from 1; shown in the subject
    revision    INTEGER NOT NULL,   -- of the event file that it announces
    audience    TEXT NOT NULL,      -- all, accepted, pending, speakers, or the name of a group
    note        TEXT NOT NULL,      -- the organizer's words on top; '' = none
    created_at  INTEGER NOT NULL,
    PRIMARY KEY (meeting, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox (
    id          INTEGER PRIMARY KEY,
    key         TEXT NOT NULL UNIQUE, -- MEETING/PERSON/KIND/OCCASION: the same notice is never here twice
    meeting     TEXT NOT NULL REFERENCES meeting,
    person      TEXT NOT NULL,      -- guest id, 'organizer', or '@' and an address
    kind        TEXT NOT NULL,      -- of the notice; the template's name
    occasion    TEXT NOT NULL,
    reason      TEXT NOT NULL,      -- why it is owed, one sentence
    received    INTEGER REFERENCES received, -- message that it answers; NULL = none
    recipient   TEXT NOT NULL,      -- address that it goes to
    message_id  TEXT NOT NULL UNIQUE, -- derived from the key, with brackets
    envelope_id TEXT NOT NULL UNIQUE, -- ENVID (RFC 3461) and the detail of the bounce address
    state       TEXT NOT NULL CHECK (state IN ('queued', 'claimed', 'sent', 'unknown', 'failed', 'dropped')),
    queued_at   INTEGER NOT NULL,
    next_at     INTEGER NOT NULL,   -- not tried before
    first_at    INTEGER,            -- first try
    attempts    INTEGER NOT NULL DEFAULT 0,
    claimed_by  TEXT,               -- run that holds it while state is claimed
    started_at  INTEGER,            -- bytes of it may have left since then; NULL = certainly none
    ended_at    INTEGER,            -- when it was sent, failed, dropped, or became unknown
    revision    INTEGER,            -- of the event file that it was composed from
    digest      TEXT,               -- SHA-256 of the bytes handed over
    subject     TEXT,               -- of the mail as it went out
    text        TEXT,               -- its text/plain part, by which quotes in answers are known
    code        INTEGER NOT NULL DEFAULT 0, -- last SMTP reply code; 0 = none
    status      TEXT NOT NULL DEFAULT '', -- last enhanced status (RFC 3463)
    words       TEXT NOT NULL DEFAULT ''  -- last words of the other side
) STRICT;
CREATE INDEX outbox_due ON outbox (next_at) WHERE state = 'queued';
CREATE INDEX outbox_claimed ON outbox (claimed_by) WHERE state = 'claimed';
CREATE INDEX outbox_of_received ON outbox (received) WHERE received IS NOT NULL;
CREATE INDEX outbox_of_person ON outbox (meeting, person, id);

-- A delivery report about a notice or an address.
CREATE TABLE bounce (
    id          INTEGER PRIMARY KEY,
    received    INTEGER NOT NULL REFERENCES received,
    outbox      INTEGER REFERENCES outbox, -- notice that failed; NULL = could not be told
    meeting     TEXT,
    guest       TEXT,
    address     TEXT,               -- that failed, as reported
    permanent   INTEGER NOT NULL CHECK (permanent IN (0, 1)),
    status      TEXT NOT NULL,      -- enhanced status; '' = none
    reason      TEXT NOT NULL,
    at          INTEGER NOT NULL
) STRICT;
CREATE INDEX bounce_of_guest ON bounce (meeting, guest);
