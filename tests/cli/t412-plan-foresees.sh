#!/bin/sh
# plan says of what waits what send will find when its turn comes, and of what is owed what queueing it will.
. "$(dirname "$0")/../workspace.sh"
workspace
E=$W/events/oslo.yaml
plan() { c plan | tr -s ' \n' ' '; }

c send >/dev/null
c answer ann yes --because phone >/dev/null
c answer ben yes --because phone >/dev/null
c hold all >/dev/null
c announce accepted >/dev/null
has "an announcement that is held" "announcement Ann Able the organizer holds it; announcement 1 to accepted" "$(plan)"
c answer ann no --because phone >/dev/null
has "who is no longer in its audience does not get it" \
    "announcement Ann Able will be dropped, for it is owed no longer (is no longer among those meant)" "$(plan)"
has "who is does" "announcement Ben Bold the organizer holds it" "$(plan)"
c release all >/dev/null
c send >"$T/out"
has "and so it goes" "dropped  announcement ann@able.example" "$(cat "$T/out")"

# A change that waits for the morning is undone.
printf 'notices: {changes: 15min}\n' >>"$E"
cp "$E" "$T/before"
sed -i 's/10:00am, who: ann/11:00am, who: ann/' "$E"
at 2004-06-02T20:30:00Z
c apply "$E" >/dev/null
at 2004-06-02T21:00:00Z
c daily
has "a change waits for the morning" "change Ben Bold not before 2004-06-03 07:00; session" "$(plan)"
c apply "$T/before" >/dev/null
has "what was undone is told to nobody" \
    "change Ben Bold will be dropped, for it is owed no longer (what is new for them is something else by now)" "$(plan)"
at 2004-06-03T05:00:00Z
c daily
is "and so it goes" 0 "$(grep -l '^X-Convoke: oslo change' "$W"/outbox/*.eml | wc -l)"
finish
