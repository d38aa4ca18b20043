#!/bin/sh
# More guests than are queued at a time: the first mails leave while the others are queued. send is killed, and
# stopped, in the middle of that.
. "$(dirname "$0")/../workspace.sh"
convoke init --address meet@host.example "$W" >/dev/null
guests=1300
{
    printf '%s\n' 'meeting: many' 'name: Many' 'zone: UTC' 'dates: 2004-07-14' \
        'organizer: Olga Owner <olga@host.example>' 'guests:'
    for i in $(seq $guests); do echo "  g$i: Guest Number $i <g$i@guests.example>"; done
} >"$T/many.yaml"
c apply "$T/many.yaml" >/dev/null

mkdir "$T/kept"
mkfifo "$T/stop"
"$ROOT/tests/helper/smtpd" --keep "$T/kept" --log "$T/log" <"$T/stop" >"$T/port" &
exec 3>"$T/stop"
wait_for test -s "$T/port"
sed -i "s|^#*relay=.*|relay=smtp://127.0.0.1:$(cat "$T/port")?starttls=off\&connections=2|" "$W/convoke.conf"
count() { sqlite3 "$W/convoke.sqlite" "SELECT count(*) FROM outbox WHERE $1"; }
kept() { ls "$T/kept" | wc -l; }
more_kept() { [ "$(kept)" -gt $((before + $1)) ]; }

kills=0
for many in 0 3 40; do
    before=$(kept)
    convoke -C "$W" send >/dev/null 2>&1 &
    wait_for more_kept $many
    kill -9 $! && kills=$((kills + 1))
    wait $! 2>/dev/null
done
is 'it was killed each time' 3 $kills
before=$(kept)
convoke -C "$W" send >/dev/null 2>"$T/err" &
wait_for more_kept 3
kill -TERM $!
wait $!
is 'asked to stop, it says that something is left' 75 $?
is 'and has queued all of it' $guests "$(count "state IN ('queued', 'sent', 'unknown')")"
ok 'which was not sent' [ "$(count "state = 'queued'")" -gt 0 ]
status 'the last run ends well' 0 c send
sed -n 's/^Message-ID: //pI' "$T"/kept/* | tr -d '\r' | sort >"$T/arrived"
is 'nothing arrived twice' '' "$(uniq -d "$T/arrived")"
is 'everybody has a mail, or it is in doubt' "$guests 0" \
    "$(count "state IN ('sent', 'unknown')") $(count "state NOT IN ('sent', 'unknown')")"
is 'what is sent has arrived' '' "$(sqlite3 "$W/convoke.sqlite" \
    "SELECT message_id FROM outbox WHERE state = 'sent'" | sort | comm -23 - "$T/arrived")"
# Two are in hand at a time, on each connection.
ok 'few are in doubt' [ "$(count "state = 'unknown'")" -le $((4 * kills)) ]

# A limit is about what leaves, not about what is queued.
sed "s/  g/  h/; s/<g/<h/" "$T/many.yaml" >"$T/others.yaml"
c apply "$T/others.yaml" >/dev/null
status 'only some of others' 0 c send --limit 7
is 'have left' 7 "$(count "person LIKE 'h%' AND state = 'sent'")"
is 'all others wait' $((guests - 7)) "$(count "person LIKE 'h%' AND state = 'queued'")"
exec 3>&-
finish
