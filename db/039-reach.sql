-- How far each digest went: the next one tells of what stands behind that. Several rows may be of one second, and one
-- that is written later may be of an earlier one, so it is their order that tells.

ALTER TABLE outbox ADD COLUMN trouble INTEGER; -- order in which mails failed, ended in doubt, came to be held, or
    -- confirmations were left to the digest: up with each; NULL = none of these
CREATE INDEX outbox_trouble ON outbox (trouble) WHERE trouble IS NOT NULL;

CREATE TABLE reach (
    outbox      INTEGER PRIMARY KEY REFERENCES outbox, -- the digest, which tells of everything until ...
    received    INTEGER NOT NULL,   -- ... that message,
    trouble     INTEGER NOT NULL,   -- that trouble
    seat        INTEGER NOT NULL    -- and that entry of the ledger of seats, when it was queued or last about to leave
) STRICT;

-- What was told before goes by time, as it did: of each meeting the newest digest that left, and those behind it.
UPDATE outbox SET trouble = n.place FROM (SELECT id, row_number() OVER (ORDER BY at, id) AS place
    FROM (SELECT id, iif(state = 'held', queued_at, ended_at) AS at FROM outbox
        WHERE state IN ('failed', 'unknown', 'held')
        OR (state = 'dropped' AND kind = 'decided' AND words = 'your digest tells it'))) n
    WHERE n.id = outbox.id;
INSERT INTO reach SELECT id, (SELECT coalesce(max(r.id), 0) FROM received r WHERE r.received_at <= at),
    (SELECT coalesce(max(o.trouble), 0) FROM outbox o WHERE o.trouble IS NOT NULL
        AND iif(o.state = 'held', o.queued_at, o.ended_at) <= at),
    (SELECT coalesce(max(s.id), 0) FROM seat s WHERE s.at <= d.at)
    FROM (SELECT id, coalesce(first_at, queued_at) AS at FROM outbox o WHERE kind = 'digest'
        AND id >= coalesce((SELECT max(id) FROM outbox l WHERE l.meeting = o.meeting AND l.person = 'organizer'
            AND l.kind = 'digest' AND l.state IN ('sent', 'unknown')), 0)) d;
