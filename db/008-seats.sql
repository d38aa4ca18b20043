-- Seats: what people were told about theirs, and who comes before whom.

ALTER TABLE guest ADD COLUMN wave INTEGER NOT NULL DEFAULT 1; -- who is offered a seat first: 1

-- What became of a seat for somebody, in order; rows are only ever added. The newest of a guest is how they
-- stand; its number is the occasion of the notice that tells them.
CREATE TABLE seat (
    id          INTEGER PRIMARY KEY, -- order of time over all guests: who waits longer has the lower one
    meeting     TEXT NOT NULL,
    guest       TEXT NOT NULL,
    number      INTEGER NOT NULL,   -- of the guest's rows, from 1
    state       TEXT NOT NULL CHECK (state IN ('offered', 'taken', 'waiting', 'expired', 'released')),
    why         TEXT NOT NULL CHECK (why IN ('next', 'free', 'came', 'full', 'quota', 'unsaid', 'refused',
                    'removed', 'lost', 'dropped')), -- standing.h says what each means
    days        INTEGER NOT NULL,   -- offered: that they have to answer; else 0
    answer      INTEGER NOT NULL,   -- their answer in force then; 0 = none
    at          INTEGER NOT NULL,
    UNIQUE (meeting, guest, number),
    FOREIGN KEY (meeting, guest) REFERENCES guest
) STRICT;
CREATE TRIGGER seat_is_append_only_update BEFORE UPDATE ON seat
WHEN NOT EXISTS (SELECT 1 FROM forgetting)
BEGIN SELECT raise(ABORT, 'the ledger of seats is append-only'); END;
CREATE TRIGGER seat_is_append_only_delete BEFORE DELETE ON seat
WHEN NOT EXISTS (SELECT 1 FROM forgetting)
BEGIN SELECT raise(ABORT, 'the ledger of seats is append-only'); END;

-- Who said yes before there was this ledger was told that they come: they keep their seats.
INSERT INTO seat (meeting, guest, number, state, why, days, answer, at)
    SELECT meeting, guest, 1, 'taken', 'free', 0, id, at FROM current_answer
    WHERE partstat = 'ACCEPTED' ORDER BY id;
