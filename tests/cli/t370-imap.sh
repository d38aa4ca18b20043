#!/bin/sh
# Dovecot's IMAP with TLS as a way in: what is taken moves away or is marked, what cannot be taken stays as it is,
# and a folder that is made anew counts nothing twice.
. "$(dirname "$0")/../workspace.sh"
HELPER=$ROOT/tests/helper
D=$T/dovecot
missing() {
    [ "$(id -u)" = 0 ] || echo "Dovecot wants root"
    for tool in dovecot openssl sqlite3; do command -v $tool >/dev/null || echo "no $tool"; done
}
why=$(missing | paste -sd, -)
if [ -n "$why" ]; then
    skip 'a folder of an IMAP account' "$why"
    finish
    exit
fi
trap '"$HELPER/dovecot" stop "$D"; rm -rf "$T"' EXIT
trap 'exit 1' HUP PIPE INT TERM

chmod 755 "$T"
mkdir "$D"
"$HELPER/certificates" "$T"
/usr/bin/python3 -c 'import socket
s = [socket.socket() for _ in range(2)]
for x in s: x.bind(("127.0.0.1", 0))
print(*(x.getsockname()[1] for x in s))' >"$D/port"
read -r imaps imap <"$D/port"
echo 'ann s3cret' >"$D/users"
cp "$T/localhost.pem" "$D/server.pem"
printf 'a key of the provider' | base64 >"$D/oauth-key"
# token SECONDS: an access token for ann that is good for so long.
cat >"$T/token" <<'END'
#!/usr/bin/python3
import base64, hmac, json, sys, time
def part(data): return base64.urlsafe_b64encode(data).rstrip(b"=")
text = b".".join(part(json.dumps(x).encode()) for x in (
    {"alg": "HS256", "typ": "JWT"}, {"sub": "ann", "exp": int(time.time()) + int(sys.argv[1])}))
print((text + b"." + part(hmac.digest(b"a key of the provider", text, "sha256"))).decode())
END
chmod +x "$T/token"

workspace
c send >/dev/null
at 2004-06-02T12:00:00Z
mkdir "$T/corpus"
reply ann@able.example "Yes, I will be there." >"$T/corpus/1"
reply ben@bold.example "Sorry, I can't come." >"$T/corpus/2"
press cem@celik.example TENTATIVE >"$T/corpus/3"
reply dot@dash.example "Is there a train from the airport?" >"$T/corpus/4"
FROM=mallory@evil.example reply ann@able.example "No, I can't come." >"$T/corpus/5"
cp -r "$W" "$T/ready"
ledger() {
    sqlite3 "$W/convoke.sqlite" "SELECT coalesce(guest, '-'), kind, outcome FROM received ORDER BY id;
        SELECT guest, partstat, channel, words, trust, counts FROM answer ORDER BY id;
        SELECT coalesce(guest, '-'), why FROM review ORDER BY id"
}
for f in "$T"/corpus/*; do c receive -q <"$f"; done
ledger >"$T/pipe"

account() { # account URL [PASSWORD] [LINE]
    printf '[receive]\nimap=%s\nimap-password-command=echo %s\n%s\n' "$1" "${2:-s3cret}" "${3:-}" >"$T/receive.conf"
    cat "$T/ready/convoke.conf" "$T/receive.conf" >"$W/convoke.conf"
}
fresh() {
    rm -rf "$W"
    cp -r "$T/ready" "$W"
}
INBOX=$D/mail/ann
deliver() { # deliver FILE...
    for f; do
        cp "$f" "$INBOX/tmp/$(basename "$f")"
        chown nobody:nogroup "$INBOX/tmp/$(basename "$f")"
        mv "$INBOX/tmp/$(basename "$f")" "$INBOX/new/100000000${f##*/}.M1P1.host"
    done
}
left() { find "$INBOX/new" "$INBOX/cur" -type f | wc -l; }
url=imaps://ann@localhost:$imaps/INBOX?ca=$T/ca.pem

fresh
account "$url"
status "the server is away" 75 c receive --imap
has "and that is said" "localhost" "$(cat "$T/err")"
ok "Dovecot starts" "$HELPER/dovecot" start "$D"
install -d -o nobody -g nogroup "$INBOX" "$INBOX/new" "$INBOX/cur" "$INBOX/tmp"

account "imaps://ann@localhost:$imaps/INBOX"
status "a certificate by somebody whom we do not trust is refused" 78 c receive --imap
has "and that is said" "certificate" "$(cat "$T/err")"
account "$url" wrong
status "a wrong password is refused" 78 c receive --imap
has "and that is said" "the login is refused" "$(cat "$T/err")"
lacks "without it" "wrong" "$(cat "$T/err")"

account "$url"
deliver "$T"/corpus/[1-3]
status "what is there is taken" 0 c receive --imap
has "it says how many" "3 taken by IMAP" "$(cat "$T/out")"
is "and is marked as seen" 3 "$(find "$INBOX/cur" -name '*:2,S' | wc -l)"
status "again" 0 c receive --imap
is "there is nothing new" "" "$(cat "$T/out")"
deliver "$T"/corpus/[4-5]
status "what came since is taken" 0 c receive --imap
has "and only that" "2 taken by IMAP" "$(cat "$T/out")"
is "IMAP: the same as by a pipe" "$(cat "$T/pipe")" "$(ledger)"
before=$(sqlite3 "$W/convoke.sqlite" "SELECT validity FROM source")
rm -f "$INBOX"/dovecot*
sleep 1
status "the folder is made anew" 0 c receive --imap
ok "its UIDs are others" test "$before" != "$(sqlite3 "$W/convoke.sqlite" "SELECT validity FROM source")"
is "and nothing counts twice" "$(cat "$T/pipe")" "$(ledger)"

# An access token instead of a password.
with_token() { # with_token URL SECONDS
    printf '[receive]\nimap=%s\nimap-token-command=%s\n' "$1" "$T/token $2" | cat "$T/ready/convoke.conf" - >"$W/convoke.conf"
}
deliver_again() {
    rm -f "$INBOX"/cur/* "$INBOX"/new/*
    fresh
    deliver "$T"/corpus/*
}
deliver_again
with_token "$url" -3600
status "an access token that is over is refused" 78 c receive --imap
has "and that is said" "the login is refused" "$(cat "$T/err")"
lacks "without it" "eyJ" "$(cat "$T/err")"
with_token "$url" 3600
status "with a good one all is taken" 0 c receive -q --imap
is "the same" "$(cat "$T/pipe")" "$(ledger)"
deliver_again
with_token "imap://ann@localhost:$imap/INBOX?ca=$T/ca.pem" 3600
status "so it is over STARTTLS" 0 c receive -q --imap
is "the same again" "$(cat "$T/pipe")" "$(ledger)"

# Moving, into a folder that is made; over STARTTLS.
fresh
account "imap://ann@localhost:$imap/INBOX?ca=$T/ca.pem" s3cret 'imap-move=Erledigt & mehr, Grüße'
sqlite3 "$W/convoke.sqlite" "CREATE TRIGGER full BEFORE INSERT ON received WHEN NEW.identity LIKE '%TENTATIVE%'
    BEGIN SELECT raise(ABORT, 'full'); END"
c receive -q --imap 2>/dev/null
is "what cannot be taken stays where it is" 1 "$(left)"
sqlite3 "$W/convoke.sqlite" "DROP TRIGGER full"
status "and is taken later" 0 c receive -q --imap
is "all has moved" 0 "$(left)"
is "into one folder" 5 "$(find "$D/mail/ann" -path '*Erledigt*' -path '*/cur/*' -type f | wc -l)"

# A folder that lets nothing in: all is taken all the same, more than one batch, and moves when it may.
rm -f "$INBOX"/cur/* "$INBOX"/new/*
fresh
account "$url" s3cret 'imap-move=Full'
install -d -m 700 "$INBOX/.Full" "$INBOX/.Full/cur" "$INBOX/.Full/new" "$INBOX/.Full/tmp"
for i in $(seq 450); do
    printf 'From: stranger-%s@far.example\nTo: meet@host.example\nSubject: hello\nMessage-ID: <full-%s@far.example>\n\nHello.\n' $i $i >"$INBOX/new/1000000$i.M2P2.host"
done
chown nobody:nogroup "$INBOX"/new/*
status "what cannot be moved is said" 75 c receive -q --imap
has "in the server's words" "UID MOVE" "$(cat "$T/err")"
has "and what becomes of it" "what was taken stays in its folder" "$(cat "$T/err")"
is "nothing behind it waits" 450 "$(sqlite3 "$W/convoke.sqlite" "SELECT count(*) FROM received")"
is "nor moves" 450 "$(left)"
chown -R nobody:nogroup "$INBOX/.Full"
status "once it may" 0 c receive --imap
is "nothing is taken twice" "" "$(cat "$T/out")"
is "all moves" 0 "$(left)"

# Other programs that fetch by IMAP, set up as convoke-intake(7) says.
recipe() { # recipe SECTION: its configuration, with this test's paths
    sed -n "/^\\.Ss $1/,/^\\.S[sh] /{/^\\.Bd/,/^\\.Ed/{/^\\./d;p}}" "$ROOT/man/convoke-intake.7" |
        sed "s|netconf@meet.example|ann|; s|mail.meet.example|localhost|; s|/var/lib/convoke/mail|$T/mail|
            s|/var/lib/convoke|$W|; s|/usr/local/bin/convoke|$(command -v convoke)|
            s|\"pass show localhost\"|\"echo s3cret\"|; s|\"pass\", \"show\", \"localhost\"|\"echo\", \"s3cret\"|"
}
refill() { # the whole corpus in the folder "convoke"
    fresh
    rm -rf "$INBOX"
    install -d -o nobody -g nogroup "$INBOX" "$INBOX/new" "$INBOX/cur" "$INBOX/tmp" \
        "$INBOX/.convoke" "$INBOX/.convoke/new" "$INBOX/.convoke/cur" "$INBOX/.convoke/tmp"
    for f in "$T"/corpus/*; do
        install -o nobody -g nogroup -m 600 "$f" "$INBOX/.convoke/new/100000000${f##*/}.M1P1.host"
    done
}
if command -v mbsync >/dev/null; then
    refill
    mkdir -p "$T/mail"
    recipe mbsync | sed "s|^Host .*|&\nPort $imaps\nCertificateFile $T/ca.pem|" >"$T/mbsyncrc"
    ok "mbsync fetches" env HOME="$T" mbsync -q -c "$T/mbsyncrc" convoke
    status "its Maildir is taken" 0 c receive -q --maildir "$T/mail/convoke"
    is "mbsync: the same" "$(sort "$T/pipe")" "$(ledger | sort)"
    ok "mbsync runs again" env HOME="$T" mbsync -q -c "$T/mbsyncrc" convoke
    is "what was taken is marked on the server" 5 "$(find "$INBOX/.convoke/cur" -name '*:2,*S*' | wc -l)"
else
    skip "mbsync" "no mbsync"
fi
if command -v getmail >/dev/null; then
    refill
    mkdir -p "$T/getmail"
    # It wants to be told so before it pipes as root.
    recipe getmail | sed "s|^server = .*|&\nport = $imaps\nca_certs = $T/ca.pem|
        s|^type = MDA_external|&\nallow_root_commands = true|" >"$T/getmail/getmailrc"
    ok "getmail hands it over" env HOME="$T" getmail -q --getmaildir "$T/getmail" --rcfile getmailrc
    is "getmail: the same" "$(sort "$T/pipe")" "$(ledger | sort)"
    is "nothing is left on the server" 0 "$(find "$INBOX/.convoke/new" "$INBOX/.convoke/cur" -type f | wc -l)"
else
    skip "getmail" "no getmail"
fi

# As a service.
rm -rf "$INBOX"
install -d -o nobody -g nogroup "$INBOX" "$INBOX/new" "$INBOX/cur" "$INBOX/tmp"
fresh
account "$url" s3cret 'imap-seconds=1'
convoke -C "$W" serve imap 2>"$T/serve" &
serve=$!
deliver "$T/corpus/1"
taken() { [ "$(partstat ann)" = ACCEPTED ]; }
wait_for taken
is "serve takes what comes" ACCEPTED "$(partstat ann)"
kill $serve
wait $serve
is "and ends when told to" 0 $?
is "without trouble" "" "$(cat "$T/serve")"
finish
