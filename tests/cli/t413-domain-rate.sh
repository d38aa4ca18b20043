#!/bin/sh
# The rate of mail to one domain: what its answers teach slows down that domain alone, for the next run, too; what is
# no word about rates teaches nothing; when two domains say so it is about all of our mail; and domain-rate is a limit
# of the organizer's own.
. "$(dirname "$0")/../workspace.sh"
DB=$W/convoke.sqlite
mkfifo "$T/stop"
# with RULE...: a new meeting whose first guests are those of strict.example, and a relay that answers so
with() {
    rm -rf "$W"
    convoke init --address meet@host.example "$W" >/dev/null
    {
        printf '%s\n' 'meeting: many' 'name: Many' 'zone: UTC' 'dates: 2004-07-14' \
            'organizer: Olga Owner <olga@host.example>' 'guests:'
        for i in $(seq 100); do echo "  a$i: Guest Number $i <a$i@strict.example>"; done
        for i in 1 2 3 4; do echo "  b$i: Guest Number $i <b$i@easy.example>"; done
    } >"$W/many.yaml"
    c apply "$W/many.yaml" >/dev/null
    rm -f "$T/port"
    "$ROOT/tests/helper/smtpd" --log "$T/log" "$@" <"$T/stop" >"$T/port" &
    exec 3>"$T/stop"
    until [ -s "$T/port" ]; do sleep 0.05; done
    sed -i "s|^#*relay=.*|relay=smtp://127.0.0.1:$(cat "$T/port")?starttls=off|" "$W/convoke.conf"
}
sent_to() { sqlite3 "$DB" "SELECT count(*) FROM outbox WHERE state = 'sent' AND recipient LIKE '%@$1.example'"; }
learnt() { sqlite3 "$DB" "SELECT group_concat(scope, ' ') FROM (SELECT scope FROM pace WHERE per_hour > 0 ORDER BY scope)"; }
tried() { sed -n 's/^C: RCPT TO:<\([^>]*\)>.*/\1/p' "$T/log" | grep -c "$1"; }
# run_until COMMAND...: a run of send that is told to stop when COMMAND holds; those that wait may wait for minutes
run_until() {
    convoke -C "$W" send >/dev/null 2>&1 &
    sender=$!
    wait_for "$@"
    kill -TERM $sender 2>/dev/null
    wait $sender
}
all_easy() { [ "$(sent_to easy)" = 4 ]; }

with 'rcpt:1=450 4.7.1 too many messages, slow down'
run_until all_easy
is "a domain that says we are too fast slows down itself" "@strict.example" "$(learnt)"
is "and holds up no other" 4 "$(sent_to easy)"
ok "its own mail waits" [ "$(tried strict)" -lt 100 ]
exec 3>&-

# From run to run: it had said that nothing goes before an hour has passed.
with
sqlite3 "$DB" "INSERT INTO pace (scope, per_hour, until, changed_at) VALUES ('@strict.example', 60, unixepoch('2004-06-01 10:00'), unixepoch('2004-06-01 09:00'))"
run_until all_easy
is "what was learnt holds in the next run" 0 "$(tried strict)"
exec 3>&-

with 'rcpt:1=450 4.2.0 greylisted, come back later'
status "greylisting" 0 c send
is "is no word about rates" "" "$(learnt)"
is "and holds up nothing but that mail" 99/4 "$(sent_to strict)/$(sent_to easy)"
exec 3>&-

with 'rcpt=450 4.7.1 too many messages, slow down'
both() { case $(learnt) in *relay*) ;; *) false ;; esac; }
run_until both
has "two domains at once are about all of our mail" relay "$(learnt)"
exec 3>&-

with
sed -i 's/^#*domain-rate=.*/domain-rate=1/' "$W/convoke.conf"
grep -q '^domain-rate' "$W/convoke.conf" || printf '\n[send]\ndomain-rate=1\n' >>"$W/convoke.conf"
each() { [ "$(sent_to strict)" -ge 1 ] && [ "$(sent_to easy)" -ge 1 ] && sleep 1; }
run_until each
ok "domain-rate holds back each domain" [ "$(sent_to strict)/$(sent_to easy)" != 100/4 ]
is "and teaches nothing" "" "$(learnt)"
exec 3>&-
finish
