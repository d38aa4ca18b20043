-- What letters of one mailing have in common is kept once: all but their readers' own words.
CREATE TABLE wording (
    id          INTEGER PRIMARY KEY,
    text        TEXT NOT NULL       -- with a unit separator (U+001F) where a reader's own words stand
) STRICT;

-- NULL: the letter's text is whole. Else it is the reader's own words, in their order, with a unit separator
-- between them.
ALTER TABLE letter ADD COLUMN wording INTEGER REFERENCES wording;
