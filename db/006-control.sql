-- The organizer's hand on the outbox: what is held until they say so, and what they decided.

-- The state `held`, and why. SQLite cannot change a CHECK, so the table is made anew under its name; all
-- else is as it was.
CREATE TABLE outbox_with_held (
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
    state       TEXT NOT NULL
        CHECK (state IN ('queued', 'held', 'claimed', 'sent', 'unknown', 'failed', 'dropped')),
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
    words       TEXT NOT NULL DEFAULT '', -- last words of the other side
    held_why    TEXT,               -- what it waits for while it is held; NULL = it is not
    CHECK ((state = 'held') = (held_why IS NOT NULL))
) STRICT;
INSERT INTO outbox_with_held SELECT *, NULL FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_with_held RENAME TO outbox;
CREATE INDEX outbox_due ON outbox (next_at) WHERE state = 'queued';
CREATE INDEX outbox_claimed ON outbox (claimed_by) WHERE state = 'claimed';
CREATE INDEX outbox_of_received ON outbox (received) WHERE received IS NOT NULL;
CREATE INDEX outbox_of_person ON outbox (meeting, person, id);

-- What new notices wait for: those of a person, of a kind, of both, or all of a meeting (both NULL). Mail
-- to the organizer is never held by one.
CREATE TABLE hold (
    id          INTEGER PRIMARY KEY,
    meeting     TEXT NOT NULL REFERENCES meeting,
    person      TEXT,               -- guest id; NULL = everybody
    kind        TEXT,               -- of the notice; NULL = every
    since       INTEGER NOT NULL,
    because     TEXT NOT NULL,      -- the organizer's words; '' = none
    ended_at    INTEGER             -- released; NULL = in force
) STRICT;
CREATE UNIQUE INDEX hold_in_force ON hold (meeting, coalesce(person, ''), coalesce(kind, ''))
    WHERE ended_at IS NULL;

-- What was decided about single notices. Rows are only ever added.
CREATE TABLE decision (
    id          INTEGER PRIMARY KEY,
    outbox      INTEGER NOT NULL REFERENCES outbox,
    at          INTEGER NOT NULL,
    decision    TEXT NOT NULL CHECK (decision IN (
        'held', 'released', 'dropped', -- what waits
        'sent', 'failed', 'again',     -- what was in doubt: it arrived, it did not, it is sent once more
        'doubted')),                   -- it may have been sent by another copy of this database
    because     TEXT NOT NULL       -- the organizer's words, or the evidence; '' = none
) STRICT;
CREATE INDEX decision_of_outbox ON decision (outbox);
