-- What the organizer decided by command, so that all that follows from messages can be made anew.

CREATE TABLE journal (
    id          INTEGER PRIMARY KEY, -- order of the decisions
    at          INTEGER NOT NULL,
    after       INTEGER NOT NULL,   -- newest message (received.id) that was here then; 0 = none
    what        TEXT NOT NULL CHECK (what IN ('answer', 'review', 'proposal')), -- that was decided about
    meeting     TEXT REFERENCES meeting, -- NULL = a review of no meeting
    guest       TEXT,               -- whose answer; NULL = of a message that is named below
    received    INTEGER REFERENCES received, -- message that the review or the proposal came from
    kind        TEXT,               -- of the proposal
    decision    TEXT NOT NULL,      -- PARTSTAT, 'dismissed' or 'accepted'
    words       TEXT NOT NULL       -- the organizer's; '' = none
) STRICT;
CREATE INDEX journal_after ON journal (after, id);

-- Decisions from before there was a journal, as far as rows tell: those that a mail of the organizer made
-- follow from that mail.
INSERT INTO journal (at, after, what, meeting, guest, received, kind, decision, words)
    SELECT at, (SELECT coalesce(max(b.received), 0) FROM answer b WHERE b.id < a.id), 'answer', meeting,
        guest, NULL, NULL, partstat, words FROM answer a WHERE channel = 'organizer' AND received IS NULL
    UNION ALL SELECT decided_at, (SELECT coalesce(max(id), 0) FROM received WHERE received_at <= decided_at),
        'review', meeting, guest, received, NULL, decision, '' FROM review v
        WHERE decision <> 'settled' AND NOT EXISTS (SELECT 1 FROM ruling l WHERE l.number = v.id
            AND l.refused IS NULL)
    UNION ALL SELECT decided_at, (SELECT coalesce(max(id), 0) FROM received WHERE received_at <= decided_at),
        'proposal', meeting, guest, received, kind, decision, '' FROM proposal WHERE decision IS NOT NULL
    ORDER BY 1;

-- Which rules understood a message: the version, and a digest of what it was built from.
ALTER TABLE received ADD COLUMN rules TEXT NOT NULL DEFAULT '';
