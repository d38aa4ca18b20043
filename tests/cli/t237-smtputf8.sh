#!/bin/sh
# Letters before the @ beyond ASCII: submitted with SMTPUTF8 (RFC 6531) by a module of its own, each exactly once; all
# other mail goes as ever.
. "$(dirname "$0")/../workspace.sh"
HELPER=$ROOT/tests/helper
sql() { sqlite3 "$W/convoke.sqlite" "$1"; }
state() { sql "SELECT state FROM outbox WHERE person = '$1' ORDER BY id DESC LIMIT 1"; }
words() { sql "SELECT words FROM outbox WHERE person = '$1' ORDER BY id DESC LIMIT 1"; }

meeting() { # a workspace with three guests, two of whom need SMTPUTF8
    rm -rf "$W" "$T/kept" "$T/state"
    mkdir "$T/kept"
    convoke init --address meet@host.example "$W" >/dev/null
    cat >"$W/events/m.yaml" <<'EOF'
meeting: m
name: Meeting
zone: UTC
organizer: Olga Owner <olga@host.example>
dates: 2004-07-14
guests:
  ann: Ann Able <ann@able.example>
  ben: Ben Bold <bén.bold@bücher.example>
  yu: {name: 王 Yu, address: 用户@bold.example}
EOF
    c apply "$W/events/m.yaml" >/dev/null
}
relay() { sed -i "s|^#*relay=.*|relay=$1|" "$W/convoke.conf"; }
server() { # server OPTION...: the relay, by these rules
    exec 3>&-
    rm -f "$T/stop" "$T/port"
    mkfifo "$T/stop"
    "$HELPER/smtpd" --keep "$T/kept" --log "$T/log" "$@" <"$T/stop" >"$T/port" &
    exec 3>"$T/stop"
    wait_for [ -s "$T/port" ]
    relay "smtp://127.0.0.1:$(cat "$T/port")?starttls=off"
}
kept() { cat /dev/null "$T"/kept/* 2>/dev/null | grep -acF "> <$1>" || :; } # how often the server took a mail to that address

# --- offered ---
meeting
server --offer SMTPUTF8
status 'three invitations' 0 c send
is 'all are sent' 3 "$(sql "SELECT count(*) FROM outbox WHERE state = 'sent'")"
is 'each once' '1 1 1' "$(kept ann@able.example) $(kept bén.bold@xn--bcher-kva.example) $(kept 用户@bold.example)"
has 'the relay is told so' 'SMTPUTF8 BODY=8BITMIME SIZE=' "$(grep 'C: MAIL FROM' "$T/log")"
is 'where it must be, only' 2 "$(grep 'C: MAIL FROM' "$T/log" | grep -c SMTPUTF8)"
has 'reports are asked for, with our name for the mail' 'RET=HDRS ENVID=' "$(grep 'C: MAIL FROM.*SMTPUTF8' "$T/log")"
has 'and with the address in ASCII (RFC 6533)' 'NOTIFY=FAILURE,DELAY ORCPT=utf-8;\x{7528}\x{6237}@bold.example' \
    "$(grep 'C: RCPT TO' "$T/log")"
mail=$(grep -al '> <用户@bold.example>' "$T"/kept/*)
sed 1d "$mail" >"$T/mail"
has 'the address stands in To as it is (RFC 6532)' '<用户@bold.example>' "$(header "$T/mail" To)"
is 'and nothing else is beyond ASCII' 1 "$(LC_ALL=C grep -ac '[^ -~[:space:]]' "$T/mail")"
has 'in the calendar it stands in ASCII' 'mailto:%E7%94%A8%E6%88%B7@bold.example' \
    "$("$HELPER/read-mail" --parts "$T/mail" | tr -d '\r\n' | sed 's/ //g')"
is 'the linter is content' '' "$("$B/tests/unit/test-lint" mail <"$T/mail")"
has 'our own inbox knows it again' '"kind":"loop"' "$(convoke explain --json "$T/mail")"

# One connection carries all of them, beside the one for all other mail.
connections() { grep -c 'S: 220' "$T/log"; }
is 'they share a connection' 2 "$(connections)"

# They answer, in words and by calendar.
printf 'From: 用户@bold.example\nTo: %s\nSubject: Re: x\nMessage-ID: <yu@client.example>\nIn-Reply-To: %s\n\nYes, I will come.\n' \
    "$(header "$T/mail" Reply-To)" "$(header "$T/mail" Message-ID)" | c receive -q
is 'an answer from there is one' ACCEPTED "$(partstat yu)"
sed 1d "$(grep -al '> <bén' "$T"/kept/*)" >"$T/mail"
printf 'From: bén.bold@bücher.example\nTo: %s\nSubject: x\nMessage-ID: <ben@client.example>\nMIME-Version: 1.0\nContent-Type: text/calendar; method=REPLY; charset=utf-8\n\nBEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:m@host.example\nDTSTAMP:20040602T100000Z\nATTENDEE;PARTSTAT=DECLINED:mailto:b%%C3%%A9n.bold@bücher.example\nDTSTART:20040714T000000Z\nEND:VEVENT\nEND:VCALENDAR\n' \
    "$(header "$T/mail" Reply-To)" | c receive -q
is 'and so is one by calendar' DECLINED "$(partstat ben)"

# --- not offered ---
meeting
server
c send >"$T/out"
is 'without it they fail, by themselves' 'failed sent failed' "$(state ben) $(state ann) $(state yu)"
has 'in clear words' 'ask for another address' "$(words yu)"
has 'and by the code for that' 5.6.7 "$(sql "SELECT * FROM outbox WHERE person = 'yu'")"

# --- refused, put off, broken off ---
refusal() { # refusal NAME RULE STATE WORDS [TAKEN]: what becomes of a mail, and how often it was taken
    meeting
    server --offer SMTPUTF8 "$2"
    c send --only ben >"$T/out" 2>&1
    is "$1" "$3" "$(state ben)"
    has "$1: in these words" "$4" "$(words ben)"
    is "$1: taken so often" "${5:-0}" "$(kept bén.bold@xn--bcher-kva.example)"
}
refusal 'the sender is refused' 'mail=550 5.7.1 not you' failed 'not you'
refusal 'the recipient is refused' 'rcpt=550 5.1.1 no such user' failed 'no such user'
refusal 'the recipient is put off' 'rcpt=451 4.7.1 greylisted' queued 'greylisted'
refusal 'the message is refused' 'dot=554 5.6.0 spam' failed spam
refusal 'the message is put off' 'dot=452 4.3.1 full' queued full
refusal 'the server shuts down' 'mail=421 4.3.2 later' queued later
refusal 'the server is not ready' 'connect=421 4.3.2 busy' queued busy
refusal 'the connection breaks before the message' 'data=drop' queued 'closed the connection'
refusal 'the server says that it is taken before it is' 'data=354 go on|250 2.0.0 taken' queued 'spoke out of turn'
refusal 'the answer to the dot is none' 'dot=keep+what?' unknown '' 1
refusal 'the connection breaks behind the dot' 'dot=keep+drop' unknown 'closed the connection' 1
server --offer SMTPUTF8
c send --only ben >"$T/out" 2>&1
is 'what is in doubt is not sent again' 1 "$(kept bén.bold@xn--bcher-kva.example)"

# --- a connection that is kept ---
many() { # many RULE...: a relay by these rules, and six guests who need SMTPUTF8
    meeting
    for n in 1 2 3 4 5 6; do
        printf '  g%s: Guest %s <g%sä@bold.example>\n' $n $n $n
    done >>"$W/events/m.yaml"
    sed -i '/^  ann:/d; /^  ben:/d; /^  yu:/d' "$W/events/m.yaml"
    c apply "$W/events/m.yaml" >/dev/null
    server --offer SMTPUTF8 "$@"
    relay "smtp://127.0.0.1:$(cat "$T/port")?starttls=off\&connections=1"
    c send >"$T/out" 2>&1
}
states() { sql "SELECT group_concat(n || ' ' || state) FROM (SELECT count(*) n, state FROM outbox WHERE kind = 'invitation' AND state <> 'dropped' GROUP BY state)"; }
once() { # each mail that was sent was taken once
    is "$1: each once" "$2" "$(cat "$T"/kept/* | grep -ac '> <g[1-6]ä@bold.example>')"
}
many
is 'six go over one' '6 sent 1' "$(states) $(connections)"
many 'rcpt:2=550 5.1.1 no such user' 'dot:3=554 5.6.0 spam' 'data:4=451 4.3.0 later'
is 'a refusal ends a transaction, not the connection' '2 failed,1 queued,3 sent' "$(states)"
is 'as RSET says' '1 3' "$(connections) $(grep -c 'C: RSET' "$T/log")"
once 'refused' 3
many 'mail:3=421 4.7.0 enough for one connection'
is 'a server that has had enough of a connection gets another' '6 sent 2' "$(states) $(connections)"
once 'a server that has had enough' 6
many 'mail:4=drop'
is 'so does one that is gone' '6 sent 2' "$(states) $(connections)"
once 'one that is gone' 6
many 'dot:2=keep+250 2.0.0 taken+pause+421 4.4.2 idle for too long+drop'
is 'so does one that says goodbye meanwhile' '6 sent 2' "$(states) $(connections)"
once 'one that says goodbye' 6
many 'mail:3=421 4.3.2 busy' 'mail:4=421 4.3.2 busy'
is 'one that goes on so is left alone' '4 queued,2 sent 2' "$(states) $(connections)"
once 'left alone' 2
many 'dot:3=keep+drop'
is 'what breaks behind the dot is in doubt, and nothing else' '5 sent,1 unknown 2' "$(states) $(connections)"
once 'in doubt' 6

# --- killed behind the dot ---
meeting
server --offer SMTPUTF8 'dot=keep+hang'
convoke -C "$W" send --only yu >"$T/out" 2>&1 &
sender=$!
wait_for grep -q 'kept 1' "$T/log"
kill -9 $sender
wait $sender 2>/dev/null
mv "$T/kept/1" "$T/kept/before" # the next server counts anew
server --offer SMTPUTF8
c send >"$T/out" 2>&1
is 'killed behind the dot: in doubt' unknown "$(state yu)"
is 'and not sent again' 1 "$(kept 用户@bold.example)"
is 'the others are' 'sent sent' "$(state ann) $(state ben)"

# --- in TLS, logged in ---
if command -v openssl >/dev/null; then
    mkdir -p "$T/ca"
    "$HELPER/certificates" "$T/ca" >"$T/out" 2>&1
    meeting
    printf 'password-command=echo secret\n' >"$T/password"
    sed -i "/^\[send\]/r $T/password" "$W/convoke.conf"
    login() { # login OPTION...: the relay with our login
        server --offer STARTTLS,SMTPUTF8,"AUTH PLAIN" --pem "$T/ca/localhost.pem" "$@"
        relay "smtp://olga@localhost:$(cat "$T/port")?ca=$T/ca/ca.pem"
    }
    login --login olga:secret
    c send --only yu >"$T/out" 2>&1
    is 'with STARTTLS and a login' sent "$(state yu)"
    has 'in TLS' '-- AUTH PLAIN in TLS' "$(cat "$T/log")"
    login --login olga:other
    c send --only ben >"$T/out" 2>&1
    is 'a refused password: nothing is lost' queued "$(state ben)"
    has 'and told' 'refuses our name and password' "$(words ben)"
    server --offer SMTPUTF8,"AUTH PLAIN" --login olga:secret
    relay "smtp://olga@localhost:$(cat "$T/port")?ca=$T/ca/ca.pem"
    at 2004-06-01T12:00:00Z
    c send --only ben >"$T/out" 2>&1
    is 'no STARTTLS: nothing is sent' queued "$(state ben)"
    lacks 'and the password least of all' 'AUTH' "$(grep '^C:' "$T/log")"
fi
exec 3>&-

# --- Postfix ---
if [ "$(id -u)" != 0 ] || ! command -v postfix >/dev/null || ! command -v saslpasswd2 >/dev/null; then
    skip 'Postfix takes it' 'no root, or no Postfix'
    finish
    exit
fi
P=$T/postfix
trap '"$HELPER/postfix" stop "$P"; rm -rf "$T"' EXIT
mkdir "$P"
chmod 755 "$T"
meeting
/usr/bin/python3 -c 'import socket
s = [socket.socket() for _ in range(2)]
for x in s: x.bind(("127.0.0.1", 0))
print(*(x.getsockname()[1] for x in s))' >"$P/ports"
echo 'olga secret' >"$P/users"
: >"$P/services"
cp "$T/ca/localhost.pem" "$P/server.pem"
printf '用户@bold.example bold.example/yu/\n' >"$P/mailboxes"
cat >"$P/settings" <<EOF
smtputf8_enable = yes
mydestination =
virtual_mailbox_domains = bold.example
virtual_mailbox_maps = texthash:$P/mailboxes
smtpd_relay_restrictions = reject_unauth_destination
EOF
ok 'Postfix starts' "$HELPER/postfix" start "$P"
relay "smtp://127.0.0.1:$(cut -d ' ' -f 1 "$P/ports")?starttls=off"
c send --only yu >"$T/out" 2>&1
is 'Postfix takes it' sent "$(state yu)"
arrived() { ls "$P/mail/bold.example/yu/new/"*; }
wait_for arrived
has 'and puts it into the mailbox' '<用户@bold.example>' "$(cat "$P"/mail/bold.example/yu/new/* 2>/dev/null)"
finish
