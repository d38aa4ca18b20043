#!/bin/sh
# What an IMAP server says when it refuses something is read on a terminal: one line, bounded, and nothing that moves the
# cursor or turns the direction of writing.
. "$(dirname "$0")/../workspace.sh"
if ! command -v openssl >/dev/null; then
    skip 'the words of a server' 'no openssl'
    finish
    exit
fi
"$ROOT/tests/helper/certificates" "$T" >"$T/out" 2>&1
workspace
cat >"$T/imapd" <<'EOF'
"""usage: imapd PEM ANSWER - an IMAP server in TLS that takes any login, and says ANSWER to what comes then ("%" stands for
the tag). It prints its port, and ends with its input."""
import socket, ssl, sys, threading

context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(sys.argv[1])
answer = sys.argv[2].encode().decode("unicode_escape").encode("latin-1")
server = socket.create_server(("127.0.0.1", 0))
print(server.getsockname()[1], flush=True)

def serve():
    while True:
        connection = context.wrap_socket(server.accept()[0], server_side=True)
        file, open_ = connection.makefile("rwb", 0), False
        file.write(b"* OK ready\r\n")
        for line in file:
            tag, verb = line.split()[:2]
            if open_:
                file.write(answer.replace(b"%", tag) + b"\r\n")
            elif verb == b"CAPABILITY":
                file.write(b"* CAPABILITY IMAP4rev1\r\n" + tag + b" OK\r\n")
            else:
                file.write(tag + b" OK welcome\r\n")
                open_ = True
        connection.close()

threading.Thread(target=serve, daemon=True).start()
sys.stdin.read()
EOF
mkfifo "$T/stop"
said() { # said ANSWER: what convoke says of it, into $T/said
    exec 3>&-
    rm -f "$T/port"
    /usr/bin/python3 "$T/imapd" "$T/localhost.pem" "$1" <"$T/stop" >"$T/port" 2>/dev/null &
    exec 3>"$T/stop"
    wait_for [ -s "$T/port" ]
    cat >"$W/convoke.conf" <<EOF
[mail]
address=meet@host.example
[receive]
imap=imaps://ann@localhost:$(cat "$T/port")/INBOX?ca=$T/ca.pem
imap-password-command=echo s3cret
EOF
    status "$2" 75 c receive --imap
    cp "$T/err" "$T/said"
    ok "$2: one line, and nothing that moves the cursor" \
        /usr/bin/python3 -c 'import sys; sys.exit(not open(sys.argv[1], "rb").read()[:-1].decode().isprintable())' "$T/said"
}
said '* BYE [UNAVAILABLE] \x1b]0;gone\x07 come \x9b2J \xc2\x9b2J back \xe2\x80\xaelater' 'a goodbye'
has 'in its words' 'come' "$(cat "$T/said")"
said '% NO [LIMIT] \x1b[31mnot\x1b[0m now\x08\x08' 'a refusal'
has 'in its words, too' 'not' "$(cat "$T/said")"
said "% NO $(printf '%20000s' x | tr ' ' x)" 'a long refusal'
ok 'and bounded' [ "$(wc -c <"$T/said")" -lt 400 ]
finish
