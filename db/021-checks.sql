-- What 015-checks.sql did for tables that each message is written to, for the others that follow from messages.

PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, '(kind IN (''question'', ''topic'', ''title''))',
    '(kind = ''question'' OR kind = ''topic'' OR kind = ''title'')')
    WHERE type = 'table' AND name = 'proposal';
UPDATE sqlite_schema SET sql = replace(sql, '(state IN (''offered'', ''taken'', ''waiting'', ''expired'', ''released''))',
    '(state = ''offered'' OR state = ''taken'' OR state = ''waiting'' OR state = ''expired'' OR state = ''released'')')
    WHERE type = 'table' AND name = 'seat';
UPDATE sqlite_schema SET sql = replace(sql, '(why IN (''next'', ''free'', ''came'', ''full'', ''quota'', ''unsaid'', ''refused'',
                    ''removed'', ''lost'', ''dropped''))',
    '(why = ''next'' OR why = ''free'' OR why = ''came'' OR why = ''full'' OR why = ''quota'' OR why = ''unsaid'''
    || ' OR why = ''refused'' OR why = ''removed'' OR why = ''lost'' OR why = ''dropped'')')
    WHERE type = 'table' AND name = 'seat';
UPDATE sqlite_schema SET sql = replace(sql, '(failure IN ('''', ''address'', ''counted'', ''content''))',
    '(failure = '''' OR failure = ''address'' OR failure = ''counted'' OR failure = ''content'')')
    WHERE type = 'table' AND name = 'bounce';
UPDATE sqlite_schema SET sql = replace(sql, '(missing IN (''limit'', ''room'', ''age'', ''forgotten''))',
    '(missing = ''limit'' OR missing = ''room'' OR missing = ''age'' OR missing = ''forgotten'')')
    WHERE type = 'table' AND name = 'attachment';
PRAGMA writable_schema = RESET;
