#!/bin/sh
# Mail that leaves while the meeting lasts tells of what is to come; an announcement has the whole agenda.
. "$(dirname "$0")/../workspace.sh"
E=$W/events/oslo.yaml
text() { "$ROOT/tests/helper/read-mail" --text "$1" | tr '\n' ' ' | tr -s ' '; }
workspace
sed -i 's/^  2004-07-15:/&\n    - {at: 9:00am, who: ann, title: Locks}/' "$E"
c apply "$E" >/dev/null
c send >/dev/null
reply dot@dash.example "Yes, I am coming." | c receive -q
c daily
at 2004-07-14T22:30:00Z
printf '  eve: {name: Eve East, address: eve@east.example}\n' >>"$E"
sed -i 's/10:00am, who: ben, titles: undecided/10:30am, id: ben, who: [ben, eve], titles: undecided/' "$E"
c apply "$E" >/dev/null
c send >/dev/null
m=$(text "$(mail_to eve@east.example)")
has "an invitation in the night between the days names the second" "Thursday, 15 July 2004 09:00 Ann Able" "$m"
lacks "not what was on the first" "Queues" "$m"
has "when it is, it says all the same" "When Wednesday, 14 July 2004, 10:00, to Thursday, 15 July 2004" "$m"
has "and what is their own" "You are on the agenda: Thursday, 15 July 2004, 10:30" "$m"

at 2004-07-14T23:30:00Z
c daily
at 2004-07-15T05:30:00Z
c daily
m=$(text "$(mail_to ann@able.example)")
has "a change mail" "The agenda of Oslo 2004 has changed" "$(text "$(grep -l '^X-Convoke: oslo change' $(grep -l '^Delivered-To: dot' "$W"/outbox/*.eml))")"
c announce all >/dev/null
m=$(text "$(mail_to ann@able.example)")
has "an announcement has the first day, too" "Wednesday, 14 July 2004 10:00 Ann Able “Queues”" "$m"
has "but of their own what is to come" "You are on the agenda: Thursday, 15 July 2004, 09:00 That is 07:00 UTC “Locks” Oslo 2004" "$m"
at 2004-07-15T07:30:00Z
c announce --again all >/dev/null
lacks "and nothing when that has begun" "You are on the agenda" "$(text "$(mail_to ann@able.example)")"
finish
