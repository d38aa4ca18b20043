-- How fast mail may go where somebody has said that we are too fast; what has recovered has no row.
CREATE TABLE pace (
    scope       TEXT PRIMARY KEY,   -- 'relay', or '@' and the domain of recipients
    per_hour    INTEGER NOT NULL,   -- messages
    until       INTEGER NOT NULL,   -- none before
    changed_at  INTEGER NOT NULL    -- when the rate was last cut or raised
) STRICT, WITHOUT ROWID;
