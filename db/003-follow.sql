-- What follows from mail beside answers: when somebody will know more, who wants no more mail, what people
-- asked or proposed, and what the organizer decided by mail.

-- Until when a guest is not reminded, because they said when they will know, or are away.
CREATE TABLE patience (
    received    INTEGER PRIMARY KEY REFERENCES received, -- the message that says so
    meeting     TEXT NOT NULL,
    guest       TEXT NOT NULL,
    why         TEXT NOT NULL CHECK (why IN ('promise', 'absence')),
    day         TEXT NOT NULL,      -- "2004-06-18", in the meeting's zone
    until       INTEGER NOT NULL,   -- its first instant: reminders are fair again
    words       TEXT NOT NULL,      -- that named the day
    FOREIGN KEY (meeting, guest) REFERENCES guest
) STRICT;
CREATE INDEX patience_of_guest ON patience (meeting, guest);

-- Guests who asked for no more mail. They are sent cancellations, and nothing else, until they answer.
CREATE TABLE silence (
    id          INTEGER PRIMARY KEY,
    meeting     TEXT NOT NULL,
    guest       TEXT NOT NULL,
    since       INTEGER NOT NULL,
    received    INTEGER NOT NULL REFERENCES received, -- the message that asked for it
    ended_at    INTEGER,            -- an answer came; NULL = in force
    FOREIGN KEY (meeting, guest) REFERENCES guest
) STRICT;
CREATE INDEX silence_of_received ON silence (received);
CREATE UNIQUE INDEX silence_in_force ON silence (meeting, guest) WHERE ended_at IS NULL;

-- Questions, topics and titles of talks that guests wrote, for the organizer to take up.
CREATE TABLE proposal (
    id          INTEGER PRIMARY KEY,
    received    INTEGER NOT NULL REFERENCES received,
    meeting     TEXT NOT NULL,
    guest       TEXT NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('question', 'topic', 'title')),
    words       TEXT NOT NULL,      -- the guest's own
    at          INTEGER NOT NULL,
    decided_at  INTEGER,            -- NULL = open
    decision    TEXT CHECK (decision IN ('accepted', 'dismissed')),
    UNIQUE (received, kind),
    FOREIGN KEY (meeting, guest) REFERENCES guest
) STRICT;
CREATE INDEX proposal_open ON proposal (meeting, kind) WHERE decided_at IS NULL;

-- What a delivery report says about the address.
ALTER TABLE bounce ADD COLUMN failure TEXT NOT NULL DEFAULT '' -- '' = nothing, or a delay
    CHECK (failure IN ('', 'address', 'counted', 'content')); -- decide.h says what follows from each

-- What a mail of the organizer decides about reviews, line by line.
CREATE TABLE ruling (
    received    INTEGER NOT NULL REFERENCES received, -- the organizer's mail
    position    INTEGER NOT NULL,   -- from 0, in the order of the mail
    number      INTEGER NOT NULL,   -- of the review, as written
    decision    TEXT NOT NULL,      -- PARTSTAT, or 'dismissed'
    refused     TEXT CHECK (refused IN ('missing', 'nobody', 'twice')), -- NULL = done; else no such review
                                    -- waits, whose answer it is is unknown, the mail says two things of it
    PRIMARY KEY (received, position)
) STRICT, WITHOUT ROWID;
