#!/bin/sh
# Who has given a clear answer is not asked again for a friendly word, and nobody is once the meeting is over: then a
# yes is written down, and has brought nobody there.
. "$(dirname "$0")/../workspace.sh"
convoke init --address meet@host.example "$W" >/dev/null
cat >"$W/events/oslo.yaml" <<'EOF2'
meeting: oslo
name: Oslo
zone: Europe/Oslo
organizer: Olga Owner <olga@host.example>
dates: 2004-07-14
notices: {thanks: 1}
guests:
  ann: {name: Ann Able, address: ann@able.example}
  ben: {name: Ben Bold, address: ben@bold.example, language: de}
  cem: {name: Cem Celik, address: cem@celik.example}
  dot: {name: Dot Dash, address: dot@dash.example, language: de}
  eva: {name: Eva Eagle, address: eva@eagle.example}
EOF2
at 2004-06-01T09:00:00Z
c apply "$W/events/oslo.yaml" >/dev/null
c send >/dev/null
questions() { grep -l '^X-Convoke: oslo question' "$W"/outbox/*.eml 2>/dev/null | wc -l | tr -d ' '; }
text() { tr -d '\r' <"$1" | sed -n '/^Content-Type: text\/plain/,/^--/p' | tr '\n' ' '; }
reply ann@able.example 'Yes, I will come.' | c receive -q
reply ben@bold.example 'Leider nein.' | c receive -q
reply cem@celik.example 'Maybe.' | c receive -q
at 2004-06-02T09:00:00Z
has 'a friendly word waits for the organizer' 'review' "$(reply ann@able.example 'Thanks for the confirmation, great organisation.' | c receive)"
has 'so does another' 'review' "$(reply ben@bold.example 'Grüßen Sie bitte alle von mir.' | c receive)"
is 'who has answered is not asked' 0 "$(questions)"
reply cem@celik.example 'Thank you for your mail.' | c receive -q
is 'who said maybe is' 1 "$(questions)"
reply eva@eagle.example 'Thank you for your mail.' | c receive -q
is 'so is who said nothing' 2 "$(questions)"
c daily
is 'and nothing comes later' 2 "$(questions)"

at 2004-07-16T09:00:00Z
c daily
is 'who said yes in time is thanked' 1 "$(grep -l '^X-Convoke: oslo thanks' "$W"/outbox/*.eml | wc -l | tr -d ' ')"
has 'so does status' 'It is over.' "$(c status)"
lacks 'where nobody owes anything' 'Owe an answer' "$(c status)"
reply dot@dash.example 'Thank you for your mail, how was it?' | c receive -q
is 'nobody is asked any more' 2 "$(questions)"
reply cem@celik.example 'Yes, I will come.' | c receive -q
is 'a late yes is written down' ACCEPTED "$(partstat cem)"
echo=$(text "$(mail_to cem@celik.example)")
has 'with the echo' 'is over by now' "$echo"
lacks 'that looks forward to nothing' 'look forward' "$echo"
reply dot@dash.example 'Ja, ich komme.' | c receive -q
has 'in each language' 'ist inzwischen vorbei' "$(text "$(mail_to dot@dash.example)")"
c answer eva yes --because 'She was there.' >/dev/null
c daily
is 'and brought nobody there, but whom the organizer saw' 'ann@able.example eva@eagle.example' \
    "$(grep -l '^X-Convoke: oslo thanks' "$W"/outbox/*.eml | xargs sed -n 's/^Delivered-To: \([^ ]*\).*/\1/p' | tr -d '\r' | sort | tr '\n' ' ' | sed 's/ $//')"
at 2004-07-17T09:00:00Z
c daily
digest=$(mail_to olga@host.example)
has 'the digest knows that it is over' 'Oslo is over' "$(header "$digest" Subject)"
lacks 'and asks nobody' 'Still to answer' "$(text "$digest")"
finish
