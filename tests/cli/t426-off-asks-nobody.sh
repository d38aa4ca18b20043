#!/bin/sh
# Nobody is asked whether they come to what is cancelled, not even by a question that waits.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
questions() { grep -l '^X-Convoke: oslo question' "$W"/outbox/*.eml 2>/dev/null | wc -l | tr -d ' '; }
at 2004-06-02T08:00:00Z
c hold question >/dev/null
reply ann@able.example 'Thank you for your mail.' | c receive -q
reply ben@bold.example 'Maybe.' | c receive -q
sed -i 's/^name:/status: cancelled\nname:/' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
c daily
c release question >/dev/null
c daily
is "the question that waited is dropped" 0 "$(questions)"
has "why says so" "the meeting is cancelled" "$(c why ann)"
at 2004-06-03T08:00:00Z
reply ben@bold.example 'What a pity!' | c receive -q
reply cem@celik.example 'Gibt es schon einen neuen Termin?' | c receive -q
c daily
is "what they say to it is asked about no more" 0 "$(questions)"
has "but waits for the organizer" "neuen Termin" "$(c review)"
reply cem@celik.example 'Hilfe? Ich verstehe nicht.' | sed 's/^Subject:.*/Subject: help/; s/^Hilfe.*//' | c receive -q
is "who asks for help gets it" 1 "$(grep -l '^X-Convoke: oslo help' "$W"/outbox/*.eml | wc -l | tr -d ' ')"
finish
