#!/bin/sh
# Who answers while a run goes on is not reminded by it, however slow the relay is: few mails are in hand at a time.
. "$(dirname "$0")/../workspace.sh"
convoke init --address meet@host.example "$W" >/dev/null
{
    printf '%s\n' 'meeting: many' 'name: Many' 'zone: UTC' 'dates: 2004-07-14' 'answer-by: 2004-06-30' \
        'reminders: {days-before: [14]}' 'organizer: Olga Owner <olga@host.example>' 'guests:'
    for i in $(seq 10 39); do echo "  g$i: Guest Number $i <g$i@guests.example>"; done
} >"$T/many.yaml"
at 2004-06-01T09:00:00Z
c apply "$T/many.yaml" >/dev/null
c send >/dev/null
at 2004-06-16T09:00:00Z

mkdir "$T/kept"
mkfifo "$T/stop"
"$ROOT/tests/helper/smtpd" --keep "$T/kept" --log "$T/log" "dot:1=await $T/go+keep+250 taken" <"$T/stop" >"$T/port" &
exec 3>"$T/stop"
wait_for test -s "$T/port"
sed -i "s|^#*relay=.*|relay=smtp://127.0.0.1:$(cat "$T/port")?starttls=off\&connections=1|" "$W/convoke.conf"
c settle all sent >/dev/null
c remind >"$T/out" 2>&1 &
wait_for grep -q 'waits at dot' "$T/log"
sleep 0.3 # whatever is to be in hand is by then
in_hand=$(sqlite3 "$W/convoke.sqlite" "SELECT count(*) FROM outbox WHERE state = 'claimed'")
ok "few are in hand ($in_hand)" test "$in_hand" -le 3
for i in 37 38 39; do c answer "g$i" no --because 'phoned' >/dev/null; done
touch "$T/go"
wait $!
is "all are reminded but who has answered" 27 "$(ls "$T/kept" | wc -l)"
is "not who has" 0 "$(grep -lE '^To:.*<g3[789]@' "$T"/kept/* | wc -l)"
exec 3>&-
finish
