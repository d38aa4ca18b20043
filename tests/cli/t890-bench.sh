#!/bin/sh
# make bench, twenty mails and one round of it: every figure has its line.
. "$(dirname "$0")/../lib.sh"
figures=$(for group in send receive lmtp explain memory; do
    sed -n 's/.*"\([a-z0-9-]*\)": Figure(.*/\1/p' "$ROOT/tests/bench/$group.py" | sed "s|^|$group/|"
done)

if [ ! -x /usr/sbin/smtp-sink ] && ! command -v smtp-sink >/dev/null; then
    skip 'the bench' 'no smtp-sink'
    finish
    exit
fi
has 'there are figures' 'send/smtp-source-1' "$figures"
status 'the bench runs' 0 env N=20 ROUNDS=1 B="$B" "$ROOT/tests/bench/run"
cp "$T/out" "$T/lines"
for figure in $figures; do
    line=$(grep "^$figure " "$T/lines")
    number='[0-9][0-9]*'
    case $line in
    "$figure - (no "*) skip "$figure" "${line#*- }" ;;
    *) ok "$figure" sh -c 'echo "$1" | grep -qx "$2"' sh "$line" \
        "$figure $number\.[0-9][0-9] (ours $number, peer $number, [a-zA-Z]*\(/s\)*)" ;;
    esac
done
status 'one figure alone' 0 env N=20 ROUNDS=1 B="$B" "$ROOT/tests/bench/run" receive/gmime
is 'is one line' 1 "$(wc -l <"$T/out")"
status 'a figure that is none' 1 env B="$B" "$ROOT/tests/bench/run" receive/speed
has 'is told what there is' 'receive/gmime' "$(cat "$T/err")"
is 'it leaves nothing behind' '' "$(ls "$B/bench")"
finish
