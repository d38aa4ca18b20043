-- Whether the meeting takes place.
ALTER TABLE revision ADD COLUMN cancelled INTEGER NOT NULL DEFAULT 0 -- 1: the event file says that it does not
    CHECK (cancelled IN (0, 1));
