-- The archive of raw messages: packed, and for a time.
ALTER TABLE received ADD COLUMN packed INTEGER NOT NULL DEFAULT 0 -- 1 = raw is a zstd frame (RFC 8878) of size bytes
    CHECK (packed IN (0, 1));
CREATE INDEX received_kept ON received (received_at) WHERE raw IS NOT NULL;
CREATE INDEX received_stray ON received (received_at) WHERE meeting IS NULL;
