#!/bin/sh
# Many messages at once: a Maildir is taken in several commits, and what cannot be read stays without holding up the
# others.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
at 2004-06-02T08:00:00Z
sql() { sqlite3 "$W/convoke.sqlite" "$1"; }
mkdir -p "$T/md/new" "$T/md/cur" "$T/md/tmp" "$T/md/new/0500.none"
reply ann@able.example "Yes, I will be there." >"$T/yes"
reply ben@bold.example "Sorry, I can't make it." >"$T/no"
awk -v to="$T/md/new" 'FNR == 1 { n++ } { text[n] = text[n] $0 "\n" } END {
    for (i = 0; i < 1001; i++) {
        mail = text[i % 2 + 1]
        sub(/Message-ID: [^\n]*/, "Message-ID: <" i "@many.example>", mail)
        file = sprintf("%s/%04d.mail", to, i)
        printf "%s", mail >file
        close(file)
    }
}' "$T/yes" "$T/no"
status "one cannot be read: the others are taken" 75 c receive --maildir "$T/md"
has "which one" "0500.none" "$(cat "$T/err")"
has "how many" "1001 taken from $T/md" "$(cat "$T/out")"
is "each is here once" 1001 "$(sql 'SELECT count(DISTINCT identity) FROM received')"
is "in their order" 1001 "$(sql "SELECT count(*) FROM received WHERE identity = '<' || (id - 1) || '@many.example>'")"
is "each with its own answer" "501 500" \
    "$(sql "SELECT sum(guest = 'ann' AND partstat = 'ACCEPTED') || ' ' || sum(guest = 'ben' AND partstat = 'DECLINED') FROM answer")"
is "each with its own bytes" 1001 "$(sql 'SELECT count(DISTINCT digest) FROM received')"
is "they are put away" "1001 1" "$(ls "$T/md/cur" | grep -c ':2,S$') $(ls "$T/md/new" | wc -l | tr -d ' ')"
rmdir "$T/md/new/0500.none"
for f in "$T"/md/cur/00*; do mv "$f" "$T/md/new/again-${f##*/}"; done
status "what comes again" 0 c receive -q --maildir "$T/md"
is "is known, and put away" "1001 1001" "$(sql 'SELECT count(*) FROM received') $(ls "$T/md/cur" | wc -l | tr -d ' ')"
finish
