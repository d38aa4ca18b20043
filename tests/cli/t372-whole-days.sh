#!/bin/sh
# A meeting of whole days, of which the organizer has given no times: no mail, calendar or page makes any up. Its
# hours, given later, are a change of time that everybody hears of once; so it is when they are taken away.
. "$(dirname "$0")/../workspace.sh"
HELPER=$ROOT/tests/helper
E=$W/events/oslo.yaml
daily() { c daily; }
kind_to() { # kind_to ADDRESS KIND: the mails, oldest first
    for f in $(grep -l "^X-Convoke: oslo $2" "$W"/outbox/*.eml); do
        sed -n '1,2p' "$f" | grep -q "^Delivered-To: $1" && printf '%s %s\n' "$(date -d "$(header "$f" Date)" +%s)" "$f"
    done | sort -n | sed 's/^[0-9]* //'
}
count() { kind_to "$@" | wc -l | tr -d ' '; }
newest() { kind_to "$@" | tail -n 1; }
text() { "$HELPER/read-mail" --text "$1"; }
clocks() { grep -oE '[0-9][0-9]:[0-9][0-9]|UTC|Europe/[A-Z][a-z]+|Tokyo|Kolkata|London|Uhr' | sort -u | tr '\n' ' '; } # what tells a time or a zone
entry() { tr -d '\r' <"$1" | sed 's/=3D/=/g' | sed -n '/^SEQUENCE/p; /^DTSTART/p; /^DTEND/p' | tr '\n' ' '; }
press_days() { # press_days ADDRESS PARTSTAT: Accept, as calendars answer to an event of whole days
    press "$@" | sed 's/^DTSTART:.*/DTSTART;VALUE=DATE:20040714\nDTEND;VALUE=DATE:20040716/'
}

convoke init --address meet@host.example "$W" >/dev/null
cat >"$E" <<'YAML'
meeting: oslo
name: Oslo 2004
location: Oslo, Norway
zone: Europe/Oslo
organizer: Olga Owner <olga@host.example>
dates: [2004-07-14, 2004-07-15]
answer-by: 2004-06-30
reminders: {days-before: [14, 7, 2], maybes: yes}
notices: {logistics: 1, thanks: 1}
guests:
  ann: {name: Ann Able, address: ann@able.example, zone: Europe/London}
  ben: {name: Ben Bold, address: ben@bold.example, zone: Asia/Kolkata}
  cem: {name: Cem Çelik, address: cem@celik.example, language: de, zone: Asia/Tokyo}
  dot: {name: Dot Dash, address: dot@dash.example}
YAML
c apply "$E" >/dev/null
c send >/dev/null
for who in ann@able.example cem@celik.example; do
    m=$(invitation $who)
    is "$who reads of days" "" "$(text "$m" | clocks)"
    is "so does their calendar" "SEQUENCE:0 DTSTART;VALUE=DATE:20040714 DTEND;VALUE=DATE:20040716 " "$(entry "$m")"
done
has "the first and the last" "When Wednesday, 14 July 2004, to Thursday, 15 July 2004" \
    "$(text "$(invitation ann@able.example)" | tr -s ' \n' '  ')"
ok "no rule is broken" c show dot invitation --check
is "nor is a mail held" "" "$(c outbox | grep held)"

# Answers come back as to any other event.
press_days ann@able.example ACCEPTED | c receive -q
press_days cem@celik.example TENTATIVE | c receive -q
is "the button counts" ACCEPTED "$(partstat ann)"
is "so does Maybe" TENTATIVE "$(partstat cem)"
is "status tells days" "Oslo 2004, 2004-07-14 to 2004-07-15, Oslo, Norway" "$(c status | head -n 1)"

# What is due by itself is bounded by the day as before: in the morning before it begins, not in the night.
cp -R "$W" "$T/kept"
at 2004-06-30T10:00:00Z
daily
m=$(newest ben@bold.example reminder)
ok "a reminder" test -s "$m"
is "of days" "" "$(text "$m" | clocks)"
at 2004-07-12T22:17:00Z
daily
is "no word in the night" 0 "$(count ann@able.example logistics)"
at 2004-07-13T06:17:00Z
daily
m=$(newest ann@able.example logistics)
ok "the day before in the morning" test -s "$m"
is "of days, too" "" "$(text "$m" | clocks)"
at 2004-07-14T06:00:00Z
has "thanks are not due yet" "Nothing is owed" "$(c plan)$(c daily --dry-run)"
at 2004-07-16T10:00:00Z
daily
ok "thanks when it is over" test -s "$(newest ann@able.example thanks)"
is "the page tells days" "" "$(c page --output "$T/page.html" >/dev/null; sed 's/<[^>]*>//g; /charset/d' "$T/page.html" | sed '1,/^}/d' | clocks)"
c export ics >"$T/oslo.ics"
is "so does the published agenda" "DTSTART;VALUE=DATE:20040714 DTEND;VALUE=DATE:20040715 DTSTART;VALUE=DATE:20040715 DTEND;VALUE=DATE:20040716 " \
    "$(entry "$T/oslo.ics" | sed 's/SEQUENCE:[0-9]* //g')"
cp "$W"/outbox/*.eml "$T"
rm -rf "$W"
mv "$T/kept" "$W"

# Its hours, which are those that stood in for none: all the same nobody knew them.
at 2004-06-03T10:00:00Z
cp "$E" "$T/days.yaml"
cat >>"$E" <<'YAML'
agenda:
  2004-07-14:
    - {at: "9:00-12:00", what: Registration}
  2004-07-15:
    - {at: "10:00-18:00", what: Excursion}
YAML
sed -i 's/what: Registration/kind: break, &/' "$E"
out=$(c apply "$E")
has "apply says so" "hours: whole days -> from 2004-07-14 09:00" "$out"
has "and who hears of it" "will be told" "$out"
at 2004-06-03T12:00:00Z
daily
daily
at 2004-06-04T12:00:00Z
daily
for who in ann@able.example cem@celik.example ben@bold.example dot@dash.example; do
    is "$who is told once" 1 "$(count $who change)"
    is "with the hours in the calendar" "SEQUENCE:1 DTSTART:20040714T070000Z DTEND:20040715T160000Z " "$(entry "$(newest $who change)")"
done
m=$(newest ann@able.example change)
has "what it was" "Begins: Wednesday, 14 July 2004, 09:00 (was: all day)" "$(text "$m")"
has "in UTC, too" "09:00 there is 07:00 UTC" "$(text "$m" | tr -s ' \n' '  ')"
has "and by the clock of the reader" "09:00 Uhr dort ist 07:00 Uhr UTC und 16:00 Uhr in Tokyo" "$(text "$(newest cem@celik.example change)" | tr -s ' \n' '  ')"
has "ann's answer stands" "PARTSTAT=ACCEPTED" "$(sed 's/\r$//; s/=$//; s/=3D/=/g' "$m" | tr -d '\n ')"

# And back.
at 2004-06-05T10:00:00Z
cp "$T/days.yaml" "$E"
c apply "$E" >/dev/null
at 2004-06-05T12:00:00Z
daily
daily
for who in ann@able.example ben@bold.example; do
    is "$who is told that, too" 2 "$(count $who change)"
    is "the calendar has days again" "SEQUENCE:2 DTSTART;VALUE=DATE:20040714 DTEND;VALUE=DATE:20040716 " "$(entry "$(newest $who change)")"
done
m=$(newest ann@able.example change)
has "they read it" "Begins: no time given, all day (was: 09:00)" "$(text "$m")"
has "and days alone" "When Wednesday, 14 July 2004, to Thursday, 15 July 2004 Where" "$(text "$m" | tr -s ' \n' '  ')"
press_days ann@able.example DECLINED | sed 's/SEQUENCE:0/SEQUENCE:2/; s/20040602T100000Z/20040605T130000Z/' | c receive -q
is "its button counts" DECLINED "$(partstat ann)"

# Days elsewhere are the same days.
at 2004-06-06T10:00:00Z
sed -i 's/^zone: .*/zone: Europe\/Helsinki/' "$E"
c apply "$E" >/dev/null
at 2004-06-06T12:00:00Z
daily
lacks "another zone moves no day" "BEGIN:VCALENDAR" "$(cat "$(newest ben@bold.example change)")"
mkdir "$T/mails"
for f in "$W"/outbox/*.eml "$T"/*.eml; do sed '1,2d' "$f" >"$T/mails/$(basename "$f")"; done
for who in ann@able.example ben@bold.example cem@celik.example; do
    is "from mail to mail to $who the rules are kept" "" \
        "$(cd "$T/mails" && "$B/tests/unit/test-lint" mails $(kind_to $who '[a-z]*' | xargs -n 1 basename) 2>&1)"
done

# Others read these mails as we do.
for tool in mutt /usr/bin/python3; do command -v "$tool" >/dev/null || tools=no; done
/usr/bin/python3 -c 'import icalendar' 2>/dev/null || tools=no
if [ -n "${tools:-}" ]; then
    skip "all read them alike" "mutt or python3-icalendar is missing"
else
    is "all read them alike" "" "$(B=$B "$HELPER/read-agree" "$T"/mails/*.eml 2>&1)"
fi
finish
