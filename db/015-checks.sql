-- The same checks, cheaper: of a list of more than two words SQLite makes a table of its own for each row that
-- is written, which takes longer than writing the row. Checks that mean the same may be changed in place
-- (https://www.sqlite.org/lang_altertable.html, section 7).

PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql,
    '(partstat IN (''ACCEPTED'', ''DECLINED'', ''TENTATIVE'', ''DELEGATED''))',
    '(partstat = ''ACCEPTED'' OR partstat = ''DECLINED'' OR partstat = ''TENTATIVE'' OR partstat = ''DELEGATED'')')
    WHERE type = 'table' AND name = 'answer';
UPDATE sqlite_schema SET sql = replace(sql, '(channel IN (''reply'', ''calendar'', ''organizer''))',
    '(channel = ''reply'' OR channel = ''calendar'' OR channel = ''organizer'')')
    WHERE type = 'table' AND name = 'answer';
UPDATE sqlite_schema SET sql = replace(sql, '(trust IN (''token+from'', ''token'', ''organizer''))',
    '(trust = ''token+from'' OR trust = ''token'' OR trust = ''organizer'')')
    WHERE type = 'table' AND name = 'answer';
UPDATE sqlite_schema SET sql = replace(sql, '(outcome IN (''recorded'', ''review'', ''noted'', ''ignored''))',
    '(outcome = ''recorded'' OR outcome = ''review'' OR outcome = ''noted'' OR outcome = ''ignored'')')
    WHERE type = 'table' AND name = 'received';
UPDATE sqlite_schema SET sql = replace(sql,
    '(state IN (''queued'', ''held'', ''claimed'', ''sent'', ''unknown'', ''failed'', ''dropped''))',
    '(state = ''sent'' OR state = ''queued'' OR state = ''claimed'' OR state = ''held'' OR state = ''unknown'''
    || ' OR state = ''failed'' OR state = ''dropped'')')
    WHERE type = 'table' AND name = 'outbox';
PRAGMA writable_schema = RESET;
