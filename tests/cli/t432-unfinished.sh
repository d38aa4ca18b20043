#!/bin/sh
# A file in a Maildir that somebody still writes, or has not begun to: it is no message yet. It waits, for ten minutes.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
sql() { sqlite3 "$W/convoke.sqlite" "$1"; }
new() { (cd "$T/md/new" && echo *); }
age() { touch -d "$2" "$T/md/new/$1"; }
take() { status "$1" 0 c receive -q --maildir "$T/md"; }
mkdir -p "$T/md/tmp" "$T/md/new" "$T/md/cur"
reply ann@able.example "Yes, I will come." >"$T/whole"

# Of the first of two lines nobody knows what the second one takes back.
at 2004-06-02T08:00:00Z
exec 3>"$T/md/new/half"
sed '$d' "$T/whole" >&3
: >"$T/md/new/empty"
reply ben@bold.example "Yes, I will come." >"$T/md/new/whole"
age half 2004-06-02T07:55:00Z
age empty 2004-06-02T07:55:00Z
age whole 2004-06-02T07:55:00Z
take "what is whole is taken"
is "what is not stays" "empty half" "$(new)"
is "and is no message" 1 "$(sql 'SELECT count(*) FROM received')"
echo "Yes, I will come." >&3
exec 3>&-
age half 2004-06-02T07:59:00Z
take "once it is closed"
is "it is taken" empty "$(new)"
is "with all that was written" ACCEPTED "$(partstat ann)"
at 2004-06-02T08:04:59Z
take "ten minutes"
is "an empty one has time" empty "$(new)"
is "nothing waits" "Nothing waits." "$(c review)"
at 2004-06-02T08:05:00Z
take "then"
has "it waits for the organizer" "cannot be read" "$(c review)"
is "and no longer in the Maildir" "*" "$(new)"

# One that is held open for longer is taken as it is.
reply dot@dash.example "Yes, I will come." >"$T/md/new/held"
exec 3>>"$T/md/new/held"
age held 2004-06-02T07:55:00Z
take "what nobody has written to for ten minutes"
is "is taken" ACCEPTED "$(partstat dot)"
exec 3>&-

# Who watches hears when it is closed.
CONVOKE_NOW='' convoke -C "$W" receive -q --watch --maildir "$T/md" &
watcher=$!
trap 'kill $watcher 2>/dev/null; rm -rf "$T"' EXIT
taken() { [ "$(new)" = "$1" ]; }
exec 3>"$T/md/tmp/a"
reply cem@celik.example "Ja, ich komme." >"$T/whole"
sed '$d' "$T/whole" >&3
mv "$T/md/tmp/a" "$T/md/new/a"
reply ben@bold.example "No, I can't come." >"$T/md/tmp/b"
mv "$T/md/tmp/b" "$T/md/new/b"
ok "what comes whole is taken" wait_for taken a
echo "Ja, ich komme." >&3
exec 3>&-
ok "the other one when it is" wait_for taken "*"
is "with all of its bytes" "$(wc -c <"$T/whole")" "$(sql 'SELECT size FROM received ORDER BY id DESC LIMIT 1')"
kill $watcher
wait $watcher
finish
