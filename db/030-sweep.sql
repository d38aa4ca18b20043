-- Who was erased may be left in free pages and in the log until a sweep came to its end; another process that reads
-- can keep it from that.
ALTER TABLE forgotten ADD COLUMN swept INTEGER NOT NULL DEFAULT 0 -- 1 = nothing of them is left there
    CHECK (swept = 0 OR swept = 1);
