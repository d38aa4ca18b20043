#!/bin/sh
# Offers of seats: reminders that count from the end of each offer, not from answer-by; what the digest says of
# who waits; a quota as the reason to wait.
. "$(dirname "$0")/../workspace.sh"
workspace
to() { grep -l "^X-Convoke: oslo $1" "$W"/outbox/*.eml 2>/dev/null | xargs -r sed -n 's/^Delivered-To: //p' | tr -d '\r' | sort | paste -sd' ' -; }
invitation() { grep -l "^X-Convoke: oslo seat" $(grep -l "^Delivered-To: $1" "$W"/outbox/*.eml) | tail -n 1; }
file=$W/events/oslo.yaml
sed -i 's/^seats: 10/seats: {count: 2, offer-days: 7}/; /^answer-by/d; s/^reminders:.*/reminders: {days-before: [14, 2], maybes: yes}/; /^notices/d; s/^agenda:/notices: none\nagenda:/' "$file"
sed -i 's/^notices: none/notices: {nudge: none, logistics: none}/' "$file"
ok "offers need no answer-by to be reminded of" c apply "$file"
c send >/dev/null
is "the first two are invited" "ann@able.example ben@bold.example" "$(to seat)"

# Offered on 1 June, so until the 8th; the step of 14 days was over before it began.
at 2004-06-05T08:00:00Z
c daily
is "nobody is reminded early" "" "$(to reminder)"
at 2004-06-06T08:00:00Z
has "plan says what it counts from" "2 days or less to the end of the offer" "$(c daily --dry-run; c plan)"
c daily
c daily
is "two days before the end of the offer, once" "ann@able.example ben@bold.example" "$(to reminder)"
m=$(mail_to ben@bold.example)
has "the mail says until when" "by Tuesday, 8 June 2004" "$(tr -d '\r' <"$m")"
has "and that it is the last" "This is my last reminder." "$(tr -d '\r' <"$m")"
reply ann@able.example "Yes, I am coming." | c receive -q

# The next one's days are their own.
at 2004-06-09T08:00:00Z
c daily
is "the next is invited" "ann@able.example ben@bold.example cem@celik.example" "$(to seat)"
at 2004-06-13T08:00:00Z
c daily
is "not reminded yet" 2 "$(to reminder | wc -w | tr -d ' ')"
at 2004-06-14T08:00:00Z
c daily
is "but by the days of that offer; whose offer ended is left alone" \
    "ann@able.example ben@bold.example cem@celik.example" "$(to reminder)"
reply cem@celik.example "Ja, ich komme." | c receive -q
at 2004-06-15T08:00:00Z
reply ben@bold.example "Yes, I will come." | c receive -q
c daily
digest=$(tr -d '\r' <"$(mail_to olga@host.example)")
has "the digest counts who waits" "Waiting list     1" "$digest"
has "and names them" "On the waiting list, in this order: Ben Bold." "$digest"
has "beside the answer" "Ben Bold: coming, on the waiting list" "$digest"
has "who was not invited yet owes nothing" "Not invited      1" "$digest"
lacks "by name" "Still to answer" "$digest"

# A seat is free, but not for them.
sed -i 's/^seats: .*/seats: {count: 4, offer-days: 7, quotas: {group: {core: 1}}}/; s/^  cem: {/  cem: {groups: core, /; s/^  dot: {/  dot: {groups: core, /' "$file"
c apply "$file" >/dev/null
c daily
c answer dot yes --because 'on the phone' >/dev/null
c daily
m=$("$ROOT/tests/helper/read-mail" --text "$(mail_to dot@dash.example)" | tr '\n' ' ')
has "the reason is told" "that your affiliation or group can have" "$m"
lacks "not another one" "All seats (4)" "$m"
finish
