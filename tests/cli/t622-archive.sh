#!/bin/sh
# Raw messages are kept packed, whole, and for as long as convoke.conf says.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
sql() { sqlite3 "$W/convoke.sqlite" "$1"; }
stray() { printf 'From: who@knows.example\nTo: meet@host.example\nMessage-ID: <stray-%s@knows.example>\nDate: Tue, 1 Jun 2004 12:00:00 +0000\n\n%s\n' "$1" "$2"; }

at 2004-06-02T08:00:00Z
reply ben@bold.example "$(printf 'Yes, I will come.\n\n'; yes 'And there is more to say of queues and their ends.' | head -n 100)" >"$T/ben.eml"
c receive -q <"$T/ben.eml"
is "a message is packed" 1 "$(sql "SELECT packed AND length(raw) < size / 2 FROM received")"
sql "SELECT writefile('$T/raw.zst', raw) FROM received" >/dev/null
is "as a frame that others can read" "$(cksum <"$T/ben.eml")" "$(zstd -dcq "$T/raw.zst" | cksum)"
is "its text stands nowhere else" "|Yes, I will come." \
    "$(sql "SELECT meaning ->> 'text', substr(meaning ->> 'reply', 1, 17) FROM received")"
head -c 3000 /dev/urandom | base64 -w 76 | { printf 'From: ben@bold.example\nMessage-ID: <noise@bold.example>\n\n'; cat; } | c receive -q
reply cem@celik.example "How far is it from the station, and may my wife come along, and which door is it? Perhaps." | c receive -q
c review >/dev/null 2>&1
waits=$(sql "SELECT count(*) FROM review WHERE decided_at IS NULL AND meeting IS NOT NULL")
kept() { sql "SELECT count(raw) || ' of ' || count(*) FROM received$1"; }

# Numbers, since letters by chance are now and then a word that says something.
for i in 1 2 3; do stray $i "some offer $(head -c 300000 /dev/urandom | od -An -v -tu8)" | c receive -q; done
before=$(kept "")
c daily >/dev/null
is "what is young is kept" "$before" "$(kept "")"
sed -i 's/^#stray-megabytes=.*/stray-megabytes=1/' "$W/convoke.conf"
c daily >/dev/null
is "what waits is kept, whatever its room" "$before" "$(kept "")"
for n in $(c review | sed -n 's/^\([0-9]*\)  who@knows.example.*/\1/p'); do c review "$n" dismiss >/dev/null; done
c daily >/dev/null
is "stray mail beyond its room is not, the newest is" "stray-3" \
    "$(sql "SELECT substr(identity, 2, 7) FROM received WHERE meeting IS NULL AND raw IS NOT NULL AND identity LIKE '<stray%'")"
is "nothing is left of what it said" 0 \
    "$(sql "SELECT count(*) FROM received WHERE identity LIKE '<stray%' AND raw IS NULL AND meaning LIKE '%some offer%'")"
mkdir -p "$T/md/new" "$T/md/cur" "$T/md/tmp"
for i in $(seq 400); do stray "flood-$i" "$(yes 'buy this now' | head -c 50000)" >"$T/md/new/$i"; done
c receive -q --maildir "$T/md"
is "a flood is held to its room while it comes in" 1 \
    "$(sql "SELECT sum(size) < 8000000 AND sum(length(meaning)) < 16000000 FROM received WHERE meeting IS NULL AND identity LIKE '<stray%'")"

is "of which what waits is whole" 50 \
    "$(sql "SELECT count(raw) FROM received r JOIN review v ON v.received = r.id WHERE v.decided_at IS NULL AND v.meeting IS NULL")"

# Whoever has got hold of an invitation can send in its guest's name.
sed -i 's/^#guest-mail-megabytes=.*/guest-mail-megabytes=2/' "$W/convoke.conf"
loud() { reply dot@dash.example "$(printf 'Yes, I will come.\n\n' && head -c 900000 /dev/urandom | base64 -w 76 | sed 's/^/> /')"; }
ours=$(sql "SELECT count(raw) FROM received WHERE guest IS NOT 'dot' AND meeting IS NOT NULL")
for i in 1 2 3; do
    loud | sed "s/^Message-I[dD]:.*/Message-ID: <loud-$i@dash.example>/" | c receive -q
    # It stood there in earlier databases.
    sql "UPDATE received SET meaning = json_set(meaning, '$.text', 'all of it') WHERE identity = '<loud-$i@dash.example>'"
done
is "a guest's mail is held to its room, the newest is kept" "loud-3" \
    "$(sql "SELECT substr(identity, 2, 6) FROM received WHERE guest = 'dot' AND raw IS NOT NULL")"
is "what of its text nothing follows from goes, too" 0 \
    "$(sql "SELECT count(meaning ->> 'text') FROM received WHERE identity LIKE '<loud-%' AND raw IS NULL")"
is "no row is lost" 3 "$(sql "SELECT count(*) FROM received WHERE identity LIKE '<loud-%'")"
is "nobody else's mail goes for it" "$ours" "$(sql "SELECT count(raw) FROM received WHERE guest IS NOT 'dot' AND meeting IS NOT NULL")"
sed -i 's/^guest-mail-megabytes=.*/guest-mail-megabytes=200/' "$W/convoke.conf"
for i in 4 5; do loud | sed "s/^Message-I[dD]:.*/Message-ID: <loud-$i@dash.example>/" | c receive -q; done
sed -i 's/^guest-mail-megabytes=.*/guest-mail-megabytes=2/' "$W/convoke.conf"
c daily >/dev/null
is "daily holds it to a room that became smaller" "loud-5" \
    "$(sql "SELECT substr(identity, 2, 6) FROM received WHERE guest = 'dot' AND raw IS NOT NULL")"

# Whoever else has got hold of it fills no review, and what the guest writes still waits.
passed_on() { FROM=eve@evil.example reply cem@celik.example "Hello $1, $(head -c 30000 /dev/urandom | base64 -w 76)"; }
for i in $(seq 12); do passed_on "$i" | c receive -q; done
is "so many of theirs wait" 10 "$(sql "SELECT count(*) FROM review WHERE decided_at IS NULL AND guest = 'cem'")"
reply cem@celik.example "I have read your mail." | c receive -q
is "the guest's own waits" 11 "$(sql "SELECT count(*) FROM review WHERE decided_at IS NULL AND guest = 'cem'")"
waits=$((waits + 1)) # what is dismissed waits no more
for n in $(c review | sed -n '/eve@evil/{x;p};h' | sed -n 's/^\([0-9]*\) .*/\1/p'); do c review "$n" dismiss >/dev/null; done

# Reports about mail of nobody's, which anybody can make up.
for i in 1 2 3; do
    printf 'From: MAILER-DAEMON@evil.example\nTo: meet@host.example\nSubject: failed\nMessage-ID: <report-%s@evil.example>\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; who@ever.example\nAction: failed\nStatus: 5.1.1\n\n--b--\n' "$i" | c receive -q
done
is "they are noted" 3 "$(sql "SELECT count(*) FROM bounce WHERE meeting IS NULL")"

at 2004-07-04T08:00:00Z
c daily >/dev/null
is "such reports go after the days of stray mail" "0 0" "$(sql "SELECT count(*) FROM received WHERE identity LIKE '<report-%'") $(sql "SELECT count(*) FROM bounce WHERE meeting IS NULL")"
is "stray mail goes after its days, though it was decided about" "0 50" \
    "$(sql "SELECT count(raw) FROM received WHERE identity LIKE '<stray-_@%'") $(sql "SELECT count(raw) FROM received WHERE identity LIKE '<stray-%'")"
at 2007-06-02T08:00:00Z
c daily >/dev/null
is "old messages end, those under review stay" "$waits" "$(sql "SELECT count(raw) FROM received WHERE meeting IS NOT NULL")"
is "of those that were decided no more stays than is read" 1 "$(sql "SELECT max(length(meaning)) < 6000 FROM received WHERE meaning ->> 'from' LIKE '%eve@evil%'")"
is "those that were ignored are no more" 10 "$(sql "SELECT count(*) FROM received WHERE meaning ->> 'from' LIKE '%eve@evil%'")"
status "they need not be read again" 0 c rebuild --reread
has "to stand as they do" "all is as it was" "$(cat "$T/out")"
is "the answer stays" 1 "$(sql "SELECT count(*) FROM answer WHERE guest = 'ben'")"
has "and why has its words" "will come" "$(c why ben)"
c receive -q <"$T/ben.eml"
is "and the message is still known" 1 "$(sql "SELECT count(*) FROM received WHERE guest = 'ben' AND kind = 'reply' AND outcome = 'recorded'")"
status "a number of days is a number" 78 sh -c 'sed -i "s/^#keep-days=.*/keep-days=long/" "$0/convoke.conf"; convoke -C "$0" status' "$W"
has "with file and line" "convoke.conf:" "$(cat "$T/err")"
finish
