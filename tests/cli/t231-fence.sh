#!/bin/sh
# A restored or copied database does not send what was sent already.
. "$(dirname "$0")/../workspace.sh"
workspace
DB=$W/convoke.sqlite

# A sender that takes mail as it comes, and counts. At the mail BACKUP the database is saved under it, at the
# mail KILL its caller is killed once the mail is taken.
cat >"$T/take" <<'END'
#!/bin/sh
cd "$(dirname "$0")" || exit 75
echo "$1" >>arrived
n=$(wc -l <arrived)
cat >"mail.$n"
[ "$n" != "$(cat backup 2>/dev/null)" ] || sqlite3 "$(cat database)" ".backup saved"
[ "$n" != "$(cat kill 2>/dev/null)" ] || kill -9 $PPID
END
chmod +x "$T/take"
echo "$DB" >"$T/database"
leaves() { sed -i "s|^#*relay=.*|relay=sendmail:$T/take %t|" "$W/convoke.conf"; }
arrived() { sort "$T/arrived" 2>/dev/null | uniq -c | sed 's/^ *//'; }
restore() {
    rm -f "$DB-wal" "$DB-shm"
    cp "$1" "$DB"
}
save() { sqlite3 "$DB" ".backup $1"; }

status 'tried out with files' 0 c send --only ann
leaves
save "$T/before"
status 'then with a relay' 0 c send
is 'three are sent' 3 "$(wc -l <"$T/arrived")"
save "$T/same"

# --- restored in place ---

restore "$T/before"
at 2004-06-02T09:00:00Z
status 'an older copy does not send' 73 c send
has 'it says why' 'mail has been sent that this database does not know of' "$(cat "$T/err")"
has 'and what to do' 'convoke takeover' "$(cat "$T/err")"
status 'nor remind' 73 env CONVOKE_NOW=2004-06-16T09:00:00Z convoke -C "$W" remind
status 'nor daily' 73 c daily
reply ann@able.example 'Yes, I am coming.' >"$T/reply"
status 'but it takes answers' 0 c receive <"$T/reply"
is 'nobody got anything' 3 "$(wc -l <"$T/arrived")"
restore "$T/same"
status 'one that knows all that was sent' 0 c send
has 'may go on' '1 mail was only written to a file before a relay was named' "$(cat "$T/out")"
is 'and has nothing to take over' 73 "$(c takeover >/dev/null 2>&1; echo $?)"

# --- taken over ---

restore "$T/before"
c receive -q <"$T/reply" 2>/dev/null # an answer that the lost copy may have had, too, and written back to
status 'the older copy takes over' 0 c takeover
is 'what may have been sent is in doubt' 'digest echo invitation invitation invitation' \
    "$(sqlite3 "$DB" "SELECT group_concat(kind, ' ') FROM (SELECT kind FROM outbox WHERE state = 'unknown' ORDER BY kind)")"
has 'and said to be' '5 mails may have been sent already' "$(cat "$T/out")"
has 'and what cannot be known' 'once it is applied anew, look at' "$(cat "$T/out")"
status 'send' 0 c send
is 'nothing comes twice' 3 "$(wc -l <"$T/arrived")"
has 'why tells' 'doubted invitation' "$(c why ben)"
status 'one is settled' 0 c settle ben again
status 'and sent' 0 c send
is 'as it was told' '2 ben@bold.example' "$(arrived | grep ben)"
status 'the newer one is the older one now' 0 true
restore "$T/same"
status 'so it does not send' 73 c send
restore "$T/before"
status 'nothing in doubt' 0 c takeover --nothing-sent
is 'where nothing was sent' 0 "$(sqlite3 "$DB" "SELECT count(*) FROM outbox WHERE state = 'unknown'")"
save "$T/before"

# --- copied and moved ---

at 2004-06-03T09:00:00Z
cp -a "$W" "$T/copy"
status 'a copy does not send' 73 convoke -C "$T/copy" send
has 'it says of what it is one' "($DB)" "$(cat "$T/err")"
sed -i 's|^relay=.*|relay=dir:outbox|' "$T/copy/convoke.conf"
status 'but may write files below itself' 0 convoke -C "$T/copy" send
sed -i "s|^relay=.*|relay=dir:$T/spool|" "$T/copy/convoke.conf"
status 'and none elsewhere' 73 convoke -C "$T/copy" send
status 'the original goes on' 0 c send --limit 1
mv "$W" "$T/moved"
W=$T/moved DB=$T/moved/convoke.sqlite
status 'so it does where it was moved to' 0 c send --limit 1
status 'the copy takes over' 0 convoke -C "$T/copy" takeover
status 'and the original stops' 73 c send
status 'until it is taken back' 0 c takeover
status 'the original sends' 0 c send

# --- other machines and accounts ---

sed -i 's/^machine=.*/machine=00000000000000000000000000000000/' "$XDG_STATE_HOME"/convoke/*
status 'the record came along from another machine' 73 c send
has 'that is said' 'another machine' "$(cat "$T/err")"
status 'taken over' 0 c takeover --nothing-sent
mv "$XDG_STATE_HOME" "$T/elsewhere"
status 'another account finds its file in the record inside' 0 c send
rm -r "$XDG_STATE_HOME" "$W/run"
status 'without any record' 73 c send
has 'that is said' 'cannot be known here' "$(cat "$T/err")"
rm -r "$XDG_STATE_HOME"
mv "$T/elsewhere" "$XDG_STATE_HOME"
status 'the record outside is enough' 0 c send
for f in "$XDG_STATE_HOME"/convoke/*; do echo rubbish >"$f"; done
status 'one that is none' 73 c send
status 'is overwritten' 0 c takeover --nothing-sent
if [ "$(id -u)" != 0 ]; then
    chmod a-w "$XDG_STATE_HOME"/convoke/*
    status 'one that cannot be written' 75 c send
    chmod u+w "$XDG_STATE_HOME"/convoke/*
fi
sed -i "s|^#*state=.*|state=$T/shared|" "$W/convoke.conf"
status 'it may be kept elsewhere' 0 c announce all
ok 'it is' test -s "$T/shared/$(sqlite3 "$DB" 'SELECT workspace FROM epoch')"

# --- restored from the middle of a batch, after a crash in it ---

convoke init --address meet@host.example "$T/many" >/dev/null
W=$T/many DB=$T/many/convoke.sqlite
{
    printf '%s\n' 'meeting: many' 'name: Many' 'zone: UTC' 'dates: 2004-07-14' \
        'organizer: Olga Owner <olga@host.example>' 'guests:'
    for i in $(seq 12); do echo "  g$i: Guest Number $i <g$i@guests.example>"; done
} >"$W/many.yaml"
c apply "$W/many.yaml" >/dev/null
leaves
echo "$DB" >"$T/database"
rm "$T/arrived"
echo 3 >"$T/backup"
echo 6 >"$T/kill"
c send >/dev/null 2>&1
is 'six have arrived when it is killed' 6 "$(wc -l <"$T/arrived")"
rm "$T/kill"
restore "$T/saved"
# Where it went on for a turn meanwhile the copy is refused; else the journal knows what it does not.
c send >/dev/null 2>&1 || { c takeover && c send; } >/dev/null 2>&1
is 'nothing arrives twice' '' "$(sort "$T/arrived" | uniq -d)"
is 'what has not arrived is in doubt' '' "$(sqlite3 "$DB" "SELECT recipient FROM outbox WHERE state <> 'unknown'" |
    sort >"$T/known" && sort "$T/arrived" | comm -13 - "$T/known")"
is 'and nothing is left to be done' 0 "$(sqlite3 "$DB" "SELECT count(*) FROM outbox WHERE state NOT IN ('sent', 'unknown')")"
restore "$T/saved"
status 'the same copy once more' 73 c send
finish
