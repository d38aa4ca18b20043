#!/bin/sh
# Whoever is forgotten, and whatever they called themselves: the meeting is as it was.
. "$(dirname "$0")/../workspace.sh"
workspace
sql() { sqlite3 "$W/convoke.sqlite" "$1"; }
# A guest whose whole name is a word of the file, and one who is named in it in other places, too.
sed -i 's/title: Queues}/title: "Queues, by Dot Dash"}/' "$W/events/oslo.yaml"
sed -i '1i # Dot Dash brings the key' "$W/events/oslo.yaml"
printf '  city: {name: Berlin, address: city@berlin.example}\n' >>"$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
c send >/dev/null

# Anybody may write anything before an address, and the organizer hands on what was said on the phone.
at 2004-06-02T08:00:00Z
FROM='"location: \"Oslo," <ben@bold.example>' reply ben@bold.example "Yes, I will come." | c receive -q
at 2004-06-02T09:00:00Z
FROM='Oslo 2004 <ben@bold.example>' reply ben@bold.example "Yes, I will come." | c receive -q
FROM='I will <ben@bold.example>' reply ben@bold.example "Yes, I will come." | c receive -q
FROM='B. Bold <ben@bold.example>' reply ben@bold.example "Yes, I will come." | c receive -q
FROM='Olga Owner <olga@host.example>' reply ben@bold.example "Ben says: yes, I will come." | c receive -q
c review 1 yes >/dev/null
FROM='Ann Able <ann@able.example>' reply ben@bold.example "Yes, he will come." | c receive -q
reply ann@able.example "Yes, I will come with Dot Dash by train from Berlin. See Europe/Berlin." | c receive -q
c daily >/dev/null

at 2004-06-03T08:00:00Z
sed -i '/^  ben:/d; /^  city:/d; /^  dot:/d; s/who: ben/what: Talk/; s/, titles: undecided//' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
c send >/dev/null
at 2004-06-04T08:00:00Z
is "who hands on, and what only somebody wrote, is not what ben is called" "ben@bold.example Ben Bold B. Bold" \
    "$(c forget ben | sed -n 's/^  called //p' | tr '\n' ' ' | sed 's/ $//')"

status "ben is forgotten" 0 c forget --yes ben
status "and berlin" 0 c forget --yes city@berlin.example
lacks "of whom the file says nothing more" "still names" "$(cat "$T/out")"
status "and dot, whom another's recorded words name" 0 c forget --yes dot
has "who still is in the file" "The event file of oslo still names them" "$(cat "$T/out")"
is "the words are without them" \
    "I will come with forgotten-3 by train from forgotten-2" \
    "$(sql "SELECT words FROM answer WHERE guest = 'ann'")"
is "the file says the same as before, comments and all" \
    "# forgotten-3 brings the key
    - {at: 10:00am, who: ann, title: \"Queues, by forgotten-3\"}
  cem: {name: Cem Çelik, address: cem@celik.example, language: de, zone: Europe/Berlin}" \
    "$(sql "SELECT source FROM revision ORDER BY number DESC LIMIT 1" | grep 'key\|Queues\|cem:')"
sql "SELECT source FROM revision ORDER BY number" >"$T/all"
is "and no revision names them" "" "$(grep -iE 'dot dash|ben bold|city' "$T/all")"
has "all have the meeting's name" "Oslo 2004" "$(cat "$T/all")"
for number in $(sql "SELECT number FROM revision ORDER BY number"); do
    sql "SELECT source FROM revision WHERE number = $number" >"$T/one.yaml"
    status "revision $number still reads" 0 convoke check "$T/one.yaml"
done

at 2004-06-05T08:00:00Z
reply cem@celik.example "Ja, ich komme gern." | c receive -q
status "the meeting goes on" 0 c status
has "where it was" "Oslo 2004, 2004-07-14 to 2004-07-15, Oslo, Norway" "$(cat "$T/out")"
status "daily runs" 0 c daily
status "mail goes out" 0 c send
status "rebuild finds all as it was" 0 c rebuild
has "and says so" "all is as it was" "$(cat "$T/out")"
# As the comment says, without the person.
sed -i 's/Dot Dash/forgotten-3/' "$W/events/oslo.yaml"
is "the file applies as before" "oslo: nothing changed since revision 3." "$(c apply "$W/events/oslo.yaml")"
is "the organizer is as before" "olga@host.example" "$(sql "SELECT DISTINCT recipient FROM outbox WHERE person = 'organizer'")"

# A revision that would not read without somebody, as one that a later version wrote.
printf '  zoe: {name: Zoe Zander, address: zoe@zander.example}\n' >>"$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
sed -i '/^  zoe:/d' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
c send >/dev/null
sql "UPDATE revision SET body = body || 'novelty: 1' || char(10) WHERE number = 1"
status "one that does not read stops it" 65 c forget --yes zoe
has "which is told" "revision 1 of oslo no longer reads as an event file; nothing was erased" "$(cat "$T/err")"
is "and nothing was erased" "Zoe Zander" "$(sql "SELECT name FROM guest WHERE id = 'zoe'")"
finish
