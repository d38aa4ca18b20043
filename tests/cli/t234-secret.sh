#!/bin/sh
# The password or token for the relay comes from a command: without a shell, bounded, never shown.
. "$(dirname "$0")/../workspace.sh"
workspace
"$ROOT/tests/helper/certificates" "$T"
mkfifo "$T/stop"
"$ROOT/tests/helper/smtpd" --log "$T/log" --smtps --pem "$T/localhost.pem" --offer 'AUTH PLAIN XOAUTH2' \
    --login 'ada:open;$(sesame)' <"$T/stop" >"$T/port" &
exec 3>"$T/stop"
until [ -s "$T/port" ]; do sleep 0.05; done
sed -i "s|^#*relay=.*|relay=smtps://ada@localhost:$(cat "$T/port")?ca=$T/ca.pem|" "$W/convoke.conf"
key() { sed -i "s|^#*$1=.*|$1=$2|" "$W/convoke.conf"; }

status 'a user and no secret' 78 c send
has 'both ways are named' 'set password-command or token-command' "$(cat "$T/err")"
is 'and stand together in the starter' '#password-command= #token-command=' "$(grep -o '^#[a-z]*-command=' "$W/convoke.conf" | head -2 | paste -sd ' ')"
printf 'open;$(sesame)\nsecond line\n' >"$T/secret"
key token-command "cat '$T/secret'"
status 'with a token' 0 c send --only ann
has 'XOAUTH2 it is' 'AUTH XOAUTH2 in TLS' "$(cat "$T/log")"
key password-command "cat $T/secret"
status 'one too many' 78 c send
has 'says which' 'are both set' "$(cat "$T/err")"
key token-command ''
sed -i 's/^token-command=$/#&/' "$W/convoke.conf"
status 'with a password' 0 c send --only ben
has 'PLAIN it is' 'AUTH PLAIN in TLS' "$(cat "$T/log")"

printf 'wrong-one\n' >"$T/secret"
status 'a wrong one' 78 c send
has 'the server says so' 'refuses our name and password' "$(cat "$T/err")"
lacks 'it is not shown' 'wrong-one' "$(cat "$T/out" "$T/err" "$T/log")"
: >"$T/secret"
status 'none' 78 c send
has 'is said to be none' 'password-command: the command prints nothing' "$(cat "$T/err")"
key password-command "sh -c 'echo half; exit 3'"
status 'a command that fails' 75 c send
lacks 'does not show what it printed' 'half' "$(cat "$T/err")"
key password-command 'yes'
status 'one that never ends' 75 c send
has 'is stopped' 'prints more than 16 KB' "$(cat "$T/err")"
key password-command "echo '\$(touch $T/touched)'"
c send >/dev/null 2>&1
ok 'no shell has seen it' [ ! -e "$T/touched" ]
key password-command '/nowhere/at-all'
status 'no such command' 78 c send
is 'nothing of all this counts as a try' '2 0' "$(sqlite3 "$W/convoke.sqlite" "SELECT count(*) || ' ' || sum(attempts) FROM outbox WHERE state = 'queued'")"
exec 3>&-
finish
