#!/bin/sh
# status says of seats what is so: mail about one that is held is not on its way, and who is not invited since all
# seats are kept for others waits for one.
. "$(dirname "$0")/../workspace.sh"
E=$W/events/oslo.yaml
edit() { sed -i "$1" "$E" && c apply "$E" >/dev/null; }
of() { c status | grep "  $1" | tr -s ' '; }
workspace
edit 's/^seats: 10/seats: {count: 1, offer-days: 3}/'
lacks "whom the next run offers one does not wait for it" "seat" "$(of 'Ann Able')"
is "who comes after them does" " Ben Bold when a seat comes free" "$(of 'Ben Bold')"
c hold seat >/dev/null
c send >/dev/null
is "an offer that is held" " Ann Able a seat is offered; held (convoke release)" "$(of 'Ann Able')"
c release all >/dev/null
is "one that is let go" " Ann Able a seat is offered; the mail is on its way" "$(of 'Ann Able')"
c send >/dev/null
is "one that has left" " Ann Able offered until 2004-06-04" "$(of 'Ann Able')"
is "the next goes on waiting" " Ben Bold when a seat comes free" "$(of 'Ben Bold')"

# Word of a seat that came free.
edit 's/^seats: .*/seats: 1/'
c send >/dev/null
c answer ann yes --because phone >/dev/null
c answer ben yes --because phone >/dev/null
c daily
is "who waits" " Ben Bold place 1" "$(of 'Ben Bold')"
c hold promoted >/dev/null
c answer ann no --because phone >/dev/null
c daily
is "word of a seat that is held" " Ben Bold a seat is theirs; held (convoke release)" "$(of 'Ben Bold')"
c release all >/dev/null
c send >/dev/null
has "once it has left they come" "Ben Bold" "$(c status | sed -n '/^Coming/,/^$/p')"

# A maybe keeps no seat for longer than silence does.
rm -rf "$W"
at 2004-06-01T09:00:00Z
workspace
edit 's/^seats: .*/seats: {count: 1, offer-days: 3}/'
c send >/dev/null
c answer ann maybe --because phone >/dev/null
at 2004-06-06T09:00:00Z
c daily
is "who said maybe until the offer ended has none" \
    " Ann Able no seat is kept: they said maybe, and did not say yes in time" "$(of 'Ann Able')"
at 2004-06-01T09:00:00Z

# A decision says where it puts its guest.
rm -rf "$W"
workspace
edit 's/^seats: .*/seats: 1/'
c send >/dev/null
c answer ann yes --because phone >/dev/null
FROM=benny@home.example reply ben@bold.example 'Yes, I will come.' | c receive -q
is "who said yes and has no seat yet" "Ben Bold: yes
Seat: on the waiting list, place 1. \`convoke send\` tells whom it concerns." "$(c review 1 yes)"

# Nobody waits for what will not be offered any more.
rm -rf "$W"
workspace
edit 's/^seats: 10/seats: {count: 1, offer-days: 3}/'
c send >/dev/null
at 2004-07-14T09:00:00Z
lacks "from the first day on nobody waits for one" "comes free" "$(c status)"
has "nor is anybody invited any more" "Not invited (the meeting has begun)" "$(c status)"
lacks "by any command" "Not invited yet" "$(c status)"
at 2004-07-18T09:00:00Z
has "nor when it is over" "Not invited
" "$(c status)"
finish
