#!/bin/sh
# A meeting that is over is closed: no default means it, no mail goes out for it by itself, and nothing of it is lost.
. "$(dirname "$0")/../workspace.sh"
workspace
at 2004-06-01T09:00:00Z
c hold oslo ann >/dev/null
c send >/dev/null
status "while mail waits, it stays open" 73 c close oslo
has "and what to do is said" "1 mail of oslo has to go out" "$(cat "$T/err")"
c release oslo ann >/dev/null
c send >/dev/null
sed 's/^meeting: oslo/meeting: bern/; s/^name: .*/name: Bern 2005/' "$W/events/oslo.yaml" >"$T/bern.yaml"
c apply "$T/bern.yaml" >/dev/null
status "with two open, a name is asked for" 64 c outbox
status "one is closed" 0 c close oslo
has "and what follows is said" "oslo is closed, though it is not over" "$(cat "$T/out")"
has "the other is meant now" "Bern 2005" "$(c status)"
status "that is closed, too" 0 c close bern
status "none is meant then" 66 c status
has "and what can be named is said" "no meeting is open; name a closed one (bern, oslo), or bring one in: \`convoke apply FILE\`" "$(cat "$T/err")"
status "it is open again" 0 c close --reopen bern
has "the closed one is there by its name" "Oslo 2004" "$(c status oslo)"
at 2004-06-24T09:00:00Z
c daily >/dev/null
is "no reminder goes out for it" "" "$(grep -l '^X-Convoke: oslo reminder' "$W"/outbox/*.eml)"
reply ann@able.example "Yes, I will be there." | c receive -q
is "an answer is still written down" 1 "$(sqlite3 "$W/convoke.sqlite" "SELECT count(*) FROM answer WHERE guest = 'ann'")"
n=$(ls "$W/outbox" | wc -l)
reply ben@bold.example "I have read your mail." | c receive -q
is "but nobody is asked what they meant" "$n" "$(ls "$W/outbox" | wc -l)"
c review 1 dismiss >/dev/null
status "opened again" 0 c close --reopen oslo
c daily >/dev/null
is "those who owe an answer are reminded" 3 "$(grep -l '^X-Convoke: oslo reminder' "$W"/outbox/*.eml | wc -l)"

# Whoever counts on it hears that it is off.
sed '/^  dot:/d' "$W/events/oslo.yaml" >"$T/less.yaml"
c apply "$T/less.yaml" >/dev/null
status "while somebody is to be told that they are taken out, it stays open" 73 c close oslo
has "and what to do is said" '1 guest of oslo has not been told yet that they are taken out; `convoke send oslo` tells them' "$(cat "$T/err")"
c send oslo >/dev/null
sed -i 's/^name:/status: cancelled\nname:/' "$T/less.yaml"
c apply "$T/less.yaml" >/dev/null
status "or that it is cancelled" 73 c close oslo
has "likewise" "have not been told yet that it is cancelled" "$(cat "$T/err")"
c send oslo >/dev/null
status "then it is closed" 0 c close oslo
status "of no such meeting" 66 c close nowhere
status "which one must be said" 64 c close
finish
