#!/bin/sh
# Messages are read ahead while others are recorded. Where the database refuses some, what was read ahead is dropped,
# and no message is taken for another one.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
sql() { sqlite3 "$W/convoke.sqlite" "$1"; }
mkdir -p "$T/md/new" "$T/md/cur" "$T/md/tmp"

# Three batches. Of the first one nothing can be recorded, as on a disk that is full for a moment.
i=1000
while [ $i -lt 2000 ]; do
    printf 'From: zoe@zoo.example\nTo: meet@host.example\nSubject: %s\nMessage-ID: <m%s@zoo.example>\nPrecedence: bulk\n\nNumber %s.\n' \
        $i $i $i >"$T/md/new/$i"
    i=$((i + 1))
done
sql "CREATE TRIGGER refuse BEFORE INSERT ON received WHEN new.identity < '<m1400'
    BEGIN SELECT abs(-9223372036854775807 - 1); END"
status "it is to be tried again" 75 c receive -q --maildir "$T/md"
for f in "$T"/md/cur/*; do sed -n 's/^Message-ID: //p' "$f"; done | sort >"$T/gone"
sql "SELECT identity FROM received ORDER BY 1" >"$T/here"
ok "what left is in the database" cmp "$T/gone" "$T/here"
is "each as it came" 0 "$(sql "SELECT count(*) FROM received
    WHERE identity <> '<m' || (meaning ->> 'subject') || '@zoo.example>'
        OR size <> (SELECT min(size) FROM received)")"
is "what could not be recorded stays, and only that" 400 "$(ls "$T/md/new" | wc -l)"
sql "DROP TRIGGER refuse"
status "it comes in next time" 0 c receive -q --maildir "$T/md"
is "all of it" 1000 "$(sql "SELECT count(DISTINCT identity) FROM received")"
c rebuild --reread >"$T/rebuilt" 2>&1
has "and the archive has it as it came" "all is as it was" "$(cat "$T/rebuilt")"
finish
