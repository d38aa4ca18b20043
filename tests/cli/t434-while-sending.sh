#!/bin/sh
# Another copy takes over, or an older one is put in place, while a sender has mail in hand: what that sender writes
# down at its end does not make it the one that sends again.
. "$(dirname "$0")/../workspace.sh"
many() { # WORKSPACE
    W=$1 DB=$1/convoke.sqlite
    convoke init --address meet@host.example "$W" >/dev/null
    {
        printf '%s\n' 'meeting: many' 'name: Many' 'zone: UTC' 'dates: 2004-07-14' \
            'organizer: Olga Owner <olga@host.example>' 'guests:'
        for i in $(seq 6); do echo "  g$i: Guest Number $i <g$i@guests.example>"; done
    } >"$W/many.yaml"
    c apply "$W/many.yaml" >/dev/null
    sed -i "s|^#*relay=.*|relay=sendmail:$T/take %t|" "$W/convoke.conf"
}
count() { sqlite3 "$DB" "SELECT count(*) FROM outbox WHERE $1"; }
arrived() { sort "$T/arrived"; }

# A sender that writes down who gets mail, and does not come to its end while "wait" is there.
cat >"$T/take" <<'END'
#!/bin/sh
cd "$(dirname "$0")" || exit 75
echo "$1" >>arrived
while [ -e wait ]; do sleep 0.05; done
END
chmod +x "$T/take"
sends() { # a run that has its first mail in hand
    : >"$T/arrived"
    touch "$T/wait"
    env convoke -C "$W" send >"$T/sent" 2>&1 &
    wait_for test -s "$T/arrived"
}
goes_on() {
    rm "$T/wait"
    wait $!
}

# --- a copy takes over ---

many "$T/first"
cp -a "$W" "$T/copy"
sends
status 'a copy takes over from one that sends' 0 convoke -C "$T/copy" takeover
goes_on
is 'which stops' 73 $?
has 'and says why' "this is a copy of a database that sends from another place ($T/copy" "$(cat "$T/sent")"
is 'and writes down what has left' "$(wc -l <"$T/arrived")" "$(count "state = 'sent'")"
left=$(arrived)
status 'it sends no more' 73 c send
status 'the copy does' 0 convoke -C "$T/copy" send
status 'what is settled there' 0 convoke -C "$T/copy" settle g6 again
status 'too' 0 convoke -C "$T/copy" send
is 'and that is all' "$left
g6@guests.example" "$(arrived)"

# --- an older one is put in place ---

many "$T/second"
c send --limit 2 >/dev/null
sqlite3 "$DB" ".backup $T/older"
c send --limit 2 >/dev/null
sends
sqlite3 "$DB" ".restore $T/older"
goes_on
is 'a sender stops whose database is restored' 73 $?
has 'and says why' 'mail has been sent that this database does not know of' "$(cat "$T/sent")"
is 'its epoch comes no nearer' "$(sqlite3 "$T/older" 'SELECT claims FROM epoch')" "$(sqlite3 "$DB" 'SELECT claims FROM epoch')"
status 'nothing is sent after it' 73 c send
is 'no file of these runs is left' epoch "$(ls "$W/run")"
status 'until it is taken over' 0 c takeover
status 'and then' 0 c send
is 'what may have left meanwhile is in doubt' 4 "$(count "state = 'unknown'")"
is 'and nothing arrives twice' '' "$(arrived | uniq -d)"
finish
