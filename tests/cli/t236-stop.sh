#!/bin/sh
# send is asked to stop: it finishes what it has in hand, gives back the rest, and says so.
. "$(dirname "$0")/../workspace.sh"
convoke init --address meet@host.example "$W" >/dev/null
{
    printf '%s\n' 'meeting: many' 'name: Many' 'zone: UTC' 'dates: 2004-07-14' \
        'organizer: Olga Owner <olga@host.example>' 'guests:'
    for i in $(seq 60); do echo "  g$i: Guest Number $i <g$i@guests.example>"; done
} >"$T/many.yaml"
c apply "$T/many.yaml" >/dev/null

mkdir "$T/kept"
mkfifo "$T/stop"
"$ROOT/tests/helper/smtpd" --keep "$T/kept" --log "$T/log" 'dot=pause+keep+250 2.0.0 taken' <"$T/stop" >"$T/port" &
exec 3>"$T/stop"
until [ -s "$T/port" ]; do sleep 0.05; done
sed -i "s|^#*relay=.*|relay=smtp://127.0.0.1:$(cat "$T/port")?starttls=off\&connections=3|" "$W/convoke.conf"
count() { sqlite3 "$W/convoke.sqlite" "SELECT count(*) FROM outbox WHERE $1"; }

for signal in TERM INT; do
    before=$(ls "$T/kept" | wc -l)
    env convoke -C "$W" send >"$T/out" 2>"$T/err" &
    until [ "$(ls "$T/kept" | wc -l)" -gt $((before + 4)) ]; do sleep 0.02; done
    kill -$signal $!
    wait $!
    is "it ends as for what may work later ($signal)" 75 $?
    has 'and says why' 'stopped by a signal; what is left waits for the next run' "$(cat "$T/err")"
    has 'and what it did' ' sent' "$(tail -n 1 "$T/out")"
    is 'all that arrived is recorded' "$(ls "$T/kept" | wc -l)" "$(count "state = 'sent'")"
    is 'all else waits' 60 "$(count "state IN ('sent', 'queued')")"
    is 'as if it had not been tried' 0 "$(count "state = 'queued' AND (attempts > 0 OR words <> '')")"
    ok 'and there is such' [ "$(count "state = 'queued'")" -gt 0 ]
    is 'no file of the run is left but the epoch' epoch "$(ls "$W/run")"
done
status 'the next run sends the rest' 0 c send
is 'to everybody, once' 60 "$(grep -h '^To:' "$T"/kept/* | sort -u | wc -l)"
is 'and no more' 60 "$(ls "$T/kept" | wc -l)"
exec 3>&-
finish
