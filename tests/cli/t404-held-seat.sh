#!/bin/sh
# As long as the organizer holds word of a seat that came free, its reader goes on waiting for one: they hear of changes
# as who waits does, and of nothing that only who comes is told.
. "$(dirname "$0")/../workspace.sh"
workspace
E=$W/events/oslo.yaml
text() { "$ROOT/tests/helper/read-mail" --text "$1" | tr '\n' ' ' | tr -s ' '; }
to() { grep -l "^X-Convoke: oslo $1" $(grep -l "^Delivered-To: $2" "$W"/outbox/*.eml) 2>/dev/null; }
edit() { # edit TIME SED
    at "$1"
    sed -i "$2" "$E"
    c apply "$E" >/dev/null
}
ANN=ann@able.example BEN=ben@bold.example
sed -i 's/^seats: 10/seats: 1/; s/^answer-by.*/&\nnotices: {logistics: [21]}/' "$E"
c apply "$E" >/dev/null
c send >/dev/null
reply "$BEN" "Yes, I am coming." | c receive -q
reply "$ANN" "Yes, I am coming." | c receive -q
c daily
c hold promoted >/dev/null
at 2004-06-02T09:00:00Z
reply "$BEN" "No, I cannot come after all, sorry." | c receive -q
c daily
has "word of the seat is held" "promoted" "$(c outbox | grep 'Ann Able')"

edit 2004-06-03T09:00:00Z 's/10:00am, who: ann/11:00am, who: ann/'
at 2004-06-03T13:00:00Z
c daily
m=$(to change "$ANN")
has "a change is told beside it" "11:00" "$(text "$m")"
has "to who waits, as far as they know" "You are still on the waiting list." "$(text "$m")"
edit 2004-06-04T09:00:00Z 's/^location: .*/location: Bergen, Norway/'
at 2004-06-04T13:00:00Z
c daily
m=$(to change "$ANN" | tail -n 1)
has "their calendar shows no more" "PARTSTAT=TENTATIVE" "$(tr -d '\r\n' <"$m" | sed 's/ //g')"
c announce all >/dev/null
c daily
has "an announcement says so, too" "You are still on the waiting list." "$(text "$(to announcement "$ANN")")"
lacks "and not to who does not" "waiting list" "$(text "$(to announcement cem@celik.example)")"
at 2004-06-23T09:00:00Z
c daily
is "nobody is told where to go who waits" "" "$(to logistics "$ANN")"
has "what is held is shown as it will read" "Good news: a seat" "$(c show oslo ann promoted | tr '\n' ' ')"
has "and is an entry of who comes" "PARTSTAT=ACCEPTED" "$(c show oslo ann promoted | tr -d '\r\n' | sed 's/ //g')"
c release all >/dev/null
c send >/dev/null
m=$(to promoted "$ANN")
has "let go, it is told" "Good news: a seat at Oslo 2004" "$(text "$m")"
at 2004-06-24T09:00:00Z
c daily
has "and then where to go" "days we meet: Oslo 2004 begins" "$(text "$(to logistics "$ANN")")"
finish
