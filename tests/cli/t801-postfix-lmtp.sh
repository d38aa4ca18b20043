#!/bin/sh
# Postfix hands mail over by LMTP and by a pipe, set up as convoke-intake(7) says, while one or the other is killed or
# stopped: what convoke acknowledged is in the database, once, and all else is still in Postfix's queue, until it is
# taken, too. Both ways come to the same.
. "$(dirname "$0")/../lib.sh"
HELPER=$ROOT/tests/helper
P=$T/postfix
COUNT=${COUNT:-60}
unset CONVOKE_NOW
missing() {
    [ "$(id -u)" = 0 ] || { echo "Postfix wants root"; return; }
    for tool in postfix saslpasswd2 sqlite3 openssl; do command -v $tool >/dev/null || echo "no $tool"; done
}
why=$(missing | paste -sd, -)
if [ -n "$why" ]; then
    skip 'convoke and Postfix, by LMTP' "$why"
    finish
    exit
fi
serve=
trap '[ -z "$serve" ] || kill -9 "-$serve" 2>/dev/null; "$HELPER/postfix" stop "$P"; rm -rf "$T"' EXIT
trap 'exit 1' HUP PIPE INT TERM

chmod 755 "$T"
make -s -C "$ROOT" B="${B#"$ROOT"/}" PREFIX="$T/usr" install >"$T/install" 2>&1 || cat "$T/install" >&2
as_convoke() { setpriv --reuid nobody --regid nogroup --clear-groups env HOME=/nonexistent "$@"; }
mkdir "$P"
"$HELPER/certificates" "$T"
cp "$T/localhost.pem" "$P/server.pem"
/usr/bin/python3 -c 'import socket
s = [socket.socket() for _ in range(2)]
for x in s: x.bind(("127.0.0.1", 0))
print(*(x.getsockname()[1] for x in s))' >"$P/ports"
read -r smtp _ <"$P/ports"
echo 'netconf s3cret' >"$P/users"

# One workspace for each way: lmtp@meet.example and pipe@meet.example.
{
    printf '%s\n' 'meeting: many' 'name: Many' 'zone: UTC' "dates: $(date -d '+60 days' +%F)" \
        'organizer: Olga Owner <olga@host.example>' 'guests:'
    for i in $(seq 10); do echo "  g$i: Guest Number $i <g$i@guests.example>"; done
} >"$T/many.yaml"
for way in lmtp pipe; do
    install -d -o nobody "$T/$way"
    as_convoke convoke init --address $way@meet.example "$T/$way" >/dev/null
    as_convoke convoke -C "$T/$way" apply "$T/many.yaml" >/dev/null
    as_convoke convoke -C "$T/$way" send >/dev/null
    printf '[send]\necho=false\n' >>"$T/$way/convoke.conf"
done
install -d -o nobody -g postfix -m 2750 "$T/lmtp/socket"
echo "[receive]
lmtp=unix:$T/lmtp/socket/lmtp" >>"$T/lmtp/convoke.conf"

recipe() { # recipe SECTION FILE WORKSPACE: what convoke-intake(7) says about FILE, with this test's paths
    sed -n "/^\\.Ss Postfix, $1/,/^\\.S[sh] /p" "$ROOT/man/convoke-intake.7" |
        sed -n "\\|^\\.Pa $2|,/^\\.Ed/{/^\\./d;/^followed by/d;p}" |
        sed "s|hash:/etc/postfix/|texthash:$P/|; s|/usr/local/bin/|$T/usr/bin/|; s|/var/lib/convoke|$3|
            s|user=convoke|user=nobody|; s|netconf@|$4@|"
}
{
    recipe pipe main.cf "$T/pipe" pipe
    cat <<END
mydestination = meet.example
smtpd_reject_unlisted_recipient = no
minimal_backoff_time = 1s
maximal_backoff_time = 2s
queue_run_delay = 1s
transport_retry_time = 1s
END
} >"$P/settings"
{
    recipe pipe master.cf "$T/pipe" pipe
    echo 'lmtp unix - - n - - lmtp'
} >"$P/services"
{
    recipe pipe /etc/postfix/transport "$T/pipe" pipe
    recipe LMTP /etc/postfix/transport "$T/lmtp" lmtp
} >"$P/transport"
has "there is a recipe for LMTP" "lmtp@meet.example lmtp:unix:$T/lmtp/socket/lmtp" "$(cat "$P/transport")"

for way in lmtp pipe; do
    sqlite3 "$T/$way/convoke.sqlite" "SELECT '$way+' || token || '@meet.example ' || guest || '@guests.example'
        FROM invitation ORDER BY length(guest), guest"
done >"$T/tokens"
cat >"$T/submit" <<'PY'
import smtplib, sys
port, first, last = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
tokens = [line.split() for line in open(sys.argv[4])]
half = len(tokens) // 2
with smtplib.SMTP("127.0.0.1", port) as client:
    for n in range(first, last):
        for way in (0, 1):
            recipient, address = tokens[n % half + way * half]
            client.sendmail(address, [recipient], "From: %s\r\nTo: %s\r\nMessage-ID: <%d@client.example>\r\n"
                            "Subject: Re: Many\r\n\r\nYes, I will come, for the %dth time.\r\n.\r\n" % (address, recipient, n, n))
PY
submit() { /usr/bin/python3 "$T/submit" "$smtp" "$1" "$2" "$T/tokens"; }
start_serve() {
    # A session of its own, so that all of it can be killed at once.
    setsid setpriv --reuid nobody --regid nogroup --clear-groups "$T/usr/bin/convoke" -C "$T/lmtp" serve lmtp \
        >>"$T/serve" 2>&1 </dev/null &
    serve=$!
}
kill_serve() {
    kill -9 "-$serve"
    wait "$serve" 2>/dev/null
}
queued() { find "$P/queue/incoming" "$P/queue/active" "$P/queue/deferred" -type f | wc -l; }

ok 'Postfix starts' "$HELPER/postfix" start "$P"
ok 'mail is handed in while nobody listens' submit 0 10
start_serve
for round in 1 2 3 4; do
    submit $((5 * round + 5)) $((5 * round + 10))
    kill_serve
    start_serve
done
ok 'mail is handed in' submit 30 45
"$HELPER/postfix" stop "$P"
ok 'Postfix starts again' "$HELPER/postfix" start "$P"
ok 'mail is handed in again' submit 45 "$COUNT"
empty() { [ "$(queued)" = 0 ]; }
wait_for empty
is 'nothing is left in the queue' 0 "$(queued)"
for way in lmtp pipe; do
    is "all is here once, by $way" "$(seq 0 $((COUNT - 1)) | sed 's/.*/<&@client.example>/' | sort)" \
        "$(sqlite3 "$T/$way/convoke.sqlite" 'SELECT identity FROM received' | sort)"
done
standing() {
    sqlite3 "$T/$1/convoke.sqlite" "SELECT guest, kind, outcome, meaning ->> 'reply', recipient LIKE '$1+%'
        FROM received ORDER BY identity"
}
is 'and both ways understand the same' "$(standing pipe)" "$(standing lmtp)"
is 'by the token of the envelope' "$COUNT" "$(standing lmtp | grep -c '|1$')"
kill -TERM "$serve"
wait "$serve"
is 'the service ends well when told to' 0 $?
serve=
finish
