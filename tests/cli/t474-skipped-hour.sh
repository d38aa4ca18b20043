#!/bin/sh
# The night in which the clock is put forward: no session is taken that begins or ends in the hour that is left
# out, and no entry ends before it begins. Days that begin at 1:00 are days like others.
. "$(dirname "$0")/../workspace.sh"
event() { # event ZONE DATES [DATE AT], the rest of the file the same
    {
        printf '%s\n' 'meeting: night' 'name: Night' "zone: $1" 'organizer: Olga Owner <olga@host.example>' \
            "dates: $2" 'notices: {quiet: none, logistics: 1}' 'guests:' \
            '  ann: {name: Ann Able, address: ann@able.example}'
        [ $# -lt 4 ] || printf '%s\n' 'agenda:' "  $3:" "    - {at: $4, what: Night owls}"
    } >"$E"
}
entry() { # the calendar's lines about when, of the one invitation
    cat "$W"/outbox/*.eml | tr -d '\r' | grep -E '^DT(START|END)' | tr '\n' ' '
}
invited() { # invited AT...: the entry that a guest gets, in a new workspace
    rm -rf "$W" "$T/state"
    convoke init --address meet@host.example "$W" >/dev/null
    event "$@"
    c apply "$E" >"$T/out" 2>&1 && c send >/dev/null && entry
}
E=$W/events/night.yaml
at 2027-03-01T09:00:00Z

has 'an hour that comes' 'DTSTART:20270328T010000Z DTEND:20270328T020000Z' \
    "$(invited Europe/Oslo 2027-03-28 2027-03-28 3:00-4:00)"
has 'until the clock is put forward' 'DTSTART:20270328T000000Z DTEND:20270328T010000Z' \
    "$(invited Europe/Oslo 2027-03-28 2027-03-28 1:00-2:00)"
has 'over the hour that is left out' 'DTSTART:20270328T003000Z DTEND:20270328T013000Z' \
    "$(invited Europe/Oslo 2027-03-28 2027-03-28 1:30-3:30)"
has 'without an end, it takes an hour' 'DTSTART:20270328T003000Z DTEND:20270328T013000Z' \
    "$(invited Europe/Oslo 2027-03-28 2027-03-28 1:30)"
has 'twice in autumn: the first' 'DTSTART:20271031T003000Z DTEND:20271031T004500Z' \
    "$(invited Europe/Oslo 2027-10-31 2027-10-31 2:30-2:45)"

event Europe/Oslo 2027-03-28 2027-03-28 2:30-3:30
for command in check apply; do
    status "$command refuses an hour that does not come" 65 c "$command" "$E"
    has "$command says where and why" "$E:11:12: error: there is no 02:30 on 2027-03-28: the clock in Europe/Oslo is put forward from 02:00 to 03:00" "$(cat "$T/out" "$T/err")"
    has "$command says what to write" 'help: write 03:00 or later, or a time before 02:00' "$(cat "$T/out" "$T/err")"
done
event Europe/Oslo 2027-03-28 2027-03-28 1:00-2:30
status 'an end in it is refused' 65 c check "$E"

for place in Africa/Cairo:2027-04-30 Asia/Beirut:2027-03-28 America/Havana:2027-03-14; do
    zone=${place%:*} day=${place#*:}
    event "$zone" "$day" "$day" 0:00-2:00
    status "$zone has no midnight" 65 c check "$E"
    has "$zone: what to write" 'help: write 01:00 or later' "$(cat "$T/out")"
    event "$zone" "$day" "$day" 1:00-2:00
    ok "$zone: the day begins at 1:00" c check "$E"
done

# A whole day that begins at 1:00 is one: invited, reminded of where and when on its eve, over on the next.
has 'a whole day' 'DTSTART;VALUE=DATE:20270430 DTEND;VALUE=DATE:20270501' "$(invited Africa/Cairo 2027-04-30)"
c answer night ann yes --because "on the phone" >/dev/null
at 2027-04-29T12:00:00Z
c daily >/dev/null
is 'on the eve' 1 "$(grep -l '^X-Convoke: night logistics' "$W"/outbox/*.eml | wc -l)"
at 2027-04-30T20:59:00Z
lacks "until its midnight it goes on" "It is over." "$(c status night)"
at 2027-04-30T21:00:00Z
has "then it is over" "It is over." "$(c status night)"
finish
