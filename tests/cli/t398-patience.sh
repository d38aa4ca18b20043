#!/bin/sh
# Who may put off a guest's reminders, and until when.
. "$(dirname "$0")/../workspace.sh"
sql() { sqlite3 "$W/convoke.sqlite" "$1"; }
begin() {
    rm -rf "$W"
    at 2004-06-01T09:00:00Z
    workspace
    c send >/dev/null
    TO=meet+b.$(sql "SELECT envelope_id FROM outbox WHERE person = 'ann' AND kind = 'invitation'")@host.example
}
away() { # away FROM DAY
    printf 'From: %s\nTo: x@y.example\nSubject: Out of office\nAuto-Submitted: auto-replied\nMessage-ID: <%s@client.example>\nDate: %s\n\nI am back on %s.\n' \
        "$1" "$(serial)" "$(stamp)" "$2" | c receive -q -r "$TO"
}
days() { sql 'SELECT day FROM patience'; }
begin
at 2004-06-03T09:00:00Z
away ann@able.example '20 June 2004'
is "her own note counts" 2004-06-20 "$(days)"
begin
at 2004-06-13T09:00:00Z
away eve@evil.example '20 June 2004'
is "a stranger's does not, weeks later" "" "$(days)"
away exchange@able.example '20 June 2004'
is "one from her domain does" 2004-06-20 "$(days)"
begin
c revoke ann >/dev/null
at 2004-06-03T09:00:00Z
away eve@evil.example '20 June 2004'
is "nor does it once the token was taken back" "" "$(days)"
begin
at 2004-06-03T09:00:00Z
away ann@able.example '14 May 2005'
is "nobody waits longer than until answers are due" 2004-06-30 "$(days)"
begin
at 2004-06-03T09:00:00Z
reply ann@able.example 'I will tell you on 20 July.' | c receive -q
is "a promise for after the meeting is none" "" "$(days)"
is "and waits" 1 "$(sql 'SELECT count(*) FROM review WHERE decided_at IS NULL')"
finish
