-- An offer of a seat that ends after a maybe has a word of its own.

PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, ' OR why = ''called'' OR why = ''open'')',
    ' OR why = ''called'' OR why = ''open'' OR why = ''undecided'')')
    WHERE type = 'table' AND name = 'seat';
PRAGMA writable_schema = RESET;
