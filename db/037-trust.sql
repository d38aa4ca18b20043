-- What a calendar answered without a token, by the meeting's UID, the guest's ATTENDEE and their From, is called that.
-- Checks that mean more may be changed in place (https://www.sqlite.org/lang_altertable.html, section 7).

PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, '(trust = ''token+from'' OR trust = ''token''',
    '(trust = ''token+from'' OR trust = ''token'' OR trust = ''uid+from''')
    WHERE type = 'table' AND name = 'answer';
PRAGMA writable_schema = RESET;
