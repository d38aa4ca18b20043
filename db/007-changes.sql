-- Whether people are told what a revision changed.
ALTER TABLE revision ADD COLUMN tells TEXT NOT NULL DEFAULT 'nothing' -- what was applied before is told by hand
    CHECK (tells IN ('nothing', 'changes', 'quietly')); -- nothing worth a mail; something; the organizer wants silence
