#!/bin/sh
# apply: a file becomes a revision; what changed is said in words; ids stay.
. "$(dirname "$0")/../workspace.sh"
workspace
cp "$W/events/oslo.yaml" "$T/oslo.yaml"

status "applied twice is once" 0 c apply "$T/oslo.yaml"
is "it says so" "oslo: nothing changed since revision 1." "$(cat "$T/out")"

sed 's/title: Queues/title: Queues, revisited/; s/title: Queues, revisited/title: "Queues, revisited"/' "$W/events/oslo.yaml" >"$T/oslo.yaml"
status "a dry run" 0 c apply --dry-run "$T/oslo.yaml"
has "it tells the change" "Queues, revisited" "$(cat "$T/out")"
has "and that nothing was stored" "nothing was stored" "$(cat "$T/out")"
status "for real" 0 c apply "$T/oslo.yaml"
has "the session kept its id" "session queues" "$(cat "$T/out")"
has "revision 2" "oslo: revision 2." "$(cat "$T/out")"

sequence() { sqlite3 "$W/convoke.sqlite" 'SELECT sequence FROM revision ORDER BY number DESC LIMIT 1'; }
is "a new title does not move the calendar" 0 "$(sequence)"
sed -i 's/location: Oslo, Norway/location: "Bergen, Norway"/' "$T/oslo.yaml"
ok "another place" c apply "$T/oslo.yaml"
is "does: SEQUENCE goes up" 1 "$(sequence)"

tokens() { sqlite3 "$W/convoke.sqlite" "SELECT guest, token FROM invitation ORDER BY guest"; }
before=$(tokens)
printf '  eve: {name: Eve East, address: eve@east.example}\n' >>"$T/oslo.yaml"
ok "a new guest" c apply "$T/oslo.yaml"
has "is told" "Eve East" "$(cat "$T/out")"
is "the others keep their tokens" "$before" "$(tokens | grep -v '^eve')"
is "and she has one of her own" 1 "$(tokens | grep -c '^eve|[a-z2-7]\{16\}$')"

sed -i '/^  eve:/d' "$T/oslo.yaml"
ok "a guest is taken out" c apply "$T/oslo.yaml"
lacks "and is no longer listed" "Eve" "$(c status)"
printf '  eve: {name: Somebody Else, address: other@else.example}\n' >>"$T/oslo.yaml"
status "her id is not given to somebody else" 65 c apply "$T/oslo.yaml"
has "the line is named" "oslo.yaml:" "$(cat "$T/err")"

status "errors store nothing" 65 c apply "$ROOT/LICENSE"
status "no such file" 66 c apply "$T/none.yaml"
is "five revisions stand" 5 "$(sqlite3 "$W/convoke.sqlite" 'SELECT max(number) FROM revision')"
finish
