-- A meeting that was called off may take place after all: whoever was told so begins anew, and so does what became
-- of a seat for them.
CREATE INDEX revision_course ON revision (meeting, number, applied_at, cancelled);

CREATE TABLE seat_anew (
    id          INTEGER PRIMARY KEY, -- order of time over all guests: who waits longer has the lower one
    meeting     TEXT NOT NULL,
    guest       TEXT NOT NULL,
    number      INTEGER NOT NULL,   -- of the guest's rows, from 1
    state       TEXT NOT NULL CHECK (state IN ('offered', 'taken', 'waiting', 'expired', 'released')),
    why         TEXT NOT NULL CHECK (why IN ('next', 'free', 'came', 'full', 'quota', 'unsaid', 'refused',
                    'removed', 'lost', 'dropped', 'called')), -- standing.h says what each means
    days        INTEGER NOT NULL,   -- offered: that they have to answer; else 0
    answer      INTEGER NOT NULL,   -- their answer in force then; 0 = none
    at          INTEGER NOT NULL,
    UNIQUE (meeting, guest, number),
    FOREIGN KEY (meeting, guest) REFERENCES guest
) STRICT;
INSERT INTO seat_anew SELECT id, meeting, guest, number, state, why, days, answer, at FROM seat;
DROP TABLE seat;
ALTER TABLE seat_anew RENAME TO seat;
CREATE TRIGGER seat_is_append_only_update BEFORE UPDATE ON seat
WHEN NOT EXISTS (SELECT 1 FROM forgetting)
BEGIN SELECT raise(ABORT, 'the ledger of seats is append-only'); END;
CREATE TRIGGER seat_is_append_only_delete BEFORE DELETE ON seat
WHEN NOT EXISTS (SELECT 1 FROM forgetting)
BEGIN SELECT raise(ABORT, 'the ledger of seats is append-only'); END;
