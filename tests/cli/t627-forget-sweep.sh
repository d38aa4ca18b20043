#!/bin/sh
# While another process reads, traces of who is forgotten have to stay; they are swept later.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
at 2004-06-02T08:00:00Z
reply dot@dash.example "No, my zebra is ill." | c receive -q
reply ben@bold.example "No, my quagga is ill." | c receive -q
at 2004-06-03T08:00:00Z
sed -i '/^  dot:/d; /^  ben:/d; s/who: ben/what: Talk/; s/, titles: undecided//' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
c send >/dev/null
traces() { cat "$W"/convoke.sqlite* | grep -aciE "$1"; }

# A reader holds on to what it sees, until a file is there.
cat >"$T/reader.sql" <<SQL
BEGIN;
SELECT count(*) FROM received;
.shell touch "$T/reading"
.shell n=0; while [ ! -e "$T/go" ] && [ \$n -lt 3000 ]; do sleep 0.1; n=\$((n + 1)); done
COMMIT;
SQL
hold() {
    rm -f "$T/go" "$T/reading"
    sqlite3 "$W/convoke.sqlite" <"$T/reader.sql" >/dev/null &
    reader=$!
    wait_for test -e "$T/reading"
}
release() {
    touch "$T/go"
    wait "$reader"
}

status "nothing is to be swept" 0 c forget --sweep
hold
status "the sweep has to wait" 75 c forget --yes dot
has "and how it is made up for is told" "\`convoke forget --sweep\` takes them out later" "$(cat "$T/err")"
ok "she is erased, and traces are left" test "$(traces 'zebra')" -gt 0
release
status "she is known no more" 66 c forget dot
has "but what is left is told" "nobody here is called \`dot\`; traces of who was erased before are left" "$(cat "$T/err")"
status "the same again sweeps" 0 c forget --yes dot
has "and says so" "Swept: nothing is left" "$(cat "$T/out")"
is "nothing is left" 0 "$(traces 'zebra|dot.dash')"
status "once" 66 c forget --yes dot

hold
status "again the sweep has to wait" 75 c forget --yes ben
status "and has to wait still" 75 c forget --sweep
ok "traces are left" test "$(traces 'quagga')" -gt 0
release
status "--sweep sweeps" 0 c forget --sweep
is "nothing is left of him" 0 "$(traces 'quagga|ben.bold')"
status "--sweep takes no person" 64 c forget --sweep ben
status "nor is nobody forgotten" 64 c forget
finish
