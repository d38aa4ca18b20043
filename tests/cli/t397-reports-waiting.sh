#!/bin/sh
# A mail system's report that waits is nobody's answer, and its address nobody's; nor is what could not be read.
. "$(dirname "$0")/../workspace.sh"
sql() { sqlite3 "$W/convoke.sqlite" "$1"; }
workspace
c send >/dev/null
at 2004-06-02T08:00:00Z
TO=meet+b.$(sql "SELECT envelope_id FROM outbox WHERE person = 'ann' AND kind = 'invitation'")@host.example
printf 'From: MAILER-DAEMON@mx.example\nTo: %s\nSubject: failed\nMessage-ID: <b@mx.example>\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; ann@able.example\nAction: failed\nStatus: 5.7.1\n\n--b--\n' \
    "$TO" | c receive -q -r "$TO"
is "it waits" 1 "$(sql 'SELECT count(*) FROM review WHERE decided_at IS NULL')"
status "it is decided by nobody's yes" 73 c review 1 yes
has "and the error says what to do" "convoke answer" "$(cat "$T/err")"
has "which the list says" "it can only be dismissed" "$(c review)"
has "the list asks for nothing else" "review NUMBER dismiss" "$(c review | tail -n 1)"
c daily
digest=$(tr -d '\r' <"$(mail_to olga@host.example)")
has "nor does the digest" "1 dismiss" "$digest"
lacks "that names no other decision" " yes" "$digest"
status "nor is its sender learned" 73 c review 1 dismiss --remember
printf 'From: olga@host.example\nTo: meet+%s@host.example\nSubject: Re: digest\nMessage-ID: <o1@h.example>\nDate: %s\n\n1 yes\n' \
    "$(sql 'SELECT organizer_token FROM meeting')" "$(stamp)" | c receive -q
is "nor by the organizer's mail" "" "$(sql 'SELECT partstat FROM answer')"
is "it still waits" 1 "$(sql 'SELECT count(*) FROM review WHERE decided_at IS NULL')"
status "it can be dismissed" 0 c review 1 dismiss
for from in olga@host.example meet@host.example postmaster@able.example; do
    FROM=$from reply cem@celik.example 'Ja, ich komme.' | c receive -q
    n=$(sql "SELECT max(id) FROM review WHERE decided_at IS NULL AND guest = 'cem'")
    [ -z "$n" ] || status "$from is not learned as a guest's" 73 c review "$n" yes --remember
done
is "nothing was" "" "$(sql 'SELECT address FROM learned')"
is "nor decided" "" "$(sql 'SELECT partstat FROM answer')"

# A message of which nothing could be read: the reader gave it up.
for n in $(sql 'SELECT id FROM review WHERE decided_at IS NULL'); do c review "$n" dismiss >/dev/null; done
token=$(sql "SELECT token FROM invitation WHERE guest = 'dot'")
printf '\001\002' | c receive -q -r "meet+$token@host.example"
at 2004-06-02T09:00:00Z
n=$(sql "SELECT id FROM review WHERE decided_at IS NULL AND guest = 'dot'")
has "it waits under the name of its token" "$n  Dot Dash: cannot be read" "$(c review)"
sql "UPDATE received SET meaning = json_remove(meaning, '\$.reply', '\$.text') WHERE kind = 'unreadable'"
status "what was not read is no yes" 73 c review "$n" yes
has "the error says what to do" "convoke answer" "$(cat "$T/err")"
printf 'From: olga@host.example\nTo: meet+%s@host.example\nSubject: Re: digest\nMessage-ID: <o2@h.example>\nDate: %s\n\n%s yes\n' \
    "$(sql 'SELECT organizer_token FROM meeting')" "$(stamp)" "$n" | c receive -q
is "nor by mail" NEEDS-ACTION "$(partstat dot)"
decided=$(tr -d '\r' <"$(mail_to olga@host.example)")
has "the mail that says so asks for no yes again" "$n dismiss" "$decided"
has "and marks what waits" "Dot Dash (can only be dismissed)" "$decided"
reply cem@celik.example 'Wer kommt denn noch?' | c receive -q
m=$(sql "SELECT id FROM review WHERE decided_at IS NULL AND guest = 'cem'")
at 2004-06-03T08:00:00Z
c daily
has "the example is one that can be answered" "$m yes" "$(tr -d '\r' <"$(mail_to olga@host.example)")"
status "dismissed it can be" 0 c review "$n" dismiss
finish
