-- When a meeting was closed, and opened again, is a decision of the organizer like others: mail that names a guest and
-- carries no token is theirs only while it is open.
CREATE TABLE journal_anew (
    id          INTEGER PRIMARY KEY, -- order of the decisions
    at          INTEGER NOT NULL,
    after       INTEGER NOT NULL,   -- newest message (received.id) that was here then; 0 = none
    what        TEXT NOT NULL CHECK (what IN ('answer', 'review', 'proposal', 'meeting')), -- that was decided about
    meeting     TEXT REFERENCES meeting, -- NULL = a review of no meeting
    guest       TEXT,               -- whose answer; NULL = of a message that is named below, or of all of the meeting
    received    INTEGER REFERENCES received, -- message that the review or the proposal came from
    kind        TEXT,               -- of the proposal
    decision    TEXT NOT NULL,      -- PARTSTAT, 'dismissed' or 'accepted'; of the meeting 'closed' or 'open'
    words       TEXT NOT NULL       -- the organizer's; '' = none
) STRICT;
INSERT INTO journal_anew SELECT * FROM journal;
DROP TABLE journal;
ALTER TABLE journal_anew RENAME TO journal;
CREATE INDEX journal_after ON journal (after, id);

-- One that is closed already was so behind the newest message that was known by the name of its guest alone.
INSERT INTO journal (at, after, what, meeting, decision, words)
    SELECT coalesce(max(r.received_at), m.created_at), coalesce(max(r.id), 0), 'meeting', m.id, 'closed', ''
    FROM meeting m LEFT JOIN received r ON r.meeting = m.id AND r.guest IS NOT NULL
        AND r.kind IN ('reply', 'calendar') AND r.meaning ->> 'token' IS NULL
    WHERE m.state = 'closed' GROUP BY m.id;
