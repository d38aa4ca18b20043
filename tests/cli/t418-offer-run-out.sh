#!/bin/sh
# plan and show foresee that an offer of a seat has run out, though no run has looked since: of what waits in the outbox,
# and of what a mail says.
. "$(dirname "$0")/../workspace.sh"
workspace
E=$W/events/oslo.yaml
plan() { c plan | tr -s ' \n' ' '; }

# One seat, offered to Ann for three days, with a reminder on the last of them, which does not leave; then it is too late.
sed -i 's/^seats: 10/seats: {count: 1, offer-days: 3}\nnotices: {changes: 15min}/; s/^reminders:.*/reminders: {days-before: [1]}/' "$E"
c apply "$E" >/dev/null
c send >/dev/null
at 2004-06-03T09:00:00Z
c remind --dry-run >"$T/out"
has "the offer that stands is reminded of" "would send reminder     Ann Able" "$(cat "$T/out")"
c hold ann >/dev/null
c remind >/dev/null
c release ann >/dev/null
has "the reminder waits" "Waiting in the outbox: reminder Ann Able has not answered, and it is 1 day or less to the end of the offer" "$(plan)"
has "show has it" "Your seat is kept until" "$(c show ann reminder)"
at 2004-06-04T21:00:00Z
sed -i 's/10:00am, who: ann/11:00am, who: ann/' "$E"
c apply "$E" >/dev/null
at 2004-06-04T21:30:00Z
has "a change of her part asks for her answer" "I do not have your answer yet" "$(c show ann change)"
at 2004-06-05T09:00:00Z
plan=$(plan)
has "once it has run out the seat is somebody else's" "seat Ben Bold they are next, and a seat is free" "$plan"
has "and the reminder is owed no longer" "reminder Ann Able will be dropped, for it is owed no longer (has no offer of a seat any more)" "$plan"
out=$(c show ann reminder 2>&1)
has "nor is it shown" "no reminder would go to \`ann\`: has no offer of a seat any more" "$out"
has "a change does not speak of a seat" "No seat is kept for you at the moment" "$(c show ann change)"
is "nothing is written" 1 "$(sqlite3 "$W/convoke.sqlite" "SELECT count(*) FROM seat")"
c send >"$T/out"
has "and so it goes" "dropped  reminder     ann@able.example: has no offer of a seat any more" "$(cat "$T/out")"
finish
