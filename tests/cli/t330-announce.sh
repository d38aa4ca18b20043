#!/bin/sh
# announce: the agenda to a group, numbered; the same revision to the same group only with --again.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
status "an empty group" 0 c announce accepted
has "nobody is in it" "Nobody" "$(cat "$T/out")"
reply ann@able.example "Yes, I am coming." | c receive -q
reply ben@bold.example "I can't come." | c receive -q

at 2004-06-10T10:00:00Z
status "a dry run" 0 c announce accepted --dry-run
has "says to how many" "to 1 in" "$(cat "$T/out")"
status "to who comes" 0 c announce accepted --note "Bring a coat."
has "it is the first" "Announcement 1 to 1" "$(cat "$T/out")"
m=$(mail_to ann@able.example)
has "the note is in it" "Bring a coat." "$(cat "$m")"
has "and the agenda" "Queues" "$(cat "$m")"
has "threaded under the invitation" "$(header "$(invitation ann@able.example)" Message-ID)" "$(header "$m" References)"
status "the same again" 73 c announce accepted
has "the way out is told" "--again" "$(cat "$T/err")"
status "with --again" 0 c announce accepted --again
status "to another group" 0 c announce core
is "Ben said no, but is in that group" 1 "$(grep -l '^X-Convoke: oslo announcement' $(grep -l '^Delivered-To: ben@bold.example' "$W"/outbox/*.eml) | wc -l | tr -d ' ')"
status "no such group" 64 c announce nobody

sed -i 's/10:00am, who: ann/11:00am, who: ann/' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
at 2004-06-11T10:00:00Z
status "a changed agenda may go to the same group" 0 c announce accepted
has "what changed stands in it" "11:00" "$(cat "$(mail_to ann@able.example)")"

# A change mail passes over what was applied quietly, and the announcement behind it does not.
news() { tr -d '\r' <"$(mail_to ann@able.example)" | sed -n '/was: /p'; }
sed -i 's/11:00am, who: ann/10:30am, who: ann/' "$W/events/oslo.yaml"
c apply --quiet "$W/events/oslo.yaml" >/dev/null
sed -i 's/10:00am, who: ben/1:00pm, who: ben/' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
at 2004-06-11T12:00:00Z
c daily
has "a change mail" "oslo change" "$(header "$(mail_to ann@able.example)" X-Convoke)"
lacks "leaves out what was applied quietly" "11:00" "$(news)"
at 2004-06-12T10:00:00Z
status "an announcement behind it" 0 c announce accepted
has "tells it" "11:00" "$(news)"
lacks "and not again what the change mail told" "10:00" "$(news)"
finish
