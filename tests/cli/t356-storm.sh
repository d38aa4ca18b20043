#!/bin/sh
# Whatever arrives, and however much of it: robots are not answered, nobody twice for the same, and nobody more
# than ten times a day.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
at 2004-06-02T08:00:00Z
answers() { echo $(($(count_to "$1") - 1)); }
flip() { reply ben@bold.example "$([ $(($1 % 2)) = 0 ] && echo 'Yes, I will come.' || echo 'No, I cannot come.')"; }

mkdir -p "$T/md/new" "$T/md/cur" "$T/md/tmp"
for i in 1 2 3; do flip "$i" >"$T/md/new/$i"; done
c receive -q --maildir "$T/md"
is "what counts is the last word" DECLINED "$(partstat ben)"
is "and that alone is echoed" 1 "$(answers ben@bold.example)"
has "as it stands" "not coming" "$(tr -d '\r' <"$(mail_to ben@bold.example)" | tr '\n' ' ' | tr A-Z a-z)"
flip 1 >"$T/again"
c receive -q <"$T/again"
n=$(answers ben@bold.example)
c receive -q <"$T/again"
is "the same message once more is not answered" "$n" "$(answers ben@bold.example)"
for i in 1 2 3 4 5 6 7 8 9 10 11 12; do flip "$i" | c receive -q; done
is "nobody gets more than ten answers a day" 10 "$(answers ben@bold.example)"
is "all of it is recorded" ACCEPTED "$(partstat ben)"
sql() { sqlite3 "$W/convoke.sqlite" "$1"; }
for i in $(seq 13 40); do flip "$i" | c receive -q; done
is "of what overtook each other the newest stay" 20 "$(sql "SELECT count(*) FROM outbox WHERE person = 'ben' AND state = 'dropped'")"
is "and one waits" 1 "$(sql "SELECT count(*) FROM outbox WHERE person = 'ben' AND state = 'queued'")"
is "each answer is in the ledger" 44 "$(sql "SELECT count(*) FROM answer WHERE guest = 'ben'")"
has "his history says what became of the rest" "a newer one says how it stands" "$(c why ben)"
c daily
is "nor by the next run" 10 "$(answers ben@bold.example)"
at 2004-06-03T09:00:00Z
flip 1 | c receive -q
is "the next day it goes on" 11 "$(answers ben@bold.example)"

rm "$T"/md/cur/*
i=1
while [ $i -le 30 ]; do
    reply cem@celik.example "Hm, the weather of day $i." >"$T/md/new/$i"
    i=$((i + 1))
done
c receive -q --maildir "$T/md"
is "who is not understood many times at once is asked once" 1 "$(answers cem@celik.example)"

robot() {
    reply ann@able.example "I am out of the office. Yes, I will read your mail." | sed "s/^Subject:/$1\\
Subject:/" | c receive -q
}
robot 'Auto-Submitted: auto-replied'
robot 'Precedence: bulk'
robot 'X-Autoreply: yes'
robot 'Return-Path: <>'
is "robots are not answered" 0 "$(answers ann@able.example)"
is "nor believed" NEEDS-ACTION "$(partstat ann)"
before=$(ls "$W/outbox" | wc -l)
for m in "$W"/outbox/*.eml; do sed '1,2d' "$m" | c receive -q; done
is "our own mail that comes back is not answered" "$before" "$(ls "$W/outbox" | wc -l)"

# A mail that asks for no answer by a program is read as any other, but no question goes to it.
quiet() { # quiet ADDRESS WORDS TEXT
    reply "$1" "$3" | sed "s/^Subject:/X-Auto-Response-Suppress: $2\\
Subject:/" | c receive -q
}
before=$(c review | grep -c '^[0-9]')
quiet dot@dash.example "DR, RN, NRN" "We have received your request."
is "reports are another matter" 1 "$(grep -l '^X-Convoke: oslo question' $(grep -l '^Delivered-To: dot@dash.example' "$W"/outbox/*.eml) | wc -l | tr -d ' ')"
quiet ann@able.example All "We have received your request."
quiet ann@able.example "DR, OOF, AutoReply" "It is being reviewed by our staff."
is "no question" 0 "$(answers ann@able.example)"
is "the organizer sees all of them" $((before + 3)) "$(c review | grep -c '^[0-9]')"
quiet ann@able.example All "Yes, I will come."
is "an answer is one" ACCEPTED "$(partstat ann)"
finish
