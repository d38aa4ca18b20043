#!/bin/sh
# What follows from a new token: who owes an answer is asked anew, for that reason, and nobody else is.
. "$(dirname "$0")/../workspace.sh"
workspace
words() { tr -s ' \n' ' '; }
has 'before anybody was invited, nothing' 'and was not invited yet' "$(c revoke ann >/dev/null; c plan | words)"
c send >/dev/null
lacks 'the first one speaks of no other' 'takes the place' "$(cat "$W"/outbox/*.eml)"
c answer ben maybe --because 'phoned' >/dev/null
c answer cem yes --because 'phoned' >/dev/null
at 2004-06-02T09:00:00Z
for who in ann ben cem; do c revoke $who >/dev/null; done
plan=$(c plan | words)
c show ann invitation >"$T/anew"
replaces='This takes the place of any earlier invitation of mine: please answer this one.'
has 'and hears what becomes of the first' "$replaces" "$("$ROOT/tests/helper/read-mail" --text "$T/anew" | words)"
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

# The organizer's: what it decided stands, and it decides nothing any more.
rm -rf "$W"
at 2004-06-01T09:00:00Z
workspace
c send >/dev/null
for who in ann@able.example ben@bold.example cem@celik.example; do reply $who 'Thank you for your mail.' | c receive -q; done
at 2004-06-02T09:00:00Z
c daily
# order DIGEST TEXT: what the organizer writes back.
order() {
    printf 'From: Olga Owner <olga@host.example>\nTo: %s\nSubject: Re: Oslo\nMessage-ID: <order-%s@host.example>\nIn-Reply-To: %s\n\n%s\n' \
        "$(header "$1" Reply-To)" "$(serial)" "$(header "$1" Message-ID)" "$2"
}
old=$(mail_to olga@host.example)
order "$old" '1 yes' | c receive -q
at 2004-06-02T10:00:00Z
has 'the organizer has a token, too' 'Your token is taken back' "$(c revoke organizer)"
order "$old" '2 yes' | c receive -q
is 'what was decided with the old one stands' ACCEPTED "$(partstat ann)"
is 'it decides no more' NEEDS-ACTION "$(partstat ben)"
has 'and waits' 'carries a token that was taken back' "$(c review | words)"
at 2004-06-03T09:00:00Z
c daily
new=$(mail_to olga@host.example)
ok 'the next digest has another' test "$(header "$old" Reply-To)" != "$(header "$new" Reply-To)"
order "$new" '2 yes' | c receive -q
is 'which decides' ACCEPTED "$(partstat ben)"
has 'all of it is so if it is made anew' 'all is as it was' "$(c rebuild --reread)"
finish
