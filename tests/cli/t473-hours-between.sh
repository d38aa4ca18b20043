#!/bin/sh
# The entry in a calendar has the hours of each day: when those of a day between change, it is brought up to date for
# whoever has a part in what moved.
. "$(dirname "$0")/../workspace.sh"
workspace
E=$W/events/oslo.yaml
cat >"$E" <<'EOF'
meeting: oslo
name: Oslo 2004
zone: Europe/Oslo
organizer: Olga Owner <olga@host.example>
dates: [2004-07-14..2004-07-16]
answer-by: 2004-06-30
notices: {quiet: none}
agenda:
  2004-07-14:
    - {at: 10:00am-11:00am, who: ann, title: Queues}
  2004-07-15:
    - {at: 10:00am-11:00am, who: ben, title: Stacks}
    - {at: 3:00pm-4:00pm, what: Open discussion}
  2004-07-16:
    - {at: 10:00am-11:00am, what: Closing}
guests:
  ann: {name: Ann Able, address: ann@able.example}
  ben: {name: Ben Bold, address: ben@bold.example}
EOF
c apply "$E" >/dev/null
c send >/dev/null
becomes() { # becomes HOURS OTHER DAY
    at "$3T09:00:00Z"
    sed -i "s/at: $1, who: ben/at: $2, who: ben/" "$E"
    c apply "$E" >/dev/null
    at "$3T10:30:00Z"
    c daily >/dev/null
}
entry() { # of the newest mail to Ben: what it shows of a calendar
    python3 -c 'import email, email.policy, sys
m = email.message_from_binary_file(open(sys.argv[1], "rb"), policy=email.policy.default)
print(m["X-Convoke"])
for p in m.walk():
    if p.get_content_type() == "text/calendar":
        for line in p.get_content().replace("\r\n", "\n").replace("\n ", "").split("\n"):
            if line.startswith(("SEQUENCE", "DESCRIPTION")):
                print(line)' "$(mail_to ben@bold.example)"
}
reply ann@able.example 'Yes, I will come.' | c receive -q
reply ben@bold.example 'Yes, I will come.' | c receive -q
becomes 10:00am-11:00am 6:00am-7:00am 2004-06-02
is "another hour of a day between" 'oslo change
SEQUENCE:2
DESCRIPTION:Wednesday\, 14 July 2004\, 10:00–11:00 (Europe/Oslo)\nThursday\, 15 July 2004\, 06:00–16:00 (Europe/Oslo)\nFriday\, 16 July 2004\, 10:00–11:00 (Europe/Oslo)' "$(entry)"
is "who has no part in it reads of it" 0 "$(grep -c BEGIN:VCALENDAR "$(mail_to ann@able.example)")"
becomes 6:00am-7:00am 6:00am-7:15am 2004-06-03
is "within the hours of that day the entry says nothing false" 'oslo change' "$(entry)"
finish
