#!/bin/sh
# A meeting whose clock shows UTC, in a zone that is not called so: everybody is told how far off it is, and no rule of
# the linter holds its mail. Who lives by that clock needs no second one.
. "$(dirname "$0")/../workspace.sh"
workspace
event() { # event ID ZONE LANGUAGE
    cat >"$W/events/$1.yaml" <<EOF
meeting: $1
name: Meeting $1
zone: $2
organizer: Olga Owner <olga@host.example>
dates: [2004-12-01]
notices: {quiet: none}
agenda:
  2004-12-01:
    - {at: 10:00am-11:00am, who: ann, title: Queues}
guests:
  ann: {name: Ann Able, address: ann@able.example, language: $3}
  ben: {name: Ben Bold, address: ben@bold.example, language: $3, zone: Europe/London}
  cem: {name: Cem Celik, address: cem@celik.example, language: $3, zone: Asia/Tokyo}
EOF
    c apply "$W/events/$1.yaml" >/dev/null
}
told() { # told MEETING ADDRESS: what its mail there says of clocks
    python3 -c '
import email, email.policy, sys
mail = email.message_from_file(open(sys.argv[1], newline=""), policy=email.policy.default)
text = mail.get_body(("plain",)).get_content().replace("\r", "")
facts = text[max(text.find("  Times"), text.find("  Zeiten")):]
print(" ".join(facts.split("\n\n")[0].split()))
' "$(grep -l "^X-Convoke: $1 " $(grep -l "^Delivered-To: $2" "$W"/outbox/*.eml))"
}
event kew Europe/London en
has "no mail is held" "3 sent" "$(c send kew)"
is "the clock of the meeting is told by its distance to UTC" \
    "Times local to Europe/London (UTC+0)" "$(told kew ann@able.example)"
is "to who has that clock, too" \
    "Times local to Europe/London (UTC+0)" "$(told kew ben@bold.example)"
is "and by the reader's clock" \
    "Times local to Europe/London (UTC+0): 10:00 there is 19:00 in Tokyo" \
    "$(told kew cem@celik.example)"
for zone in Africa/Abidjan Atlantic/Reykjavik; do
    id=$(basename $zone | tr '[:upper:]' '[:lower:]')
    event "$id" $zone en
    has "$zone" "3 sent" "$(c send "$id")"
done

# UTC itself, which is no place.
event utc UTC en
c send utc >/dev/null
is "UTC is called so once" "Times in UTC" "$(told utc ann@able.example)"
is "and is told by other clocks" \
    "Times in UTC: 10:00 is 19:00 in Tokyo" "$(told utc cem@celik.example)"
event utc-de UTC de
c send utc-de >/dev/null
is "in German" "Zeiten in UTC: 10:00 Uhr ist 19:00 Uhr in Tokyo" \
    "$(told utc-de cem@celik.example)"

# A meeting that moves from a clock beside UTC to one that shows it is told so, and nothing is held.
event kyiv Europe/Kyiv en
c send kyiv >/dev/null
event kyiv Europe/London en
at 2004-06-01T12:00:00Z
c daily >/dev/null
has "the zone is new" "Time zone: Europe/London (was: Europe/Kyiv)" "$(cat "$(mail_to ann@able.example)")"
lacks "nothing is held" "Held" "$(c outbox kyiv)"
finish
