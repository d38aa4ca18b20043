-- SEQUENCE never falls for anybody (RFC 5545 3.8.7.4), whatever became of a mail that carried a higher one.
ALTER TABLE outbox ADD COLUMN lead INTEGER NOT NULL DEFAULT 0; -- by how much its SEQUENCE led that of its revision
CREATE INDEX outbox_lead ON outbox (meeting, person, lead) WHERE lead > 0;

-- Until now it was two for each time that somebody was called off.
UPDATE outbox SET lead = 2 * (SELECT count(*) FROM outbox n
        WHERE n.meeting = outbox.meeting AND n.person = outbox.person AND n.revision IS NOT NULL
        AND (n.kind IN ('cancellation', 'withdrawal') OR (n.kind = 'echo' AND n.revision IN
            (SELECT number FROM revision WHERE meeting = outbox.meeting AND cancelled = 1))))
    WHERE kind IN ('cancellation', 'withdrawal', 'echo') AND revision IS NOT NULL;
