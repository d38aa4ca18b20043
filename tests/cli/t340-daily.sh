#!/bin/sh
# daily: one line for cron. Silent when all is well; the organizer hears of what happened, once.
. "$(dirname "$0")/../workspace.sh"
workspace
is "nothing happened: silence" "" "$(c daily)"
is "and no mail to anybody" 0 "$(count_to '.*')"
c send >/dev/null
printf '\n[send]\necho=false\n' >>"$W/convoke.conf"
at 2004-06-02T08:00:00Z
reply ann@able.example "Yes, I am coming." | c receive -q
press ben@bold.example 'DELEGATED;DELEGATED-TO="mailto:jo@bold.example"' | c receive -q
reply dot@dash.example "Is there a train?" | c receive -q
is "with echo=false nobody hears back at once" 1 "$(count_to ann@able.example)"
is "daily is silent" "" "$(c daily)"
is "the echo went out" 2 "$(count_to ann@able.example)"
is "the organizer has a digest" 1 "$(count_to olga@host.example)"
digest=$(mail_to olga@host.example)
lacks "which has no button that would do nothing" "List-Unsubscribe" "$(cat "$digest")"
has "it names who answered" "Ann Able" "$(cat "$digest")"
has "and who comes instead" "jo@bold.example" "$(cat "$digest")"
has "who is on the agenda, and does not come" "These do not come, but stand on the agenda" "$(cat "$digest")"
has "which the status shows, too" "Not coming, but on the agenda (mend the event file)
  Ben Bold                  2004-07-15 10:00" "$(c status)"
has "and what waits" "Is there a train" "$(cat "$digest")"
is "again" "" "$(c daily)"
at 2004-06-03T08:00:00Z
is "the next day, nothing new" "" "$(c daily)"
is "no second digest" 1 "$(count_to olga@host.example)"
at 2004-06-16T08:00:00Z
has "a dry run tells who is due" "would send reminder     Cem" "$(c daily --dry-run)"
is "and sends nothing" 1 "$(count_to cem@celik.example)"
is "a reminder day" "" "$(c daily)"
is "two owe an answer, one of them waits for review" 2 "$(count_to cem@celik.example)"

# The digest of a cancelled meeting chases nobody.
sed -i 's/^name: .*/&\nstatus: cancelled/' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
at 2004-06-18T08:00:00Z
reply ben@bold.example "Yes, I am coming." | c receive -q
c daily
digest=$(mail_to olga@host.example)
is "its digest says that it is cancelled" "Oslo 2004 is cancelled" "$(header "$digest" Subject | sed 's/^\[.*\] //')"
has "with who wrote" "Ben Bold" "$(cat "$digest")"
lacks "and asks for nobody" "Still to answer" "$(cat "$digest")"
lacks "nor says how it stands" "This is how" "$(cat "$digest")"
finish
