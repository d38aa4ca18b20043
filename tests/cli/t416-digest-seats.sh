#!/bin/sh
# What a digest says of seats that are offered: which offers went out and ended since the last one, and for whom none is
# kept any more.
. "$(dirname "$0")/../workspace.sh"
workspace
file=$W/events/oslo.yaml
sed -i 's/^seats: 10/seats: {count: 2, offer-days: 7}/; /^answer-by/d; s/^reminders:.*/reminders: none/; s/^agenda:/notices: {nudge: none, logistics: none}\nagenda:/' "$file"
c apply "$file" >/dev/null
c send >/dev/null
invitation() { grep -l "^X-Convoke: oslo seat" $(grep -l "^Delivered-To: $1" "$W"/outbox/*.eml) | tail -n 1; }
says() { reply "$1" "$2" | c receive -q; }
digest() { "$ROOT/tests/helper/read-mail" --text "$(mail_to olga@host.example)"; }
daily() {
    at "2004-06-${1}T08:00:00Z"
    c daily
}

at 2004-06-02T08:00:00Z
says ann@able.example "Maybe, I am not sure yet."
daily 03
has "the first tells to whom seats are offered, and until when" "What happened with seats:

  -  Ann Able: a seat is kept until Tuesday, 8 June 2004
  -  Ben Bold: a seat is kept until Tuesday, 8 June 2004
" "$(digest)"
has "a maybe while one is kept" "Ann Able: maybe, “I am not sure yet”" "$(digest)"
daily 08
is "as long as they stand nothing happens" 1 "$(count_to olga@host.example)"

# Nobody wrote on that day, and seats went on.
daily 09
is "offers that end are news" 2 "$(count_to olga@host.example)"
has "they and the next are told" "What happened with seats:

  -  Ann Able: said no more than “maybe” while a seat was kept
  -  Ben Bold: did not answer while a seat was kept
  -  Cem Çelik: a seat is kept until Wednesday, 16 June 2004
  -  Dot Dash: a seat is kept until Wednesday, 16 June 2004
" "$(digest)"
has "who is counted as owing an answer is named, on the day of the offer, too" \
    "Still to answer: Ben Bold, Cem Çelik and Dot Dash. No seat is kept any more for Ben Bold." "$(digest)"
has "as many as the subject says" "3 still to answer" "$(header "$(mail_to olga@host.example)" Subject)"

says ann@able.example "Maybe, I do not know yet."
says dot@dash.example "No, I cannot come."
daily 10
has "a maybe for which no seat is kept" "Ann Able: maybe, but no seat is kept for them any more" "$(digest)"
lacks "is no news of seats" "What happened" "$(digest)"
says ben@bold.example "Yes, I will come."
daily 11
lacks "nor is a yes that takes one" "What happened" "$(digest)"

# A seat that comes free for who waits.
says ann@able.example "Yes, I am coming."
daily 12
has "who waits is told of as that" "On the waiting list, in this order: Ann Able" "$(digest)"
says ben@bold.example "No, I cannot come after all."
daily 13
has "and who has one then" "Ann Able: has the seat that came free" "$(digest)"

# One that the organizer holds is kept, too.
sed -i 's/^seats: .*/seats: {count: 3, offer-days: 7}/' "$file"
sed -i 's/^guests:/&\n  eve: {name: Eve Ember, address: eve@ember.example}/' "$file"
c apply "$file" >/dev/null
c hold seat >/dev/null
says cem@celik.example "Ja, ich komme."
daily 14
has "an offer that is held" "Eve Ember: a seat is kept, and the mail that offers it waits for" "$(digest)"
finish
