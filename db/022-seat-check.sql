-- What 021-checks.sql did not find in the table of seats, since the step before it had made that anew.

PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, '(why IN (''next'', ''free'', ''came'', ''full'', ''quota'', ''unsaid'', ''refused'',
                    ''removed'', ''lost'', ''dropped'', ''called''))',
    '(why = ''next'' OR why = ''free'' OR why = ''came'' OR why = ''full'' OR why = ''quota'' OR why = ''unsaid'''
    || ' OR why = ''refused'' OR why = ''removed'' OR why = ''lost'' OR why = ''dropped'' OR why = ''called'')')
    WHERE type = 'table' AND name = 'seat';
PRAGMA writable_schema = RESET;
