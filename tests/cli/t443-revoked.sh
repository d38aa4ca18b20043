#!/bin/sh
# What follows from a new token: who owes an answer is asked anew, for that reason, and nobody else is.
. "$(dirname "$0")/../workspace.sh"
workspace
words() { tr -s ' \n' ' '; }
has 'before anybody was invited, nothing' 'and was not invited yet' "$(c revoke ann >/dev/null; c plan | words)"
c send >/dev/null
c answer ben maybe --because 'phoned' >/dev/null
c answer cem yes --because 'phoned' >/dev/null
at 2004-06-02T09:00:00Z
for who in ann ben cem; do c revoke $who >/dev/null; done
plan=$(c plan | words)
has 'who has not answered is invited anew' 'Ann Able 0 the token of their invitation was taken back' "$(echo "$plan" | sed 's/Ann Able [^a-z]*the/Ann Able 0 the/')"
lacks 'a maybe stands' 'Ben' "$plan"
lacks 'so does a yes, whoever wrote it down' 'Cem' "$plan"
sed -i '/^  ann:/d; s/who: ann, title: Queues/what: Tea/' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
has 'who is taken out before has the old one in their calendar, and is told' 'withdrawal   ann@able.example' "$(c send)"

# Seats in waves.
rm -rf "$W"
at 2004-06-01T09:00:00Z
workspace
sed -i 's/^seats: 10/seats: {count: 1, offer-days: 7}/' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
c send >/dev/null
at 2004-06-03T09:00:00Z
c revoke ben >/dev/null
c revoke ann >/dev/null
has 'an offer is made anew' 'Ann Able' "$(c plan)"
c send >/dev/null
is 'once' 2 "$(count_to ann@able.example)"
is 'to nobody else' 0 "$(count_to ben@bold.example)"
has 'for as many days' 'offered until 2004-06-10' "$(c status)"
invitation() { mail_to "$1"; }
reply ann@able.example 'Yes, I will come.' | c receive -q
has 'and it can be taken' '1 seat: 1 taken' "$(c status)"
finish
