# For command tests with a mail server that Debian does not let stand beside Postfix: it runs from its unpacked package, as
# root (helper/unpacked), and has two workspaces, lmtp@meet.example and pipe@meet.example, to hand mail to.
#   mta PACKAGE USERS      skips the test and ends it where the server cannot be run; else makes $T fit for it
#   mta_package PACKAGE USERS    the same without the workspaces
#   recipe SECTION NAME    what convoke-intake(7) says in that section, with this test's paths and local part NAME
#   server COMMAND...      runs it in the background, where the package looks installed
#   serve                  starts the LMTP service of the workspace lmtp
#   submit FIRST LAST      messages of these numbers to both addresses, at 127.0.0.1:$port
#   compare COUNT          all are here once, by both ways, and mean the same
. "$(dirname "$0")/../lib.sh"
unset CONVOKE_NOW
server=
serve=

mta_missing() {
    [ "$(id -u)" = 0 ] || { echo "wants root"; return; }
    [ -n "$PACKAGE" ] || { echo "no package of $1; sh tests/packages mta fetches it"; return; }
    "$ROOT/tests/helper/unpacked" "$T" "$PACKAGE" true >"$T/unpacked.out" 2>&1 ||
        echo "this machine cannot run an unpacked package: $(tail -n 1 "$T/unpacked.out")"
}
mta_package() {
    PACKAGE=$(find "$ROOT/build/mta" -name "$1_*.deb" 2>/dev/null | head -n 1)
    export USERS="$2"
    why=$(mta_missing "$1")
    if [ -n "$why" ]; then
        skip "convoke and $1" "$why"
        finish
        exit
    fi
    chmod 755 "$T"
}
mta() {
    mta_package "$@"
    trap '[ -z "$serve" ] || kill "$serve"; [ -z "$server" ] || kill -9 "$server"; wait; rm -rf "$T"' EXIT
    trap 'exit 1' HUP PIPE INT TERM
    make -s -C "$ROOT" B="${B#"$ROOT"/}" PREFIX="$T/usr" install >"$T/install" 2>&1 || cat "$T/install" >&2
    port=$(/usr/bin/python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    mta_workspaces
}
as_convoke() { setpriv --reuid nobody --regid nogroup --clear-groups env HOME=/nonexistent "$@"; }
mta_workspaces() {
    {
        printf '%s\n' 'meeting: many' 'name: Many' 'zone: UTC' "dates: $(date -d '+60 days' +%F)" \
            'organizer: Olga Owner <olga@host.example>' 'guests:'
        for i in 1 2 3 4; do echo "  g$i: Guest Number $i <g$i@guests.example>"; done
    } >"$T/many.yaml"
    for way in lmtp pipe; do
        install -d -o nobody "$T/$way"
        as_convoke convoke init --address $way@meet.example "$T/$way" >/dev/null
        as_convoke convoke -C "$T/$way" apply "$T/many.yaml" >/dev/null
        as_convoke convoke -C "$T/$way" send >/dev/null
        printf '[send]\necho=false\n' >>"$T/$way/convoke.conf"
        sqlite3 "$T/$way/convoke.sqlite" "SELECT '$way+' || token || '@meet.example ' || guest || '@guests.example'
            FROM invitation ORDER BY guest"
    done >"$T/tokens"
    install -d -o nobody -g 990 -m 2750 "$T/lmtp/socket" # 990: the first of USERS
    printf '[receive]\nlmtp=unix:%s/lmtp/socket/lmtp\n' "$T" >>"$T/lmtp/convoke.conf"
}
recipe() {
    sed -n "/^\\.Ss $1/,/^\\.S[sh] /p" "$ROOT/man/convoke-intake.7" | sed -n '/^\.Bd/,/^\.Ed/{/^\./d;p}' |
        sed "s|/usr/local/bin/|$T/usr/bin/|; s|/var/lib/convoke|$T/$2|; s|= convoke\( }\)\{0,1\}$|= nobody\1|
            s|netconf|$2|; s|\\\\e|\\\\|g"
}
server() {
    "$ROOT/tests/helper/unpacked" "$T" "$PACKAGE" "$@" >"$T/server.out" 2>&1 &
    server=$!
}
serve() {
    setpriv --reuid nobody --regid nogroup --clear-groups "$T/usr/bin/convoke" -C "$T/lmtp" serve lmtp >"$T/serve" 2>&1 &
    serve=$!
}
submit() {
    cat >"$T/submit" <<'PY'
import smtplib, sys, time
port, first, last = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
tokens = [line.split() for line in open(sys.argv[4])]
half = len(tokens) // 2
for attempt in range(300):
    try:
        client = smtplib.SMTP("127.0.0.1", port)
        break
    except OSError:
        time.sleep(0.1)
for n in range(first, last):
    for way in (0, 1):
        recipient, address = tokens[n % half + way * half]
        client.sendmail(address, [recipient], "From: %s\r\nTo: somebody@else.example\r\nMessage-ID: <%d@client.example>\r\n"
                        "Subject: Re: Many\r\n\r\nYes, I will come, for the %dth time.\r\n\r\nFrom here on\r\n.\r\n..\r\n" % (address, n, n))
client.quit()
PY
    /usr/bin/python3 "$T/submit" "$port" "$1" "$2" "$T/tokens"
}
here() { sqlite3 "$T/$1/convoke.sqlite" 'SELECT count(*) FROM received'; }
all_here() { [ "$(here lmtp) $(here pipe)" = "$1 $1" ]; }
standing() {
    sqlite3 "$T/$1/convoke.sqlite" "SELECT guest, kind, outcome, meaning ->> 'reply', recipient LIKE '$1+%'
        FROM received ORDER BY identity"
}
compare() {
    wait_for all_here "$1"
    for way in lmtp pipe; do
        is "all is here once, by $way" "$(seq 0 $(($1 - 1)) | sed 's/.*/<&@client.example>/' | sort)" \
            "$(sqlite3 "$T/$way/convoke.sqlite" 'SELECT identity FROM received' | sort)"
    done
    is 'and both ways understand the same' "$(standing pipe)" "$(standing lmtp)"
    is 'by the token of the envelope' "$1" "$(standing lmtp | grep -c '|1$')"
    is 'as answers' "$1" "$(sqlite3 "$T/pipe/convoke.sqlite" "SELECT count(*) FROM received WHERE outcome = 'recorded'")"
    lacks 'the message as it was sent' '>From' "$(standing pipe)"
}
