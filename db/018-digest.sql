-- By what a message is known when it comes again, and what is asked of an event file for each.

ALTER TABLE received ADD COLUMN digest TEXT; -- SHA-256 of what stays the same on every way here, all of the message even
    -- where what is kept of it is cut (inbox/fingerprint.h); NULL = it was not taken down, or the person is forgotten.
    -- The identity of one whose Message-ID another had before it has the digest behind it.

-- Its last column is the body, which stands behind the file as the organizer wrote it otherwise.
DROP INDEX revision_head;
CREATE INDEX revision_head ON revision (meeting, number, applied_at, digest, sequence, seats, body);
