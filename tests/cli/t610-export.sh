#!/bin/sh
# convoke export: the three formats word for word, and read back by other people's programs.
# What is expected is tests/export/*; REGEN=1 writes it anew.
. "$(dirname "$0")/../lib.sh"
cd "$T" || exit 1
want=$ROOT/tests/export

golden() { # golden FILE: it equals the one in tests/export
    [ -z "${REGEN:-}" ] || cp "$1" "$want/$1"
    ok "$1 is as it should be" diff "$want/$1" "$1"
}
reads() { # reads KIND: another program finds in hall.KIND what hall.KIND.read says
    "$ROOT/tests/helper/read-export" "$1" "hall.$1" >"hall.$1.read" 2>&1
    golden "hall.$1.read"
}

cat >hall.yaml <<'END'
meeting: hall
name: "Hall; Meeting, \"2031\""
zone: Europe/Berlin
language: de
location: Altes Rathaus, Ulm
seats: 12
organizer: Ann Example <ann@meet.example>
dates: 2031-10-25..2031-10-27
answer-by: 2031-10-01
agenda:
  2031-10-25:
    - {at: 9:00-10:30, who: [mira, formula], titles: [Türme, "Brücken, Tore"], room: Saal 1, note: "Bring a\nlamp."}
    - {at: 12:00, what: Lunch}
    - {at: 14:00+, what: Runde}
  2031-10-26:
    - {at: 9:00, who: nameless, titles: undecided}
guests:
  mira: {name: "Mira \"M\" Okafor; PhD", address: [mira@meet.example, mira@home.example], affiliation: "A, B & C", groups: [tower, bridge]}
  formula: {name: "=HYPERLINK(\"https://x.example\")", address: formula@meet.example, role: "+1"}
  nameless: {name: nameless@meet.example, address: nameless@meet.example, zone: Asia/Tokyo}
  silent: {name: 李明, address: silent@meet.example, language: zh}
topics:
  walls: {title: Walls, body: "One.\n\nTwo.", from: mira}
slides:
  - {title: Towers, from: mira, url: slides/towers.pdf}
questions:
  diet: {ask: What do you eat?, choices: [all, plants]}
sponsors: [Town of Ulm]
END
convoke init --address=hall@meet.example w >/dev/null
export CONVOKE_DIR=w
convoke apply hall.yaml >/dev/null
convoke answer mira yes --because '@ the "harbour"; told	me
twice' >/dev/null
CONVOKE_NOW=2004-06-02T09:30:00Z convoke answer formula no --because '-1+cmd|x' >/dev/null

for kind in csv json ics; do
    convoke export $kind >hall.$kind
    golden hall.$kind
done
reads csv
reads json
if /usr/bin/python3 -c 'import icalendar' 2>/dev/null; then
    reads ics
else
    skip 'hall.ics.read is as it should be' 'no python3-icalendar'
fi

# A table: one line a row, nothing that a spreadsheet would run.
is 'one line a row' 5 "$(wc -l <hall.csv | tr -d ' ')"
is 'lines end as RFC 4180 says' 5 "$(grep -c "$(printf '\r')\$" hall.csv)"
is 'no cell is a formula' '' "$(grep -oE '(^|,)"?[=+@-][^,]*' hall.csv)"
is 'the manual page has every column' "$(head -1 hall.csv | tr -d '\r' | tr , '\n' | grep -v '^answer:')" \
    "$(sed -n '/begin columns/,/end columns/s/^\.It //p' "$ROOT/man/convoke-export.1")"

# A calendar for everybody: no guests in it, and the same again until the next revision.
lacks 'nobody'"'"'s address' '@home' "$(cat hall.ics)"
is 'no address but ours' '' "$(grep -o '[a-z]*@meet.example' hall.ics | grep -vx 'hall@meet.example')"
lacks 'no answers' 'ATTENDEE' "$(cat hall.ics)"
is 'the same again' "$(cat hall.ics)" "$(CONVOKE_NOW=2004-07-01T09:00:00Z convoke export ics)"
sed 's/at: 12:00/at: 12:30/' hall.yaml >later.yaml
CONVOKE_NOW=2004-07-01T09:00:00Z convoke apply later.yaml >/dev/null
lunch() { sed -n '/^BEGIN:VEVENT/h; /^UID:lunch/,/^END/p' "$1" | tr -d '\r'; }
convoke export ics >later.ics
has 'what moved keeps its UID' 'UID:lunch.hall@meet.example' "$(lunch later.ics)"
has 'is newer' 'SEQUENCE:2' "$(lunch later.ics)"
has 'and is later' 'DTSTART:20311025T103000Z' "$(lunch later.ics)"

# One that is cancelled stays in the calendars of those who follow it, as such.
sed 's/^zone:/status: cancelled\nstatus-note: The hall is flooded.\n&/' later.yaml >off.yaml
CONVOKE_NOW=2004-07-02T09:00:00Z convoke apply off.yaml >/dev/null
convoke export ics >off.ics
is 'each event is cancelled' "$(grep -c '^BEGIN:VEVENT' off.ics)" "$(grep -c '^STATUS:CANCELLED' off.ics)"
has 'by a newer one' 'SEQUENCE:3' "$(lunch off.ics)"
convoke export json >off.json
has 'programs are told' '"cancelled": true' "$(cat off.json)"
has 'and why' '"status_note": "The hall is flooded."' "$(cat off.json)"

# Mistakes.
status 'no format' 64 convoke export
status 'an unknown format' 64 convoke export xml
status 'no such meeting' 66 convoke export nowhere csv
status 'by name' 0 convoke export hall csv
status 'no workspace' 66 convoke -C none export csv
status 'a full disk' 74 sh -c 'convoke export json >/dev/full'

finish
