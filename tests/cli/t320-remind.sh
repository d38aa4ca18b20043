#!/bin/sh
# remind: once a step, once a day, only who owes an answer; nothing twice, nothing lost by a cron that
# slept.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
reply ann@able.example "Yes, I am coming." | c receive -q
reply ben@bold.example "Perhaps, I don't know yet." | c receive -q
ann=$(count_to ann@able.example) ben=$(count_to ben@bold.example)

at 2004-06-15T21:59:00Z
is "a minute before midnight in Oslo nobody is reminded" "" "$(c remind)"
at 2004-06-15T22:00:00Z
has "a dry run tells" "Cem" "$(c remind --dry-run)"
is "at midnight two are due, and not to be woken" \
    "2 wait; convoke plan says until when." "$(c remind)"
at 2004-06-16T04:59:00Z
is "a minute before seven in Oslo" "" "$(c remind)"
at 2004-06-16T05:00:00Z
is "in the morning they are reminded" "2 sent." "$(c remind)"
is "but not twice" "" "$(c remind)"
is "who said yes is left alone" "$ann" "$(count_to ann@able.example)"
is "who said maybe, too, for now" "$ben" "$(count_to ben@bold.example)"
has "the reminder brings the calendar again" "text/calendar" "$(cat "$(mail_to cem@celik.example)")"

at 2004-06-25T10:00:00Z
is "cron slept over the day of the next step" "2 sent." "$(c remind)"
reply dot@dash.example "No, sorry." | c receive -q
at 2004-06-28T10:00:00Z
is "at the last step the maybe is asked, too" "2 sent." "$(c remind)"
is "Ben" $((ben + 1)) "$(count_to ben@bold.example)"
is "Dot said no" 4 "$(count_to dot@dash.example)"
at 2004-07-20T10:00:00Z
is "after the meeting nobody" "" "$(c remind)"

# What is due when the answer-by date is over is not said to be due before it.
rm -rf "$W" "$T/serial"
at 2004-06-01T09:00:00Z
workspace
c send >/dev/null
plan() { c plan | tr -s " \n" " "; }
at 2004-06-30T10:00:00Z
has "on the day" "it is 2 days or less to the answer-by date" "$(plan)"
at 2004-07-01T10:00:00Z
has "a day later" "has not answered, and the answer-by date was 1 day ago" "$(plan)"
at 2004-07-05T10:00:00Z
has "five days later" "has not answered, and the answer-by date was 5 days ago" "$(plan)"
lacks "nothing is said to come that is over" "or less to" "$(plan)"

# One guest is somebody of one meeting: the same id elsewhere may be another person.
rm -rf "$W" "$T/serial"
at 2004-06-01T09:00:00Z
workspace
sed 's/^meeting: oslo/meeting: rome/' "$W/events/oslo.yaml" >"$W/events/rome.yaml"
c apply "$W/events/rome.yaml" >/dev/null
c send oslo >/dev/null
c send rome >/dev/null
at 2004-06-16T10:00:00Z
status "several meetings, and none is named" 64 c remind --only ann
has "why that is too little" "--only is about a guest of one meeting: several meetings are open (oslo, rome); name one" "$(cat "$T/err")"
status "which a dry run says, too" 64 c remind --dry-run --only ann
has "so does the help" "of one meeting, which is named where several are open" "$(c remind --help | tr -s ' \n' '  ')"
is "nobody was reminded" 0 "$(grep -l '^X-Convoke: [a-z]* reminder' "$W"/outbox/*.eml | wc -l | tr -d ' ')"
status "one is named" 0 c remind --only ann rome
is "ann is reminded of that one" "rome" "$(sed -n 's/^X-Convoke: \([a-z]*\) reminder.*/\1/p' "$W"/outbox/*.eml)"
status "without --only it is about all" 0 c remind
is "three more: nobody is reminded of both in one day" 4 "$(grep -l '^X-Convoke: [a-z]* reminder' "$W"/outbox/*.eml | wc -l | tr -d ' ')"
at 2004-06-17T10:00:00Z
c remind >/dev/null
is "and the next day the rest" 8 "$(grep -l '^X-Convoke: [a-z]* reminder' "$W"/outbox/*.eml | wc -l | tr -d ' ')"
finish
