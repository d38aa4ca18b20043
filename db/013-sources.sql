-- How far was read what does not itself tell: an mbox file, an IMAP folder.

CREATE TABLE source (
    name        TEXT PRIMARY KEY,   -- "mbox:PATH", or the URL of the folder
    validity    TEXT NOT NULL,      -- UIDVALIDITY (RFC 3501 2.3.1.1), or the digest of the file's first line: another one means that it is another source
    position    INTEGER NOT NULL,   -- everything before it was taken: the next UID, or an offset in the file …
    missed      TEXT NOT NULL       -- … but for these UIDs, joined by commas, which the server did not give
) STRICT, WITHOUT ROWID;
