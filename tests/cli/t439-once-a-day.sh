#!/bin/sh
# One run a day is enough at any hour, though it may be night for who reads it: what quiet hours hold back comes in time
# all the same.
. "$(dirname "$0")/../workspace.sh"
workspace
E=$W/events/oslo.yaml
begin() { # begins anew, from Ann in Auckland (UTC+12) and Ben in New York (UTC-4): begin REMINDERS NOTICES [FIELDS]
    rm -rf "$W"
    at 2004-06-01T09:00:00Z
    workspace
    sed -i "s|^seats: 10|${3:-seats: 10}|; s|^reminders: .*|reminders: $1|; s|^answer-by: .*|&\\nnotices: $2|; s|groups: core}|zone: ZONE}|" "$E"
    sed -i '/^  ann:/s|ZONE|Pacific/Auckland|; /^  ben:/s|ZONE|America/New_York|' "$E"
    c apply "$E" >/dev/null
    c send >/dev/null
}
daily() { # daily HOUR DAY... runs it on these days of 2004
    hour=$1
    shift
    for day in "$@"; do
        at "2004-${day}T$hour:00Z"
        c daily
    done
}
# When mails of a kind left for somebody: "06-29 10:17".
left() { sqlite3 "$W/convoke.sqlite" "SELECT group_concat(strftime('%m-%d %H:%M', ended_at, 'unixepoch'), ', ') FROM outbox WHERE kind = '$1' AND person = '$2' AND state = 'sent' ORDER BY ended_at"; }
week='06-27 06-28 06-29 06-30 07-01 07-02'

begin '[2, 1]' '{nudge: none}'
daily 10:17 $week
is "in Auckland the first reminder waits for a night, and comes in the next" "06-29 10:17" "$(left reminder ann | cut -c1-11)"
is "in the morning of New York both come on their days" "06-28 10:17, 06-29 10:17" "$(left reminder dot)"
begin '[2, 1]' '{nudge: none}'
daily 04:17 $week
is "as in New York, in whose night another run comes" "06-29 04:17" "$(left reminder ben | cut -c1-11)"
begin '[1]' '{nudge: none}'
daily 10:17 $week
is "the only reminder comes on the last day to answer" "06-30 10:17" "$(left reminder ann)"

# The offer of a seat ends on 7 June, when that day ends.
offered() { # offered REMINDERS WANT
    begin "$1" '{nudge: none}' 'seats: {count: 4, offer-days: 6}'
    daily 10:17 06-02 06-03 06-04 06-05 06-06 06-07 06-08
    is "reminders $1: before her offer ends she is reminded" "$2" "$(left reminder ann)"
}
offered '[2, 1]' '06-06 10:17, 06-07 10:17'
offered '[1]' '06-07 10:17'
offered '[0]' '06-07 10:17'

# Who comes hears when and where.
comes() { # comes LOGISTICS HOUR
    begin '[14]' "{logistics: $1, nudge: none}"
    c answer ann yes --because phone >/dev/null
    c answer ben yes --because phone >/dev/null
    daily "$2" 07-10 07-11 07-12 07-13 07-14 07-15
}
comes 1 10:17
is "in Auckland on the eve, since a day later it has begun" "07-13 10:17" "$(left logistics ann)"
is "as in New York" "07-13 10:17" "$(left logistics ben)"
comes 1 04:17
is "in New York before it begins, since that is early enough" "07-14 04:17" "$(left logistics ben)"
comes '[2, 1]' 10:17
is "of two steps the last comes alone" "07-13 10:17" "$(left logistics ann)"

# Runs that come often wait for the morning, each time.
begin '[2, 1]' '{logistics: [1, 0]}'
c answer ben yes --because phone >/dev/null
for day in 06-27 06-28 06-29; do for hour in 00 02 04 05 20 22; do daily "$hour:17" "$day"; done; done
is "runs that come often remind nobody at night" "06-28 05:17, 06-29 05:17" "$(left reminder dot)"
c answer dot yes --because phone >/dev/null
for day in 07-12 07-13 07-14; do for hour in 00 02 04 05 20 22; do daily "$hour:17" "$day"; done; done
is "nor tell anybody where to go, if only on the day" "07-13 05:17, 07-14 05:17" "$(left logistics dot)"

# plan knows.
plan() { c plan | tr -s ' \n' ' '; }
begin '[2, 1]' '{nudge: none}'
at 2004-06-28T10:17:00Z
has "plan says how long it waits" "reminder Ann Able not before 2004-06-28 21:00" "$(plan)"
c daily
has "also once it is queued" "reminder Ann Able not before 2004-06-28 21:00" "$(plan)"
at 2004-06-29T10:17:00Z
has "and that it waits no longer" "reminder Ann Able has not answered, and it is 2 days" "$(plan)"
lacks "though it is night again" "Ann Able not before" "$(plan)"
finish
