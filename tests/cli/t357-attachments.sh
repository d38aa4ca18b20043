#!/bin/sh
# Files that guests send along are kept once, under names that can do no harm, within bounds; they can be listed and
# saved, and go when their guest or their time does.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
at 2004-06-02T12:00:00Z
sql() { sqlite3 "$W/convoke.sqlite" "$1"; }
part() { # part FILE NAME [TYPE [DISPOSITION]]
    printf -- '--b\nContent-Type: %s\nContent-Disposition: %s; filename="%s"\nContent-Transfer-Encoding: base64\n\n' \
        "${3:-application/pdf}" "${4:-attachment}" "$2"
    base64 "$1"
}
# with ADDRESS WORDS PARTS-FILE: an answer with these parts behind its words
with() {
    reply "$1" "$2" | sed '/^Content-Type/d; /^$/,$d'
    printf 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n%s\n' "$2"
    cat "$3"
    printf -- '--b--\n'
}
head -c 30000 /dev/urandom >"$T/slides"
yes 'a line of a paper' | head -n 2000 >"$T/paper"
printf 'a\r\nb\r\n' >"$T/notes"

is "before" "Nobody sent a file along." "$(c attachments)"
{ part "$T/slides" slides.pdf; part "$T/notes" notes.txt text/plain; } >"$T/parts"
with ann@able.example "Yes, I will come." "$T/parts" >"$T/ann.eml"
status "an answer with two files" 0 sh -c "convoke -C '$W' receive < '$T/ann.eml'"
is "counts" ACCEPTED "$(partstat ann)"
list=$(c attachments)
has "the file is listed" "slides.pdf
   Ann Able, 2004-06-02, 30.0" "$list"
lacks "it came from her address" "written from" "$list"
has "explain shows it" "Attached  slides.pdf (application/pdf, 30.0" "$(convoke explain "$T/ann.eml")"
has "in her history, too" "attachment slides.pdf" "$(c why ann)"
status "saved" 0 c attachments --save "$T/out.d/deep"
is "under her id" "ann-slides.pdf
ann-notes.txt" "$(cat "$T/out")"
is "the bytes are those that were sent" "$(cksum <"$T/slides")" "$(cksum <"$T/out.d/deep/ann-slides.pdf")"
is "of texts as well" "$(cksum <"$T/notes")" "$(cksum <"$T/out.d/deep/ann-notes.txt")"
c attachments --save "$T/out.d/deep" >"$T/again"
is "again there is nothing new" "" "$(cat "$T/again")"
is "by their digest" "$(sha256sum <"$T/slides" | cut -c 1-64)" "$(sql "SELECT digest FROM content WHERE size = 30000")"

{ part "$T/slides" talk.pdf; part "$T/paper" paper.txt application/x-paper; part "$T/paper" copy.txt application/x-paper; } >"$T/parts"
with ben@bold.example "I will come." "$T/parts" | c receive -q
is "the same bytes are kept once" 3 "$(sql 'SELECT count(*) FROM content')"
is "but each time they were sent is noted" 5 "$(sql 'SELECT count(*) FROM attachment')"
is "packed where that helps" "0 1 0" "$(sql "SELECT group_concat(packed, ' ') FROM (SELECT packed FROM content ORDER BY size = 30000 DESC, size DESC)")"
head -c 500 /dev/urandom >"$T/other"
part "$T/other" slides.pdf >"$T/parts"
with ann@able.example "Yes, and here are newer slides." "$T/parts" | c receive -q
c attachments --save "$T/out.d/deep" >/dev/null
is "newer ones have a name of their own" "$(cksum <"$T/other")" "$(cksum <"$T/out.d/deep/ann-slides-2.pdf")"

# Hostile names, and what is no attachment.
{
    part "$T/other" '../../../../etc/cron.d/evil'
    part "$T/notes" "$(printf '=?utf-8?B?%s?=' "$(printf 'a\033[2J\nb\342\200\256fdp.exe' | base64 -w0)")"
    part "$T/paper" 'C:\\\\AUX'
    part "$T/slides" '.profile'
    printf -- '--b\nContent-Type: application/pdf\nContent-Disposition: attachment; filename*=utf-8%s..%%2F..%%2Fx%%0A.pdf\n\nx\n' "''"
    printf -- '--b\nContent-Type: application/octet-stream\nContent-Disposition: attachment\n\nnameless\n'
    part "$T/other" image001.png image/png inline
    part "$T/other" invite.ics text/calendar
    part "$T/other" smime.p7s application/pkcs7-signature
    part "$T/other" winmail.dat application/ms-tnef
} >"$T/parts"
with cem@celik.example "Ich komme gern." "$T/parts" | c receive -q
mkdir "$T/save"
ln -s "$T/victim" "$T/save/cem-profile"
c attachments --save "$T/save" >/dev/null
is "only safe names, and only files" "_AUX
a [2Jbfdp.exe
evil
profile
unnamed
x.pdf" "$(sql "SELECT name FROM attachment JOIN received ON received.id = attachment.received WHERE guest = 'cem' ORDER BY name")"
is "no link is followed" "" "$(ls "$T/victim" 2>/dev/null)"
is "nothing outside of the folder" "" "$(find "$T" -name '*evil*' ! -path "$T/save/*")"
is "nothing steers the terminal" 0 "$({ c attachments; c why cem; } | tr -d '\n\t' | LC_ALL=C grep -c "[$(printf '\001')-$(printf '\037')]")"

# Whose they are.
part "$T/paper" mine.pdf >"$T/parts"
FROM=mallory@evil.example with ann@able.example "Take these." "$T/parts" | c receive -q
has "another sender is shown" "written from mallory@evil.example" "$(c attachments)"
with ann@able.example "Take these." "$T/parts" | sed '/^In-Reply-To/d; s/^To:.*/To: meet@host.example/' | c receive -q
{ printf 'Auto-Submitted: auto-replied\n'; with ann@able.example "I am out of the office." "$T/parts"; } | c receive -q
is "without her token, and from robots, none are kept" 1 "$(sql "SELECT count(*) FROM attachment WHERE name = 'mine.pdf'")"

# Bounds.
for n in $(seq 60); do part "$T/notes" "$n.txt" application/x-n; done >"$T/parts"
with dot@dash.example "Hm." "$T/parts" | c receive -q
is "no more than fifty of a message" 50 "$(sql "SELECT count(*) FROM attachment WHERE type = 'application/x-n'")"
has "which is said" "too many attachments" "$(c review)"
printf '[limits]\ndecoded-bytes=100000\n[archive]\nguest-megabytes=1\n' >>"$W/convoke.conf"
head -c 3000000 /dev/zero >"$T/bomb"
{ part "$T/slides" first.pdf; part "$T/bomb" bomb.pdf; part "$T/notes" late.pdf; } >"$T/parts"
with dot@dash.example "I will come." "$T/parts" | c receive -q
is "what is beyond a limit is noted" "first.pdf|
bomb.pdf|limit
late.pdf|limit" "$(sql "SELECT name, missing FROM attachment ORDER BY received DESC, position LIMIT 3")"
is "the answer counts" ACCEPTED "$(partstat dot)"
sed -i 's/^decoded-bytes=.*/decoded-bytes=9000000/' "$W/convoke.conf"
for n in 1 2 3; do
    head -c 500000 /dev/urandom >"$T/half$n"
    part "$T/half$n" "half$n.pdf" >"$T/parts"
    with ben@bold.example "I will come. $n" "$T/parts" | c receive -q
done
has "a guest has so much room" "half3.pdf
   Ben Bold, 2004-06-02, 500.0 kB; not kept: no room" "$(c attachments | tr '\302\240' '  ' | sed 's/  kB/ kB/')"
part "$T/half1" "same.pdf" >"$T/parts"
with ben@bold.example "I will come. Again." "$T/parts" | c receive -q
is "what is here takes none" "" "$(sql "SELECT missing FROM attachment WHERE name = 'same.pdf'")"

# A copy, a rebuild.
c backup "$T/copy.sqlite" >/dev/null
is "a backup has them" "$(sql 'SELECT count(*), sum(size) FROM content')" "$(sqlite3 "$T/copy.sqlite" 'SELECT count(*), sum(size) FROM content')"
has "a rebuild leaves them" "all is as it was" "$(c rebuild)"
sed -i 's/^guest-megabytes=.*/guest-megabytes=9/' "$W/convoke.conf"
has "reading anew finds those for which there was no room" "+ attachment: " "$(c rebuild --reread)"
c rebuild --reread --write >/dev/null
is "and keeps them" "" "$(sql "SELECT name FROM attachment WHERE missing IS NOT NULL")"
has "once" "all is as it was" "$(c rebuild --reread)"

# The end.
sed -i '/^  dot:/d; /who: ben/d; /^  ben:/d' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
status "ben is forgotten" 0 c forget --yes ben
is "what he alone sent is gone" 0 "$(sql "SELECT count(*) FROM content WHERE size = 500000")"
is "what others sent, too, is not" 1 "$(sql "SELECT count(*) FROM content WHERE size = 30000")"
printf 'Seating plan: Dot Dash beside the door\n' >"$T/plan"
part "$T/plan" plan.txt text/plain >"$T/parts"
with ann@able.example "The plan is attached." "$T/parts" | c receive -q
c forget --yes dot >/dev/null
is "a file that names her is" forgotten "$(sql "SELECT missing FROM attachment WHERE name = 'plan.txt'")"
at 2007-06-02T08:00:00Z
c daily >/dev/null
is "all ends with its retention" "0 0" "$(sql 'SELECT count(*) FROM content') $(sql 'SELECT count(digest) FROM attachment')"
has "and is said to" "no longer kept" "$(c attachments)"
finish
