#!/bin/sh
# serve is killed a hundred times while mail comes in by LMTP: every message that was acknowledged is in the database
# once, and every other one is still with who sent it, who gets it in later.
. "$(dirname "$0")/../workspace.sh"
KILLS=${KILLS:-100}
convoke init --address meet@host.example "$W" >/dev/null
{
    printf '%s\n' 'meeting: many' 'name: Many' 'zone: UTC' 'dates: 2004-07-14' \
        'organizer: Olga Owner <olga@host.example>' 'guests:'
    for i in $(seq 20); do echo "  g$i: Guest Number $i <g$i@guests.example>"; done
} >"$T/many.yaml"
c apply "$T/many.yaml" >/dev/null
c send >/dev/null
printf '[send]\necho=false\n[receive]\nlmtp=unix:lmtp\n' >>"$W/convoke.conf"
sqlite3 "$W/convoke.sqlite" "SELECT 'meet+' || token || '@host.example g' || substr(guest, 2) || '@guests.example'
    FROM invitation" >"$T/tokens"

cat >"$T/load" <<'PY'
"""Hands mail in over several sessions, and kills the server: sometimes all of it, sometimes one part or the parent.
Prints the Message-IDs that were acknowledged, each with how often it was offered."""
import os, random, signal, smtplib, subprocess, sys, threading, time

home, kills, tokens = sys.argv[1], int(sys.argv[2]), [l.split() for l in open(sys.argv[3])]
place = os.path.join(home, "lmtp")
chance = random.Random(1)
queue, lock, acknowledged, over = [], threading.Lock(), {}, threading.Event()
made = 0


def next_message():
    global made
    with lock:
        if queue:
            return queue.pop()
        if over.is_set():
            return None
        made += 1
        recipient, address = tokens[made % len(tokens)]
        text = ("From: %s\r\nTo: %s\r\nMessage-ID: <%d@client.example>\r\nSubject: Re: Many\r\n"
                "Content-Type: text/plain; charset=utf-8\r\n\r\nYes, I will come, for the %dth time.\r\n"
                % (address, recipient, made, made))
        return [made, recipient, text, 0]


def sender():
    message = None
    while True:
        message = message or next_message()
        if not message:
            return
        try:
            client = smtplib.LMTP(place, timeout=30)
            client.ehlo_or_helo_if_needed()
            while message:
                message[3] += 1
                client.mail("guest@guests.example")
                client.rcpt(message[1])
                code, words = client.data(message[2])
                if code == 250:
                    with lock:
                        acknowledged[message[0]] = message[3]
                    message = next_message()
        except (OSError, smtplib.SMTPException):
            time.sleep(0.005)


def start():
    return subprocess.Popen(["convoke", "-C", home, "serve", "lmtp"], start_new_session=True, stderr=subprocess.DEVNULL)


def children(pid):
    with open("/proc/%d/task/%d/children" % (pid, pid)) as file:
        return [int(p) for p in file.read().split()]


server = start()
threads = [threading.Thread(target=sender) for _ in range(8)]
for thread in threads:
    thread.start()
for n in range(kills):
    # At any moment of its work, that is: once it is at work.
    enough, late = len(acknowledged) + chance.randrange(3), time.monotonic() + 5
    while len(acknowledged) < enough and time.monotonic() < late:
        time.sleep(0.002)
    time.sleep(chance.uniform(0, 0.01))
    if n % 4 == 1 and children(server.pid):
        os.kill(chance.choice(children(server.pid)), signal.SIGKILL)  # a part alone
        continue
    if n % 4 == 3:
        server.kill()  # the parent alone; its parts end with it
    else:
        os.killpg(server.pid, signal.SIGKILL)
    server.wait()
    server = start()
over.set()
for thread in threads:
    thread.join()
while True:
    try:
        smtplib.LMTP(place, timeout=30).quit()
        break
    except (OSError, smtplib.SMTPException):
        time.sleep(0.02)
server.terminate()
print(server.wait(), made, file=sys.stderr)
for number, offered in sorted(acknowledged.items()):
    print("<%d@client.example> %d" % (number, offered))
PY
/usr/bin/python3 "$T/load" "$W" "$KILLS" "$T/tokens" >"$T/acknowledged" 2>"$T/ended"
read -r ended made <"$T/ended"
is "the last one ends well when told to" 0 "$ended"
ok "much was offered" test "$made" -ge 40
is "in the end all of it was acknowledged" "$made" "$(wc -l <"$T/acknowledged" | tr -d ' ')"
ok "some only after the server had died" grep -q ' [2-9]$' "$T/acknowledged"
cut -d' ' -f1 "$T/acknowledged" | sort >"$T/want"
sqlite3 "$W/convoke.sqlite" "SELECT identity FROM received ORDER BY identity" | sort >"$T/got"
is "all that was acknowledged is here, once" "" "$(diff "$T/want" "$T/got" | head -n 5)"
is "and counts once" "" "$(sqlite3 "$W/convoke.sqlite" "SELECT received FROM answer GROUP BY received HAVING count(*) > 1")"
is "the database is whole" ok "$(sqlite3 "$W/convoke.sqlite" "PRAGMA integrity_check")"
ok "nobody is left behind" sh -c '! pgrep -f "convoke -C $0 serve" >/dev/null' "$W"
finish
