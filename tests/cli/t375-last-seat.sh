#!/bin/sh
# Two answers for the last seat at the same moment, in processes of their own: one gets it, the other waits, and
# each is told what is so. A hundred times, from copies of one workspace; ten of them send the echoes, too.
. "$(dirname "$0")/../workspace.sh"
workspace
sed -i 's/^seats: 10/seats: 1/' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
c send >/dev/null
reply ann@able.example 'Yes, I will come.' >"$T/ann"
reply ben@bold.example 'Yes, gladly.' >"$T/ben"
reply dot@dash.example 'Count me in.' >"$T/dot"
rm -rf "$W/outbox" # the copies start with an empty one

cp -r "$W" "$T/quiet"
sed -i 's/^#*echo=.*/echo=false/' "$T/quiet/convoke.conf"
is 'the quiet ones send nothing' 1 "$(grep -c '^echo=false' "$T/quiet/convoke.conf")"

# What the ledger holds, and what each was told, in a line.
told() {
    sqlite3 "$1/convoke.sqlite" "SELECT group_concat(state, ' ') FROM (SELECT state FROM seat ORDER BY state)"
    [ "$2" = loud ] || return
    cat "$1"/outbox/*.eml | tr -d '\r' | grep -c '^I look forward to seeing you\.$'
    cat "$1"/outbox/*.eml | tr -d '\r' | grep -o 'list (place [12])' | sort | grep -o 'place [12]'
}
round=0
failed=
while [ $round -lt 100 ] && [ -z "$failed" ]; do
    round=$((round + 1))
    V=$T/v$round
    # Now and then they are told at once, and sometimes they are three.
    kind=quiet crowd='ann ben' from=$T/quiet
    [ $((round % 10)) -ne 0 ] || kind=loud from=$W
    [ $((round % 4)) -ne 0 ] || crowd='ann ben dot'
    cp -r "$from" "$V"
    for guest in $crowd; do
        convoke -C "$V" receive -q <"$T/$guest" 2>>"$T/errors" &
    done
    wait
    got=$(told "$V" $kind | tr '\n' ',')
    case $kind/$crowd in
    quiet/*dot) want='taken waiting waiting,' ;;
    loud/*dot) want='taken waiting waiting,1,place 1,place 2,' ;;
    quiet/*) want='taken waiting,' ;;
    *) want='taken waiting,1,place 1,' ;;
    esac
    [ "$got" = "$want" ] || failed="round $round: $got"
    rm -rf "$V"
done
is 'one seat is one seat, a hundred times' '' "$failed"
is 'and nobody stumbled' '' "$(cat "$T/errors")"
is 'all rounds were run' 100 "$round"
finish
