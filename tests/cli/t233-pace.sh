#!/bin/sh
# Mail goes as fast as it may, and one domain's trouble holds up no other.
. "$(dirname "$0")/../workspace.sh"
convoke init --address meet@host.example "$W" >/dev/null
DB=$W/convoke.sqlite
{
    printf '%s\n' 'meeting: many' 'name: Many' 'zone: UTC' 'dates: 2004-07-14' \
        'organizer: Olga Owner <olga@host.example>' 'guests:'
    for i in $(seq 60); do echo "  a$i: Guest Number $i <a$i@strict.example>"; done
    for i in 1 2 3 4; do echo "  b$i: Guest Number $i <b$i@easy.example>"; done
} >"$W/many.yaml"
c apply "$W/many.yaml" >/dev/null
mkfifo "$T/stop"
"$ROOT/tests/helper/smtpd" --log "$T/log" 'rcpt:1=450 4.7.1 too many messages, slow down' <"$T/stop" >"$T/port" &
exec 3>"$T/stop"
until [ -s "$T/port" ]; do sleep 0.05; done
sed -i "s|^#*relay=.*|relay=smtp://127.0.0.1:$(cat "$T/port")?starttls=off|" "$W/convoke.conf"
recipients() { sed -n 's/^C: RCPT TO:<\([^>]*\)>.*/\1/p' "$T/log"; }

# A run waits for ten minutes; this one is not waited for.
convoke -C "$W" send >/dev/null 2>&1 &
sender=$!
easy() { [ "$(recipients | grep -c easy)" -ge 4 ]; }
wait_for easy
sent=$(recipients | grep -c strict)
is 'the other domain has all of its mail' 4 "$(recipients | grep -c easy)"
ok 'this one not, once it was told' [ "$sent" -lt 60 ]
kill -TERM $sender
wait $sender
is 'the run stops when it is told to' 75 $?
has 'what was learnt is kept' '@strict.example ' "$(sqlite3 -separator ' ' "$DB" 'SELECT scope, per_hour FROM pace')"
is 'nothing is lost' 64 "$(sqlite3 "$DB" "SELECT count(*) FROM outbox WHERE state IN ('sent', 'queued')")"
is 'one is put off by the server, the others wait for the domain' 1 "$(sqlite3 "$DB" 'SELECT count(*) FROM outbox WHERE attempts > 0 AND state = "queued"')"
sqlite3 "$DB" "UPDATE pace SET per_hour = 36000; UPDATE outbox SET next_at = 0 WHERE state = 'queued' AND attempts = 0"
at 2004-06-01T09:01:00Z
status 'a minute later it goes on' 0 c send
is 'and all but that one are sent' 63 "$(sqlite3 "$DB" "SELECT count(*) FROM outbox WHERE state = 'sent'")"

# The organizer's own limit: 60 a minute, so the third has to wait for a second.
sqlite3 "$DB" 'DELETE FROM pace'
sed -i 's/^#*rate=.*/rate=60/' "$W/convoke.conf"
before=$(date +%s)
status 'announce it with a limit' 0 c announce all --limit 4
ok 'which takes its time' [ $(($(date +%s) - before)) -ge 2 ]
sed -i 's/^rate=.*/rate=none/' "$W/convoke.conf"
status 'a limit is a number' 78 c send
exec 3>&-
finish
