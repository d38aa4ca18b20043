#!/bin/sh
# send is killed, again and again, and the machine loses power: no mail arrives twice, and each that has not
# arrived is queued still, or known to be in doubt.
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
# At each of these the server falls silent for good, and then send is killed; before the last final dot and
# after it, the mail taken or not, are the moments that count.
points='dot:6=keep+hang dot:13=hang mail:20=hang data:30=hang rcpt:38=hang ehlo:6=hang dot:45=keep+hang'
"$ROOT/tests/helper/smtpd" --keep "$T/kept" --log "$T/log" $points <"$T/stop" >"$T/port" &
exec 3>"$T/stop"
until [ -s "$T/port" ]; do sleep 0.05; done
sed -i "s|^#*relay=.*|relay=smtp://127.0.0.1:$(cat "$T/port")?starttls=off|" "$W/convoke.conf"
count() { sqlite3 "$W/convoke.sqlite" "SELECT count(*) FROM outbox WHERE $1"; }

silent() { [ "$(grep -c '^-- silent' "$T/log")" -ge "$1" ]; }

kills=0
for point in $points; do
    kills=$((kills + 1))
    convoke -C "$W" send >/dev/null 2>&1 &
    wait_for silent $kills
    kill -9 $!
    wait $! 2>/dev/null
done
is 'it was killed at every point' $kills "$(grep -c '^-- silent' "$T/log")"
status 'the last run ends well' 0 c send
sed -n 's/^Message-ID: //pI' "$T"/kept/* | tr -d '\r' | sort >"$T/arrived"
is 'nothing arrived twice' '' "$(uniq -d "$T/arrived")"
is 'nothing is left to be done' 0 "$(count "state NOT IN ('sent', 'unknown')")"
is 'what is sent has arrived' '' "$(sqlite3 "$W/convoke.sqlite" \
    "SELECT message_id FROM outbox WHERE state = 'sent'" | sort | comm -23 - "$T/arrived")"
# Two are in hand at a time.
ok 'few are in doubt' [ "$(count "state = 'unknown'")" -le $((2 * kills)) ]
has 'and said to be' 'in doubt: may or may not have arrived' "$(c status)"

# Where there is no journal that can be believed, all that a dead run had claimed may have left: somebody
# removed the file, or the machine has died, too, and with it what was not on the disk yet.
boot=$(cut -c1-8 /proc/sys/kernel/random/boot_id)
: >"$W/run/00000000-1-00000000"
# So had others, before their files had names.
: >"$W/run/00000000-1-00000000.new"
: >"$W/run/$boot-4194305-00000000.new"
sqlite3 "$W/convoke.sqlite" "UPDATE outbox SET state = 'claimed', ended_at = NULL, started_at = 1,
    claimed_by = iif(person = 'g1', '$boot', '00000000') || '-1-00000000' WHERE person IN ('g1', 'g2')"
rm -f "$T"/kept/*
status 'after both' 0 c send
is 'nothing is sent' '' "$(ls "$T/kept")"
is 'both are in doubt' 2 "$(count "state = 'unknown' AND person IN ('g1', 'g2')")"
is 'no lock is left, but the record of the sending' epoch "$(ls "$W/run")"
exec 3>&-
finish
