#!/bin/sh
# Changes that meet other mail, the night, or seats: nobody goes without the news, and nobody gets them twice.
. "$(dirname "$0")/../workspace.sh"
E=$W/events/oslo.yaml
edit() { sed -i "$1" "$E" && c apply "$E"; }
swept() { rm -f "$W"/outbox/*.eml; }
text() { "$ROOT/tests/helper/read-mail" --text "$1" | tr '\n' ' ' | tr -s ' '; }
of() { grep -l "^X-Convoke: oslo $1" "$W"/outbox/*.eml 2>/dev/null; }
to() { of "$1" | while read -r f; do sed -n '1,2s/^Delivered-To: //p' "$f" | tr -d '\r'; done | sort | tr '\n' ' ' | sed 's/ $//'; }
anew() {
    rm -rf "$W"
    at 2004-06-01T09:00:00Z
    workspace
    c send >/dev/null
    reply ann@able.example "Yes, I am coming." | c receive -q
    c daily
    swept
}

# --- an announcement that the organizer holds ---
anew
c hold announcement >/dev/null
c announce accepted >/dev/null
at 2004-06-02T07:00:00Z
edit 's/10:00am, who: ann/11:00am, who: ann/' >/dev/null
at 2004-06-02T08:10:00Z
c daily
has "a change is told beside an announcement that is held" "11:00" "$(text "$(of change)")"
swept
edit '/^  2004-07-14/,/Lunch/s/12:00pm/12:30pm/' >/dev/null
c hold change >/dev/null
at 2004-06-02T09:30:00Z
c daily
has "the next one is held, too" "change" "$(c outbox | grep Ann)"
c release all >/dev/null
c send >/dev/null
a=$(text "$(of announcement)")
has "let go together, the announcement says it" "(was: 12:00)" "$a"
lacks "and nothing that they were told before" "(was: 10:00)" "$a"
at 2004-06-02T12:00:00Z
c daily
is "the change does not" "" "$(to change)"

# --- in the night before it begins, on any day of the meeting ---
anew
at 2004-07-14T20:30:00Z
edit 's/10:00am, who: ben/7:30am, who: ben/' >/dev/null
has "plan says that it leaves once it has rested, though it is night" "change Ann Able not before 2004-07-14 23:30; session" "$(c plan | tr '\n' ' ' | tr -s ' ')"
at 2004-07-14T21:35:00Z
c daily
is "what begins early in the morning does not wait for it" "ann@able.example ben@bold.example" "$(to change)"
anew
at 2004-07-14T20:30:00Z
edit 's/10:00am, who: ben/9:00am, who: ben/' >/dev/null
has "plan says that a mail waits for the morning" "not before 2004-07-15 07:00" "$(c plan | tr '\n' ' ' | tr -s ' ')"
at 2004-07-14T21:35:00Z
c daily
is "what begins later does" "" "$(to change)"
at 2004-07-15T05:05:00Z
c daily
is "and is told in the morning" "ann@able.example ben@bold.example" "$(to change)"

# --- two reminders on one day of the reader, which are two days of the meeting ---
anew
edit 's/^reminders: .*/reminders: [2, 1]/; s#zone: Europe/Berlin}#zone: America/Los_Angeles}#' >/dev/null
at 2004-06-28T21:55:00Z
c daily
swept
at 2004-06-28T22:05:00Z
c daily
is "whose day it still is, is not reminded again" "" "$(to reminder)"
at 2004-06-29T14:05:00Z
c daily
is "but in their morning" "cem@celik.example" "$(to reminder | tr ' ' '\n' | grep cem)"

# --- seats ---
rm -rf "$W"
at 2004-06-01T09:00:00Z
workspace
edit 's/^seats: 10/seats: {count: 1, offer-days: 3}/' >/dev/null
c send >/dev/null
at 2004-06-06T09:00:00Z
c daily
at 2004-06-07T09:00:00Z
edit 's/location: Oslo, Norway/location: Bergen, Norway/' >/dev/null
swept
at 2004-06-07T11:00:00Z
c daily
is "who let an offer end, and has no part in it, is not written to" "ben@bold.example" "$(to change)"
edit 's/10:00am, who: ann/11:00am, who: ann/' >/dev/null
swept
at 2004-06-07T13:00:00Z
c daily
m=$(text "$(of change | xargs grep -l '^Delivered-To: ann')")
has "whose own part moved hears of it" "Your part has changed, too." "$m"
has "and that no seat is kept" "No seat is kept for you at the moment." "$m"
lacks "without a day to answer by" "let me know" "$m"
swept
c answer ben yes --because 'on the phone' >/dev/null
c answer ann yes --because 'on the phone' >/dev/null
c daily
swept
edit 's/location: Bergen, Norway/location: Hamar, Norway/' >/dev/null
at 2004-06-07T15:00:00Z
c daily
f=$(of change | xargs grep -l '^Delivered-To: ann')
has "who waits for a seat reads that they still do" "You are still on the waiting list (place 1)" "$(text "$f")"
has "and gets an entry that settles nothing" "PARTSTAT=TENTATIVE" "$(tr -d '\r\n' <"$f" | sed 's/ //g')"
lacks "not as one who comes" "PARTSTAT=ACCEPTED" "$(tr -d '\r\n' <"$f" | sed 's/ //g')"
f=$(of change | xargs grep -l '^Delivered-To: ben')
has "who has one gets theirs" "PARTSTAT=ACCEPTED" "$(tr -d '\r\n' <"$f" | sed 's/ //g')"
finish
