#!/bin/sh
# Sessions that go on after the midnight of the last day: until they are over, the meeting is not.
. "$(dirname "$0")/../workspace.sh"
workspace
E=$W/events/oslo.yaml
cat >"$E" <<'EOF'
meeting: oslo
name: Oslo 2004
zone: Europe/Oslo
organizer: Olga Owner <olga@host.example>
dates: [2004-07-14]
answer-by: 2004-06-30
notices: {logistics: none, quiet: none, thanks: 1}
agenda:
  2004-07-14:
    - {at: 8:00pm-9:00pm, who: ann, title: Queues, id: queues}
    - {at: "26:00-27:00", who: ben, title: Stars, id: stars}
guests:
  ann: {name: Ann Able, address: ann@able.example}
  ben: {name: Ben Bold, address: ben@bold.example}
  cem: {name: Cem C, address: cem@celik.example}
EOF
c apply "$E" >/dev/null
c send >/dev/null
reply ann@able.example 'Yes, I will come.' | c receive -q
reply ben@bold.example 'Yes, I will come.' | c receive -q
c daily >/dev/null
kind_to() { header "$(mail_to "$1")" X-Convoke; }

# Local time is two hours ahead.
at 2004-07-14T21:30:00Z
sed -i 's/26:00-27:00/27:30-28:30/' "$E"
c apply "$E" >/dev/null
at 2004-07-14T22:35:00Z
lacks "nobody is thanked before the end" "thanks" "$(c plan)"
lacks "nor does it end at midnight" "It is over" "$(c status)"
c daily >/dev/null
is "a change of the night is told in it" "oslo change" "$(kind_to ben@bold.example)"
reply cem@celik.example 'Yes, I will come.' | c receive -q
c daily >/dev/null
lacks "nor for who says yes" "is over by now" "$(cat "$(mail_to cem@celik.example)")"

at 2004-07-15T02:29:00Z
lacks "the last minute" "It is over" "$(c status)"
at 2004-07-15T02:30:00Z
has "the end" "It is over" "$(c status)"
c daily >/dev/null
is "then who came is thanked" "oslo thanks" "$(kind_to ben@bold.example)"
is "in the night, too" "oslo thanks" "$(kind_to cem@celik.example)"
finish
