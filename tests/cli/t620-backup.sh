#!/bin/sh
# A backup is one whole, sound file, made while others write.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
sql() { sqlite3 "$1" "$2"; }

status "a backup is made" 0 c backup "$T/copy.sqlite"
has "it says how large it is" "$T/copy.sqlite: $(stat -c %s "$T/copy.sqlite") bytes" "$(cat "$T/out")"
is "nobody else can read it" 600 "$(stat -c %a "$T/copy.sqlite")"
is "it is sound" ok "$(sql "$T/copy.sqlite" 'PRAGMA integrity_check')"
is "it has all rows" "$(sql "$W/convoke.sqlite" .dump | sort | cksum)" "$(sql "$T/copy.sqlite" .dump | sort | cksum)"
is "nothing is left beside it" "copy.sqlite" "$(cd "$T" && echo copy*)"
status "one that is there is not replaced" 73 c backup "$T/copy.sqlite"
has "and the remedy is told" "name a new file" "$(cat "$T/err")"
status "a folder that is missing" 75 c backup "$T/none/copy.sqlite"
status "no name" 64 c backup

# While answers come in: what a backup has of a message it has whole.
(for i in 1 2 3 4 5 6 7 8; do reply ben@bold.example "Yes, I will come. ($i)" | c receive -q; done) &
for i in 1 2 3 4 5 6; do
    c backup "$T/busy$i.sqlite" >/dev/null || echo "backup $i failed" >>"$T/wrong"
    sql "$T/busy$i.sqlite" 'PRAGMA integrity_check; PRAGMA foreign_key_check' | grep -vx ok >>"$T/wrong"
    sql "$T/busy$i.sqlite" 'SELECT count(*) - (SELECT count(*) FROM answer) FROM received' | grep -vx 0 >>"$T/wrong"
done
wait
is "backups under way are whole" "" "$(cat "$T/wrong" 2>/dev/null)"

# Put in the place of the database, it is the database.
status "a lost database" 66 sh -c 'rm -f "$0"/convoke.sqlite*; convoke -C "$0" status' "$W"
cp "$T/copy.sqlite" "$W/convoke.sqlite"
has "is back from the backup" "Ann Able" "$(c status)"
finish
