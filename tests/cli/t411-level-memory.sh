#!/bin/sh
# Many mails take no more memory than a thousand: what waits, what has ended and what is kept of the file have bounds
# that a thousand reach.
. "$(dirname "$0")/../lib.sh"
case $(nm -D "$B/convoke" 2>/dev/null) in
*__asan_init*)
    skip 'memory that is level' 'a sanitizer keeps what is freed'
    finish
    exit
    ;;
esac

# Most that sending to N guests takes, KB.
peak() {
    convoke init --address meet@convoke.example "$T/$1" >"$T/out" || return
    {
        cat <<EOF
meeting: level
name: Packet Days
zone: Europe/Oslo
location: Quiet Town, Norway
organizer: Ann Example <ann@convoke.example>
dates: [2004-08-10, 2004-08-11]
answer-by: 2004-07-20
about: |
  Two days around one table for people who write network code and read each other's mail all year.
guests:
EOF
        seq "$1" | sed 's/.*/  g&: Guest & <g&@guests.example>/'
    } >"$T/$1/events/level.yaml"
    convoke -C "$T/$1" apply "$T/$1/events/level.yaml" >"$T/out" || return
    python3 - convoke -C "$T/$1" send <<'EOF'
import os, subprocess, sys
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
print(usage.ru_maxrss if status == 0 else 0)
EOF
}
thousand=$(peak 1000)
more=$(peak 4000)
is 'all were sent' "1000 4000" \
    "$(ls "$T/1000/outbox" | wc -l | tr -d ' ') $(ls "$T/4000/outbox" | wc -l | tr -d ' ')"
ok "four thousand take what one thousand take, and an eighth more at most ($thousand and $more KB)" \
    test $((more * 8)) -le $((thousand * 9))
finish
