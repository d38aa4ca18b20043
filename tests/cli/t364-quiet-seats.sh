#!/bin/sh
# Mail about seats at night: it waits for the morning of its reader, the seat is kept meanwhile, and the days to
# answer count from when it left; unless the meeting is so near that they would be fewer.
. "$(dirname "$0")/../workspace.sh"
to() { grep -l "^X-Convoke: oslo $1" "$W"/outbox/*.eml 2>/dev/null | xargs -r sed -n 's/^Delivered-To: //p' | tr -d '\r' | sort | paste -sd' ' -; }
invitation() { grep -l "^X-Convoke: oslo seat" $(grep -l "^Delivered-To: $1" "$W"/outbox/*.eml) | tail -n 1; }
text_to() { "$ROOT/tests/helper/read-mail" --text "$(mail_to "$1")" | tr '\n' ' '; }
edit() { sed -i "$1" "$W/events/oslo.yaml" && c apply "$W/events/oslo.yaml" >/dev/null; }

workspace
edit 's/^seats: 10/seats: {count: 2, offer-days: 7}/; s/^reminders:.*//; s/^  ben: {/  ben: {zone: Asia\/Tokyo, /'

# 23:30 in Oslo, 06:30 in Tokyo.
at 2004-06-01T21:30:00Z
out=$(c send)
is "nobody is woken by the offer of a seat" "" "$(to seat)"
has "send says what waits" "2 put off until later: convoke plan." "$out"
lacks "and that is not nothing" "Nothing is owed" "$out"
plan=$(c plan)
has "plan says until when, by the clock of each" "not before 2004-06-02 07:00" "$plan"
has "and that of Tokyo" "not before 2004-06-02 00:00" "$plan"
has "the seats are kept meanwhile" "0 taken, 2 offered, 0 free" "$(c status)"
at 2004-06-01T22:00:00Z
c daily
is "in the morning of Tokyo" "ben@bold.example" "$(to seat)"
at 2004-06-02T05:00:00Z
c daily
is "and in that of Oslo" "ann@able.example ben@bold.example" "$(to seat)"
has "the days count from then" "until Wednesday, 9 June" "$(text_to ann@able.example)"

# A no in the night.
at 2004-06-02T23:00:00Z
reply ann@able.example "Sorry, I cannot come." | c receive -q
is "whoever wrote in the night is answered in the night" "ann@able.example" "$(to echo)"
is "the next one is not woken" "ann@able.example ben@bold.example" "$(to seat)"
has "and is kept the seat" "0 taken, 2 offered, 0 free" "$(c status)"
at 2004-06-03T05:00:00Z
c daily
has "but has the offer in the morning" "until Thursday, 10 June" "$(text_to cem@celik.example | sed 's/bis Donnerstag, 10. Juni/until Thursday, 10 June/')"

# Promotion.
edit 's/offer-days: 7}/offer-days: 7}/; s/count: 2/count: 1/'
reply ben@bold.example "Yes, I am coming." | c receive -q
reply cem@celik.example "Ja, ich komme." | c receive -q
c answer ann yes --because 'on the phone, so she can' >/dev/null
c daily
has "there is a waiting list" "1 waits" "$(c status)"
at 2004-06-04T22:00:00Z
reply ben@bold.example "Sorry, I cannot come after all." | c receive -q
reply cem@celik.example "Doch nicht, ich kann leider nicht kommen." | c receive -q
has "Ann has the seat" "1 taken, 0 offered, 0 free" "$(c status)"
is "and hears of it" "" "$(to promoted)"
at 2004-06-05T05:00:00Z
c daily
is "in the morning" "ann@able.example" "$(to promoted)"

# So near that the offer ends with the meeting's first day: each hour counts.
at 2004-07-08T22:30:00Z
reply cem@celik.example "Wie gesagt, ich komme nicht." | c receive -q
c answer ann no --because 'on the phone again' >/dev/null
c daily
is "five days before it the next one is invited at once, at night" "dot@dash.example" \
    "$(to seat | tr ' ' '\n' | grep dot)"

# Rehearsed: why the next one has theirs.
rm -rf "$W" "$T/serial"
at 2004-06-01T09:00:00Z
workspace
edit 's/^seats: 10/seats: {count: 1, offer-days: 7}/; s/^reminders:.*//'
out=$(c rehearse --assume ben=yes@2004-06-20 --until 2004-06-30 | tr -s ' \n' '  ')
has "an offer ends at midnight; word of that, and the next, leave in the morning" \
    "Wed 2004-06-09 00:00 offer ends Ann Able they did not say yes in time 07:00 digest organizer something happened since the last digest 07:00 seat Ben Bold" "$out"
has "who says yes too late waits" "waits Ben Bold they said yes when all seats were taken or offered" "$out"
status "for programs, too" 0 c rehearse --until 2004-06-30 --json
has "by the same name" '"kind": "offer ends"' "$(cat "$T/out")"
finish
