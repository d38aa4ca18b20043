#!/bin/sh
# Who answers the offer of a seat with "maybe" hears until when it is kept, and what becomes of it is told as it was.
. "$(dirname "$0")/../workspace.sh"
workspace
invitation() { grep -l "^X-Convoke: oslo seat" $(grep -l "^Delivered-To: $1" "$W"/outbox/*.eml) | tail -n 1; }
sed -i 's/^seats: 10/seats: {count: 1, offer-days: 7}/' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
c send >/dev/null
at 2004-06-02T08:00:00Z
reply ann@able.example "Maybe." | c receive -q
has 'the echo says until when' 'A seat is kept for you until Tuesday, 8 June 2004' "$(tr -d '\r' <"$(mail_to ann@able.example)" | tr '\n' ' ')"
at 2004-06-09T08:00:00Z
c daily
why=$(c why ann | tr -s ' \n' ' ')
has 'the offer ends' 'they said maybe, and did not say yes in time' "$why"
lacks 'and they are not said to be silent' 'did not answer' "$why"
finish
