#!/bin/sh
# What an entry in a calendar says of the meeting: paragraphs as the mails have them, and no end that nobody gave.
. "$(dirname "$0")/../workspace.sh"
workspace
E=$W/events/oslo.yaml
cat >"$E" <<'EOF'
meeting: oslo
name: Oslo 2004
zone: Europe/Oslo
organizer: Olga Owner <olga@host.example>
dates: [2004-07-14, 2004-07-15]
about: |
  Two days about queues. We
  meet in a small room.

  No slides are needed.
agenda:
  2004-07-14:
    - {at: 10:00am-11:00am, who: ann, title: Queues}
    - {at: 7:00pm, what: Dinner}
  2004-07-15:
    - {at: 10:00am-12:30pm, what: Closing}
guests:
  ann: {name: Ann Able, address: ann@able.example}
EOF
c apply "$E" >/dev/null
c send >/dev/null
is "its description" 'DESCRIPTION:Two days about queues. We meet in a small room.\n\nNo slides are needed.\n\nWednesday\, 14 July 2004\, 10:00 (Europe/Oslo)\nThursday\, 15 July 2004\, 10:00–12:30 (Europe/Oslo)' \
    "$(python3 -c 'import email, email.policy, sys
m = email.message_from_binary_file(open(sys.argv[1], "rb"), policy=email.policy.default)
for p in m.walk():
    if p.get_content_type() == "text/calendar":
        for line in p.get_content().replace("\r\n", "\n").replace("\n ", "").split("\n"):
            if line.startswith("DESCRIPTION"):
                print(line)' "$(mail_to ann@able.example)")"
finish
