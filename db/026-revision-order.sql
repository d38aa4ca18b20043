-- What is asked of a revision for each message stands before what grows with the list of guests, and a look at a
-- row reads no more of it than that. In a table WITHOUT ROWID a comparison with a key reads the whole row.
CREATE TABLE revision_anew (
    meeting     TEXT NOT NULL REFERENCES meeting,
    number      INTEGER NOT NULL,   -- from 1
    applied_at  INTEGER NOT NULL,
    sequence    INTEGER NOT NULL,   -- SEQUENCE of the calendar object (RFC 5545 3.8.7.4): up when time or place changed
    tells       TEXT NOT NULL       -- nothing worth a mail; something; the organizer wants silence
        CHECK (tells IN ('nothing', 'changes', 'quietly')),
    cancelled   INTEGER NOT NULL CHECK (cancelled IN (0, 1)), -- 1: the event file says that it does not take place
    seats       INTEGER NOT NULL CHECK (seats IN (0, 1)), -- 1: the event file limits them
    answer_trust TEXT               -- what an answer asks for in its sender; NULL: only the body says
        CHECK (answer_trust IN ('token', 'from', 'authenticated')),
    change_trust TEXT               -- and what a change of one asks for
        CHECK (change_trust IN ('token', 'from', 'authenticated')),
    digest      TEXT NOT NULL,      -- SHA-256 of the canonical form with guests: the same twice is no revision
    body        TEXT NOT NULL,      -- canonical form without guests; those are rows of their own
    changes     TEXT NOT NULL,      -- what apply printed, a line each
    source      TEXT NOT NULL,      -- the file as the organizer wrote it
    PRIMARY KEY (meeting, number)
) STRICT;
INSERT INTO revision_anew
    SELECT meeting, number, applied_at, sequence, tells, cancelled, seats, answer_trust, change_trust,
        digest, body, changes, source
    FROM revision;
DROP TABLE revision;
ALTER TABLE revision_anew RENAME TO revision;
