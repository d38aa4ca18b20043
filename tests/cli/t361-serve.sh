#!/bin/sh
# serve: sockets of its own and of others, limits, reading its configuration again, and parts that end by themselves.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
at 2004-06-02T12:00:00Z
serve=
trap '[ -z "$serve" ] || kill $serve; rm -rf "$T"' EXIT
reply ann@able.example "Yes, I will be there." >"$T/yes"
to=$(header "$T/yes" To | sed 's/.*<//; s/>.*//')
cp "$W/convoke.conf" "$T/ready.conf"
receive() { # receive LINE...: what [receive] of convoke.conf says
    cp "$T/ready.conf" "$W/convoke.conf"
    printf '[receive]\n' >>"$W/convoke.conf"
    printf '%s\n' "$@" >>"$W/convoke.conf"
}
stop() {
    kill $serve
    wait $serve
    status=$?
    serve=
    return $status
}
size() { # what it says to LHLO at a place
    /usr/bin/python3 -c 'import smtplib, sys
place = sys.argv[1].rsplit(":", 1)
client = smtplib.LMTP(*place, timeout=60)
client.ehlo()
print(client.esmtp_features.get("size"))
client.quit()' "$1"
}

receive lmtp=192.0.2.1:2424
status "a place that is open to others is refused" 78 c serve
has "and why" "LMTP has no password" "$(cat "$T/err")"
receive lmtp=somewhere
status "so is what is no place" 78 c serve
receive imap=imaps://ann@mail.example
status "a part that is not there" 78 c serve maildir
has "is named" "no part \`maildir\`" "$(cat "$T/err")"

port=$(/usr/bin/python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
receive "lmtp=unix:lmtp 127.0.0.1:$port" lmtp-connections=2
convoke -C "$W" serve lmtp 2>"$T/log" &
serve=$!
ok "it listens" wait_for size "$W/lmtp"
is "on the Unix socket" 26214400 "$(size "$W/lmtp")"
is "for its owner and group" srw-rw---- "$(ls -l "$W/lmtp" | cut -c1-10)"
is "and on the loopback" 26214400 "$(size "127.0.0.1:$port")"
is "not for more than it should" "220 220 421" "$(/usr/bin/python3 -c 'import socket, sys
clients = []
for _ in range(3):
    client = socket.socket(socket.AF_UNIX)
    client.settimeout(60)
    client.connect(sys.argv[1])
    clients.append(client)
print(*(c.recv(3).decode() for c in clients))' "$W/lmtp")"
receive "lmtp=unix:lmtp 127.0.0.1:$port" max-size=4000000
kill -HUP $serve
ok "SIGHUP reads the configuration again" wait_for grep -q 'was read again' "$T/log"
is "which counts from then on" 4000000 "$(size "$W/lmtp")"
# The line that final delivery adds is no part of what may be so long.
{ sed 's/^Message-ID: .*/Message-ID: <long@client.example>/' "$T/yes" && yes 'This was the programme of the last time.'; } |
    sed 's/$/\r/' | head -c 3999998 >"$T/long"
printf '\r\n' >>"$T/long"
status "a message of that size" 0 "$ROOT/tests/helper/lmtp" "$W/lmtp" "$to" "$T/long"
is "is read" reply "$(sqlite3 "$W/convoke.sqlite" "SELECT kind FROM received WHERE identity = '<long@client.example>'")"
receive lmtp=unix:lmtp no-such-key=1
kill -HUP $serve
ok "a wrong one is told" wait_for grep -q 'stays as it was: .*no-such-key' "$T/log"
is "and changes nothing" 4000000 "$(size "$W/lmtp")"
receive lmtp=unix:lmtp
pkill -9 -P $serve
ok "a part that is killed" wait_for grep -q 'lmtp was killed by signal 9' "$T/log"
ok "is started again" wait_for "$ROOT/tests/helper/lmtp" "$W/lmtp" "$to" "$T/yes"
is "and works" ACCEPTED "$(partstat ann)"

# Many at a time who say everything at once, of which every other hangs up behind the last final dot: while some are
# taken, the others are heard.
cat >"$T/hasty" <<'PY'
import socket, sys
place, recipient, text = sys.argv[1:]
message = open(text).read().replace("\n", "\r\n")
clients = []
for i in range(32):
    said = "LHLO guests.example\r\n"
    for j in range(3):
        said += "MAIL FROM:<>\r\nRCPT TO:<%s>\r\nDATA\r\n" % recipient
        said += "Message-ID: <%d.%d@guests.example>\r\n%s\r\n.\r\n" % (i, j, message)
    client = socket.socket(socket.AF_UNIX)
    client.settimeout(120)
    client.connect(place)
    client.sendall((said + "QUIT\r\n" * (i % 2)).encode())
    clients.append(client)
for client in clients[::2]:
    client.close()
print(sum(client.makefile().read().count("\n221 ") for client in clients[1::2]))
PY
grep -v '^Message-ID:' "$T/yes" >"$T/again"
is "who stay are heard to the end" 16 "$(/usr/bin/python3 "$T/hasty" "$W/lmtp" "$to" "$T/again")"
is "and all that they said is taken" 48 "$(sqlite3 "$W/convoke.sqlite" \
    "SELECT count(*) FROM received WHERE identity GLOB '<*[13579].?@guests.example>'")"
ok "others still get through" "$ROOT/tests/helper/lmtp" "$W/lmtp" "$to" "$T/yes"

# One that says much before it hears anything.
cat >"$T/deaf" <<'PY'
import socket, sys, threading
client = socket.socket(socket.AF_UNIX)
client.settimeout(120)
client.connect(sys.argv[1])
said = b"LHLO guests.example\r\n" * 20000 + b"QUIT\r\n"
speaker = threading.Thread(target=client.sendall, args=(said,))
speaker.start()
speaker.join(1)
print(client.makefile().read().count("250-PIPELINING"))
PY
is "who says much first hears all of its answers" 20000 "$(/usr/bin/python3 "$T/deaf" "$W/lmtp")"
ok "it ends when told to" stop

# Together they hold no more than so much: while one message is on its way, there is no room for another.
receive lmtp=unix:lmtp lmtp-megabytes=1 max-size=1500000
cat >"$T/crowd" <<'PY'
import socket, sys
place, recipient = sys.argv[1:]
body = b"The programme of the last time, and of the time before it.\r\n" * 20000
class Client:
    def __init__(self):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(120)
        self.socket.connect(place)
        self.lines = self.socket.makefile("rb")
        self.hear()
        self.say(b"LHLO guests.example\r\n", 6)
    def hear(self, answers=1):
        return [self.lines.readline().decode()[:9] for _ in range(answers)][-1]
    def say(self, text, answers=1):
        self.socket.sendall(text)
        return self.hear(answers)
    def offer(self, name):
        self.say(b"MAIL FROM:<>\r\nRCPT TO:<%s>\r\nDATA\r\n" % recipient.encode(), 3)
        self.socket.sendall(b"Message-ID: <%s@guests.example>\r\n\r\n" % name + body)
one, two, size = Client(), Client(), b"MAIL FROM:<> SIZE=%d\r\n" % len(body)
one.offer(b"one")
while two.say(size) != "452 4.3.1":  # until all of that is heard
    two.say(b"RSET\r\n")
two.offer(b"two")
print(two.say(b".\r\n"), one.say(b".\r\n"), two.say(size))
two.say(b"RSET\r\n")
two.offer(b"two")
print(two.say(b".\r\n"))
PY
convoke -C "$W" serve lmtp 2>>"$T/log" &
serve=$!
ok "it listens with little room" wait_for size "$W/lmtp"
is "who finds none is put off, and taken later" "452 4.3.1 250 2.0.0 250 2.1.0 250 2.0.0" \
    "$(/usr/bin/python3 "$T/crowd" "$W/lmtp" "$to" | paste -sd ' ')"
is "and each is there once" 2 "$(sqlite3 "$W/convoke.sqlite" \
    "SELECT count(*) FROM received WHERE identity IN ('<one@guests.example>', '<two@guests.example>')")"
ok "it ends when told to" stop

# Sockets that whoever starts it has opened, as systemd does.
receive max-size=5000000
cat >"$T/activate" <<'PY'
import os, socket, sys
listener = socket.socket(socket.AF_UNIX)
listener.bind(sys.argv[1])
listener.listen()
os.dup2(listener.fileno(), 3)
os.set_inheritable(3, True)
os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS="1")
os.execvp("convoke", ["convoke", "-C", sys.argv[2], "serve", "lmtp"])
PY
/usr/bin/python3 "$T/activate" "$T/handed" "$W" 2>>"$T/log" &
serve=$!
ok "a socket is handed over" wait_for size "$T/handed"
is "and served" 5000000 "$(size "$T/handed")"
kill -HUP $serve
ok "it outlives a reload" wait_for sh -c "[ \$(grep -c 'was read again' '$T/log') = 2 ]"
is "and is served still" 5000000 "$(size "$T/handed")"
ok "it ends when told to" stop

# Fewer descriptors than connections.
receive lmtp=unix:few lmtp-connections=100
sh -c 'ulimit -n 64 && exec convoke -C "$0" serve lmtp' "$W" 2>>"$T/log" &
serve=$!
ok "it listens with few descriptors" wait_for size "$W/few"
is "who is too many is told so" "220 421" "$(/usr/bin/python3 -c 'import socket, sys
clients = []
for _ in range(80):
    client = socket.socket(socket.AF_UNIX)
    client.settimeout(120)
    client.connect(sys.argv[1])
    clients.append(client)
print(clients[0].recv(3).decode(), clients[-1].recv(3).decode())' "$W/few")"
ok "and it ends when told to" stop
finish
