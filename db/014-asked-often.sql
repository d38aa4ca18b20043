-- What is asked for each message that comes in is found without reading long texts.

ALTER TABLE revision ADD COLUMN seats INTEGER NOT NULL DEFAULT 0 -- 1: the event file limits them
    CHECK (seats IN (0, 1));
UPDATE revision SET seats = 1 WHERE instr(body, char(10) || 'seats:') > 0;
CREATE INDEX revision_head ON revision (meeting, number, applied_at, digest, sequence, seats);
CREATE INDEX outbox_unknown ON outbox (id) WHERE state = 'unknown';
CREATE INDEX proposal_of_guest ON proposal (meeting, guest);
