#!/bin/sh
# A break is no news, but where the meeting begins or ends otherwise for it: then people hear of it, and their calendar
# gets the new hours.
. "$(dirname "$0")/../workspace.sh"
workspace
E=$W/events/oslo.yaml
text() { "$ROOT/tests/helper/read-mail" --text "$1" | tr '\n' ' ' | tr -s ' '; }
changes() { grep -l "^X-Convoke: oslo change" "$W"/outbox/*.eml 2>/dev/null | wc -l | tr -d ' '; }
calendar() { tr -d '\r' <"$(mail_to "$1")" | sed -n '/^BEGIN:VEVENT/,/^END:VEVENT/p'; }
edit() { # edit TIME SED
    at "$1"
    sed -i "$2" "$E"
    c apply "$E" >/dev/null
}
c send >/dev/null
reply ann@able.example "Yes, I am coming." | c receive -q
c daily

edit 2004-06-02T09:00:00Z '/Lunch/s/.*/&\n    - {at: "12:30pm-12:50pm", what: Coffee}/'
at 2004-06-02T13:00:00Z
c daily
is "a break amid the first day is no news" 0 "$(changes)"

edit 2004-06-03T09:00:00Z '/^  2004-07-14/s/.*/&\n    - {at: "9:00am-9:30am", what: Registration}/'
at 2004-06-03T13:00:00Z
c daily
is "one that opens the meeting is, for who comes" 1 "$(changes)"
m=$(mail_to ann@able.example)
has "and reads so" "New: “Registration”, Wednesday, 14 July 2004, 09:00–09:30" "$(text "$m")"
has "as do the facts" "When Wednesday, 14 July 2004, 09:00" "$(text "$m")"
has "their entry begins then" "DTSTART:20040714T070000Z" "$(calendar ann@able.example)"
has "and is a newer one" "SEQUENCE:1" "$(calendar ann@able.example)"

edit 2004-06-04T09:00:00Z '/^  2004-07-15/,/^guests/s/who: ben.*/&\n    - {at: "6:00pm-6:30pm", what: Coffee, id: farewell}/'
at 2004-06-04T13:00:00Z
c daily
is "one that closes it is, too" 2 "$(changes)"
has "their entry ends then" "DTEND:20040715T163000Z" "$(calendar ann@able.example)"
has "and is newer still" "SEQUENCE:2" "$(calendar ann@able.example)"

edit 2004-06-05T09:00:00Z '/farewell/d'
at 2004-06-05T13:00:00Z
c daily
is "and that it is taken out" 3 "$(changes)"
has "which reads so" "Cancelled: “Coffee”, Thursday, 15 July 2004, 18:00–18:30" "$(text "$(mail_to ann@able.example)")"
has "their entry ends as before" "DTEND:20040715T090000Z" "$(calendar ann@able.example)"
finish
