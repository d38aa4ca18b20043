-- What comes costs the same however much has come from the same sender.
CREATE INDEX answer_of_calendar ON answer (meeting, guest, sequence, dtstamp)
    WHERE channel = 'calendar' AND counts = 1;

-- What the kept messages of a sender take together, so that they need not all be added up for each that comes. Nothing is
-- lost with a row: the next who asks makes it anew.
CREATE TABLE room (
    meeting     TEXT NOT NULL,      -- '' = of no meeting
    guest       TEXT NOT NULL,      -- '' = of nobody in particular
    counted     INTEGER NOT NULL,   -- the newest message that is added up
    bytes       INTEGER NOT NULL,   -- as they came, of those up to it that are kept
    emptied     INTEGER NOT NULL,   -- up to this message none is but what waits in a review
    PRIMARY KEY (meeting, guest)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER room_changes AFTER UPDATE OF meeting, guest, raw ON received
BEGIN DELETE FROM room WHERE (meeting = coalesce(old.meeting, '') AND guest = coalesce(old.guest, ''))
    OR (meeting = coalesce(new.meeting, '') AND guest = coalesce(new.guest, '')); END;
CREATE TRIGGER room_widens AFTER DELETE ON received
BEGIN DELETE FROM room WHERE meeting = coalesce(old.meeting, '') AND guest = coalesce(old.guest, ''); END;
CREATE INDEX bounce_of_received ON bounce (received);
