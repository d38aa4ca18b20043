-- Who writes: addresses that guests turned out to write from.
CREATE TABLE learned (
    meeting     TEXT NOT NULL,
    key         TEXT NOT NULL,      -- lower-case form: one guest an address
    guest       TEXT NOT NULL,
    address     TEXT NOT NULL,      -- counts as From of the guest; nothing is sent there
    at          INTEGER NOT NULL,
    received    INTEGER REFERENCES received, -- message whose sender the organizer confirmed
    PRIMARY KEY (meeting, key),
    FOREIGN KEY (meeting, guest) REFERENCES guest
) STRICT, WITHOUT ROWID;
CREATE INDEX learned_of_guest ON learned (meeting, guest);
CREATE INDEX address_key ON address (key);
CREATE INDEX learned_key ON learned (key);
CREATE INDEX review_of_strangers ON review (id) WHERE decided_at IS NULL AND guest IS NULL AND meeting IS NULL;
