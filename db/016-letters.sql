-- The words of a mail lie beside its row, which is looked at and written many times and is small now. Nothing read
-- the digest of its bytes.
CREATE TABLE letter (
    outbox      INTEGER PRIMARY KEY REFERENCES outbox, -- the mail, as it went out at its last try
    subject     TEXT NOT NULL,
    text        TEXT NOT NULL       -- its text/plain part
) STRICT;
INSERT INTO letter SELECT id, subject, text FROM outbox WHERE subject IS NOT NULL AND text IS NOT NULL;

CREATE TABLE outbox_without_letter (
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
    state       TEXT NOT NULL CHECK (state = 'queued' OR state = 'held' OR state = 'claimed'
        OR state = 'sent' OR state = 'unknown' OR state = 'failed' OR state = 'dropped'),
    queued_at   INTEGER NOT NULL,
    next_at     INTEGER NOT NULL,   -- not tried before
    first_at    INTEGER,            -- first try
    attempts    INTEGER NOT NULL DEFAULT 0,
    claimed_by  TEXT,               -- run that holds it while state is claimed
    started_at  INTEGER,            -- bytes of it may have left since then; NULL = certainly none
    ended_at    INTEGER,            -- when it was sent, failed, dropped, or became unknown
    revision    INTEGER,            -- of the event file that it was composed from
    code        INTEGER NOT NULL DEFAULT 0, -- last SMTP reply code; 0 = none
    status      TEXT NOT NULL DEFAULT '', -- last enhanced status (RFC 3463)
    words       TEXT NOT NULL DEFAULT '', -- last words of the other side
    held_why    TEXT,               -- what it waits for while it is held; NULL = it is not
    CHECK ((state = 'held') = (held_why IS NOT NULL))
) STRICT;
INSERT INTO outbox_without_letter SELECT id, key, meeting, person, kind, occasion, reason, received, recipient,
    message_id, envelope_id, state, queued_at, next_at, first_at, attempts, claimed_by, started_at, ended_at,
    revision, code, status, words, held_why FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_without_letter RENAME TO outbox;
CREATE INDEX outbox_due ON outbox (next_at) WHERE state = 'queued';
CREATE INDEX outbox_claimed ON outbox (claimed_by) WHERE state = 'claimed';
CREATE INDEX outbox_unknown ON outbox (id) WHERE state = 'unknown';
CREATE INDEX outbox_of_received ON outbox (received) WHERE received IS NOT NULL;
CREATE INDEX outbox_of_person ON outbox (meeting, person, id);
