#!/bin/sh
# Days that do not follow each other are named one by one, wherever people read of them, and one that moves is told.
. "$(dirname "$0")/../workspace.sh"
workspace
E=$W/events/oslo.yaml
cat >"$E" <<'EOF'
meeting: oslo
name: Oslo 2004
zone: Europe/Oslo
organizer: Olga Owner <olga@host.example>
dates: [2004-10-01, 2004-11-05, 2004-12-03]
answer-by: 2004-09-20
notices: {logistics: [1], quiet: none}
guests:
  ann: {name: Ann Able, address: ann@able.example}
  cem: {name: Cem C, address: cem@celik.example, language: de}
EOF
c apply "$E" >/dev/null
part_of() { # TYPE ADDRESS
    python3 -c '
import email, email.policy, sys
mail = email.message_from_file(open(sys.argv[2], newline=""), policy=email.policy.default)
print(mail["Subject"] if sys.argv[1] == "subject" else
      " ".join(next(p.get_content() for p in mail.walk() if p.get_content_type() == sys.argv[1]).split()))
' "$1" "$(mail_to "$2")"
}
sequence_in() { printf '%s\n' "$1" | sed 's/.*SEQUENCE:\([0-9]*\).*/\1/'; }
days="1 October, 5 November and 3 December 2004"
c send >/dev/null
is "the subject names them" "Invitation: Oslo 2004, $days" "$(part_of subject ann@able.example)"
has "the text does" "When $days" "$(part_of text/plain ann@able.example)"
has "HTML does" "$days</td>" "$(part_of text/html ann@able.example)"
lacks "they are no range" "to Friday" "$(part_of text/plain ann@able.example)"
has "German" "Wann 1. Oktober, 5. November und 3. Dezember 2004" "$(part_of text/plain cem@celik.example)"
calendar=$(part_of text/calendar ann@able.example)
sequence=$(sequence_in "$calendar")
has "nobody is busy for two months" "TRANSP:TRANSPARENT" "$calendar"
c page >"$T/page"
has "the page" "$days" "$(cat "$T/page")"
reply ann@able.example 'Yes, I will come.' | c receive -q
c daily >/dev/null

# The day in the middle moves.
at 2004-06-02T09:00:00Z
sed -i 's/2004-11-05/2004-11-12/' "$E"
c apply "$E" >/dev/null
at 2004-06-02T12:00:00Z
c daily >/dev/null
has "what was and what is" "Dates: 1 October, 12 November and 3 December 2004 (was: $days)" \
    "$(part_of text/plain ann@able.example)"
calendar=$(part_of text/calendar ann@able.example)
is "the calendar is updated" "$((sequence + 1))" "$(sequence_in "$calendar")"
has "with the days" 'Friday\, 1 October 2004\nFriday\, 12 November 2004\nFriday\, 3 December 2004' "$calendar"

# With hours: those of the first day, and said so.
at 2004-06-03T09:00:00Z
cat >>"$E" <<'EOF'
agenda:
  2004-10-01:
    - {at: "10:00am-11:00am", who: ann, title: Queues, id: queues}
  2004-12-03:
    - {at: "3:00pm-4:00pm", who: cem, title: Stars, id: stars}
EOF
c apply "$E" >/dev/null
at 2004-09-30T09:00:00Z
c daily >/dev/null
has "hours" "When 1 October, 12 November and 3 December 2004; the first day begins at 10:00" \
    "$(part_of text/plain ann@able.example)"
finish
