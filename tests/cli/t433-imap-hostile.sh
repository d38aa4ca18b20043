#!/bin/sh
# An IMAP server that goes away in between, gives no message, comes to no end, or lies about a size: nothing is taken that is not whole,
# nothing is lost, and nothing is taken twice.
. "$(dirname "$0")/../workspace.sh"
if ! command -v openssl >/dev/null; then
    skip 'a hostile server' 'no openssl'
    finish
    exit
fi
"$ROOT/tests/helper/certificates" "$T" >"$T/out" 2>&1
workspace
c send >/dev/null
at 2004-06-02T08:00:00Z
reply ann@able.example "Yes, I will come." | sed 's/$/\r/' >"$T/mail"
cat >"$T/imapd" <<'EOF2'
"""usage: imapd PEM PORT MAIL HOW - an IMAP server in TLS with one message, UID 1, that behaves as HOW says. It prints "ready",
then each command that is not about getting in, and ends after one session."""
import socket, ssl, sys, time

context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(sys.argv[1])
mail, how = open(sys.argv[3], "rb").read(), sys.argv[4]
server = socket.create_server(("127.0.0.1", int(sys.argv[2])))
print("ready", flush=True)
connection = context.wrap_socket(server.accept()[0], server_side=True)
file = connection.makefile("rwb", 0)

def fetched(size, bytes, end=b")"):
    return b"* 1 FETCH (UID 1 BODY[] {%d}\r\n%s%s\r\n" % (size, bytes, end)

answers = {
    "gone": b"",
    "many": b"",
    "nil": b"* 1 FETCH (UID 1 BODY[] NIL)\r\n",
    "empty": fetched(0, b""),
    "short": fetched(mail.find(b"will"), mail),
    "short, at a blank": fetched(mail.find(b" will"), mail),
    "short, at a bracket": fetched(mail.find(b") no"), mail),
    "long": fetched(len(mail) + 99, mail),
    "zero": b"* 1 FETCH (UID 1 X \0)\r\n",
    "other": fetched(len(mail), mail).replace(b"UID 1", b"UID 2"),
    "chatty": fetched(len(mail), mail) + b"and more\r\n",
}
file.write(b"* OK ready\r\n")
for line in file:
    tag, verb, *rest = line.split()
    if verb not in (b"CAPABILITY", b"LOGIN"):
        print(line.decode().strip().split(" ", 1)[1], flush=True)
    if verb == b"CAPABILITY":
        file.write(b"* CAPABILITY IMAP4rev1\r\n")
    elif verb == b"SELECT":
        file.write(b"* OK [UIDVALIDITY %d] valid\r\n" % (8 if how == "anew" else 7))
    elif rest[:1] == [b"SEARCH"] and how == "endless":
        for _ in range(40):
            file.write(b"* SEARCH" + b" 1" * (1 << 18) + b"\r\n")
    elif rest[:1] == [b"SEARCH"] and how == "many":
        file.write(b"* SEARCH " + b" ".join(b"%d" % n for n in range(1, 3000)) + b"\r\n")
    elif rest[:1] == [b"SEARCH"]:
        file.write(b"* SEARCH 1 1\r\n" if how == "twice" else b"* SEARCH 1\r\n")
    elif rest[:1] == [b"FETCH"] and how == "drip":
        for byte in answers["short"]:
            time.sleep(0.1)
            file.write(bytes([byte]))
    elif rest[:1] == [b"FETCH"] and how == "chatter":
        while True:
            file.write(b"* 1 EXISTS\r\n" * 1000)
    elif rest[:1] == [b"FETCH"]:
        file.write(answers.get(how, fetched(len(mail), mail)))
        if how == "long":
            break
    elif rest[:1] == [b"STORE"] and how == "drop":
        break
    file.write(tag + b" OK done\r\n")
EOF2
port=$(/usr/bin/python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')
cat >"$W/convoke.conf" <<END
[mail]
address=meet@host.example
[receive]
imap=imaps://ann@localhost:$port/INBOX?ca=$T/ca.pem
imap-password-command=echo s3cret
END
poll() { # poll STATUS HOW: takes from a server that is so; what it was asked for is in $T/asked
    rm -f "$T/asked"
    /usr/bin/python3 "$T/imapd" "$T/localhost.pem" "$port" "$T/mail" "$2" >"$T/asked" 2>/dev/null &
    wait_for [ -s "$T/asked" ]
    status "$2" "$1" c receive --imap
    wait $!
}
count() { sqlite3 "$W/convoke.sqlite" "SELECT count(*) FROM received"; }

for how in gone nil empty other; do
    poll 0 "$how"
    is "$how: no message, and no trouble yet" "0 " "$(count) $(cat "$T/err")"
    lacks "$how: nothing is marked" STORE "$(cat "$T/asked")"
    poll 75 "$how"
    has "$how: the second time it is said" "does not give the message with UID 1" "$(cat "$T/err")"
    sqlite3 "$W/convoke.sqlite" "DELETE FROM source"
done
for how in short "short, at a blank" "short, at a bracket" long zero chatty; do
    [ "$how" != "short, at a bracket" ] || reply ann@able.example "(Yes, I will come :) not.)" | sed 's/$/\r/' >"$T/mail"
    poll 75 "$how"
    is "$how: nothing is taken" 0 "$(count)"
    lacks "$how: nor marked" STORE "$(cat "$T/asked")"
done

reply ann@able.example "Yes, I will come." | sed 's/$/\r/' >"$T/mail"
echo imap-patience=1 >>"$W/convoke.conf"
poll 75 drip
has "one that is never done is left" "no whole answer within 1 s (imap-patience)" "$(cat "$T/err")"
is "nothing is taken" 0 "$(count)"
sed -i '/^imap-patience/d' "$W/convoke.conf"
for how in endless chatter; do
    poll 75 "$how"
    has "$how: it is not heard for ever" "more than it may" "$(cat "$T/err")"
done
poll 75 many
has "nor is a list believed of messages that are not there" "gives too few of the messages that it lists" "$(cat "$T/err")"
poll 0 twice
is "one that is listed twice is fetched once" 1 "$(grep -c FETCH "$T/asked")"
sqlite3 "$W/convoke.sqlite" "DELETE FROM source; DELETE FROM received"
poll 75 drop
is "what was fetched is here before it is marked" "1 ACCEPTED" "$(count) $(partstat ann)"
poll 0 whole
is "the next time it is known" 1 "$(count)"
has "and marked" "UID STORE 1" "$(cat "$T/asked")"
poll 0 anew
is "as it is under other UIDs" 1 "$(count)"
printf 'From: ann@able.example\r\nTo: meet@host.example\r\nMessage-ID: <zero@able.example>\r\n\r\nYes \0 no.\r\n' >"$T/mail"
sqlite3 "$W/convoke.sqlite" "DELETE FROM source"
poll 0 whole
is "a message with a zero in it is kept as it is" "$(wc -c <"$T/mail")" "$(sqlite3 "$W/convoke.sqlite" 'SELECT size FROM received ORDER BY id DESC LIMIT 1')"
finish
