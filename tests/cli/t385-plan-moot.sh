#!/bin/sh
# What waits and will be dropped when its turn comes is no longer said to be owed.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
plan() { c plan | tr -s ' \n' ' '; }

# Queued at night, to leave in the morning.
at 2004-06-15T22:00:00Z
c remind >/dev/null
has 'a reminder waits' 'reminder Cem Çelik not before 2004-06-16 07:00; has not answered, and it is 14 days' "$(plan)"
reply cem@celik.example 'Ja, ich komme gern.' | c receive -q
plan=$(plan)
has 'and is owed no longer' 'reminder Cem Çelik will be dropped, for it is owed no longer (has answered meanwhile)' "$plan"
has 'unlike others' 'reminder Dot Dash not before 2004-06-16 07:00; has not answered' "$plan"
reply dot@dash.example 'I will tell you on 20 June.' | c receive -q
has 'when its turn comes, not now' 'reminder Dot Dash will be dropped, for it is owed no longer (asked for patience meanwhile)' "$(plan)"
c hold ann >/dev/null
sed -i 's/^organizer:/status: cancelled\norganizer:/' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
has 'also of what is held' 'reminder Ann Able will be dropped, for it is owed no longer (the meeting is cancelled)' "$(plan)"
at 2004-06-16T10:00:00Z
c daily
is 'and so it is' 0 "$(grep -l '^X-Convoke: oslo reminder' "$W"/outbox/*.eml | wc -l | tr -d ' ')"
finish
