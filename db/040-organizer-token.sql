-- Tokens of organizers that were taken back; the one in force is the meeting's organizer_token.
CREATE TABLE organizer_token (
    token       TEXT PRIMARY KEY,
    meeting     TEXT NOT NULL REFERENCES meeting,
    revoked_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
