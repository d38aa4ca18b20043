-- An offer of a seat is none any more where seats are no longer limited.

PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, ' OR why = ''dropped'' OR why = ''called'')',
    ' OR why = ''dropped'' OR why = ''called'' OR why = ''open'')')
    WHERE type = 'table' AND name = 'seat';
PRAGMA writable_schema = RESET;
