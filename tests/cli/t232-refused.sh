#!/bin/sh
# What the relay says at once: an address that does not exist is given up, a delay is a delay, and words without
# a status say nothing about the address.
. "$(dirname "$0")/../workspace.sh"
workspace
DB=$W/convoke.sqlite
mkfifo "$T/stop"
"$ROOT/tests/helper/smtpd" --log "$T/log" 'rcpt:1=550 5.1.1 no such user' 'rcpt:2=450 4.2.0 greylisted' \
    'rcpt:3=550 not here' 'rcpt:5=550 5.1.8 bad sender' <"$T/stop" >"$T/port" &
exec 3>"$T/stop"
until [ -s "$T/port" ]; do sleep 0.05; done
sed -i "s|^#*relay=.*|relay=smtp://127.0.0.1:$(cat "$T/port")?starttls=off|" "$W/convoke.conf"
dead() { sqlite3 "$DB" "SELECT group_concat(guest, ' ') FROM address WHERE dead_at NOT NULL"; }

status 'four invitations' 0 c send
is 'one address is given up' ann "$(dead)"
has 'in the words of the server' '550 5.1.1 no such user' "$(c why ann)"
has 'the organizer sees it' 'Mail does not get through' "$(c status)"
is 'a delay is tried again, a refusal is not' 'failed queued failed sent' \
    "$(sqlite3 "$DB" "SELECT group_concat(state, ' ') FROM outbox ORDER BY id")"
has 'after a quarter of an hour or more' 'next try 2004-06-01 11:1' "$(c outbox)"
status 'not before' 0 c send
is 'nothing is sent' 1 "$(sqlite3 "$DB" "SELECT count(*) FROM outbox WHERE state = 'sent'")"
at 2004-06-01T09:30:00Z
status 'then it is' 0 c send
is 'and refused because of us' 'failed' "$(sqlite3 "$DB" "SELECT state FROM outbox WHERE person = 'ben'")"
is 'which says nothing about the address' ann "$(dead)"
exec 3>&-

# No message says so, and it is not forgotten when all that messages say is made anew.
status 'all is made anew' 0 c rebuild --reread --write
has 'as it was' 'all is as it was' "$(cat "$T/out")"
is 'the address is given up still' ann "$(dead)"

# The relay is away: nothing counts as tried, and nothing is lost.
sqlite3 "$DB" "UPDATE outbox SET state = 'queued', ended_at = NULL, attempts = 0, first_at = NULL WHERE person = 'ben'"
status 'no relay' 75 c send
is 'it stays queued' 'queued 0' "$(sqlite3 "$DB" "SELECT state || ' ' || attempts FROM outbox WHERE person = 'ben'")"
finish
