#!/bin/sh
# A session after midnight stands in the agenda of its evening; wherever it has a date, it is that of the calendar.
. "$(dirname "$0")/../workspace.sh"
workspace
E=$W/events/oslo.yaml
cat >"$E" <<'EOF'
meeting: oslo
name: Oslo 2004
zone: Europe/Oslo
organizer: Olga Owner <olga@host.example>
dates: [2004-07-14, 2004-07-15, 2004-07-16]
answer-by: 2004-06-30
notices: {quiet: none}
agenda:
  2004-07-14:
    - {at: 8:00pm-9:00pm, who: ann, title: Queues, id: queues}
    - {at: "26:00-27:00", who: ben, title: Stars, id: stars}
  2004-07-15:
    - {at: "25:00-26:00", what: Moon, kind: discussion, id: moon}
  2004-07-16:
    - {at: 10:00am-11:00am, what: Closing, kind: discussion, id: closing}
guests:
  ann: {name: Ann Able, address: ann@able.example}
  ben: {name: Ben Bold, address: ben@bold.example, language: de}
EOF
c apply "$E" >/dev/null
c send >/dev/null

# The text of the newest mail to ADDRESS; calendar lines unfolded.
text_to() { python3 -c '
import email, sys
for part in email.message_from_binary_file(open(sys.argv[1], "rb")).walk():
    if part.get_content_type() == "text/plain":
        print(*part.get_payload(decode=True).decode().split())' "$(mail_to "$1")"; }
entry_of() {
    python3 -c 'import email, email.policy, sys
m = email.message_from_binary_file(open(sys.argv[1], "rb"), policy=email.policy.default)
for p in m.walk():
    if p.get_content_type() == "text/calendar":
        print(p.get_content().replace("\r\n", "\n").replace("\n ", ""))' "$(mail_to "$1")"
}
has "the agenda marks it" "02:00–03:00 Ben Bold (Thursday, after midnight) “Stars”" "$(text_to ann@able.example)"
has "in German" "(Donnerstag, nach Mitternacht)" "$(text_to ben@bold.example)"
lacks "nothing else" "Ann Able (" "$(text_to ann@able.example)"
has "a day of nothing but its night, in the calendar" 'Friday\, 16 July 2004\, 01:00–02:00' "$(entry_of ann@able.example)"
has "an evening that goes on" 'Wednesday\, 14 July 2004\, 20:00 – Thursday\, 15 July 2004\, 03:00' "$(entry_of ann@able.example)"
c page oslo >"$T/page.html"
has "the page" '<p class="note">Thursday, after midnight</p>' "$(cat "$T/page.html")"

for g in ann@able.example ben@bold.example; do
    reply $g 'Yes, I will come.' | c receive -q
done
c daily >/dev/null
at 2004-06-02T09:00:00Z
sed -i -e 's/26:00-27:00/25:00-26:00/' -e 's/"25:00-26:00", what/"23:00-24:00", what/' "$E"
c apply "$E" >/dev/null
at 2004-06-02T12:00:00Z
c daily >/dev/null
is "the change" "oslo change" "$(header "$(mail_to ann@able.example)" X-Convoke)"
has "has its date" "“Stars”: Thursday, 15 July 2004, 01:00–02:00 (was: 02:00–03:00)" "$(text_to ann@able.example)"
has "and the one before, across midnight" "“Moon”: Thursday, 15 July 2004, 23:00–00:00 (was: Friday, 16 July 2004, 01:00–02:00)" "$(text_to ann@able.example)"
has "in German" "„Stars“: Donnerstag, 15. Juli 2004, 01:00–02:00" "$(text_to ben@bold.example)"
has "as does one's own part" "Donnerstag, 15. Juli 2004, 01:00 Uhr" "$(text_to ben@bold.example)"
finish
