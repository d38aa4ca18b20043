#!/bin/sh
# The whole round with real servers and clients: convoke hands its mail to Postfix with STARTTLS and AUTH,
# Postfix puts it into guests' mailboxes, guests answer with mutt, s-nail and a calendar, and Postfix pipes
# the answers into `convoke receive`, set up as convoke-intake(7) says.
. "$(dirname "$0")/../lib.sh"
HELPER=$ROOT/tests/helper
P=$T/postfix   # Postfix
W=$T/workspace # convoke's
DB=$W/convoke.sqlite
MAIL=$P/mail/guests.example
unset CONVOKE_NOW # pipe(8) hands no environment on, so all of this happens today

missing() {
    [ "$(id -u)" = 0 ] || { echo "Postfix wants root"; return; }
    for tool in postfix saslpasswd2 mutt s-nail sqlite3 openssl ripmime; do
        command -v $tool >/dev/null || echo "no $tool"
    done
    /usr/bin/python3 -c 'import icalendar' 2>/dev/null || echo "no python3-icalendar"
}
why=$(missing | paste -sd, -)
if [ -n "$why" ]; then
    skip 'convoke, Postfix, mutt, s-nail and a calendar' "$why"
    finish
    exit
fi
trap '"$HELPER/postfix" stop "$P"; rm -rf "$T"' EXIT
trap 'exit 1' HUP PIPE

# --- setting up ---

as_convoke() { setpriv --reuid nobody --regid nogroup --clear-groups env HOME=/nonexistent "$@"; }
convoke_w() { as_convoke "$T/usr/bin/convoke" -C "$W" "$@"; }
sql() { sqlite3 "$DB" "$1"; }

# From an installed tree, because the one it was built in need not be open to another user.
chmod 755 "$T"
make -s -C "$ROOT" B="${B#"$ROOT"/}" PREFIX="$T/usr" install >"$T/install" 2>&1 || cat "$T/install" >&2

free_ports() {
    /usr/bin/python3 -c 'import socket
s = [socket.socket() for _ in range(2)]
for x in s: x.bind(("127.0.0.1", 0))
print(*(x.getsockname()[1] for x in s))'
}
recipe() { # recipe FILE: what convoke-intake(7) says about FILE, with this test's paths
    sed -n '/^\.Ss Postfix, pipe/,/^\.Ss Postfix, LMTP/p' "$ROOT/man/convoke-intake.7" |
        sed -n "\\|^\\.Pa $1|,/^\\.Ed/{/^\\./d;p}" |
        sed "s|hash:/etc/postfix/|texthash:$P/|; s|/usr/local/bin/|$T/usr/bin/|; s|/var/lib/convoke|$W|
            s|user=convoke|user=nobody|"
}

mkdir "$P" "$W"
mkdir "$T/state" # where convoke notes which copy of the workspace sends
chown nobody "$W" "$T/state"
"$HELPER/certificates" "$T"
free_ports >"$P/ports"
read -r smtp submission <"$P/ports"
echo 'netconf s3cret' >"$P/users"
{
    recipe main.cf
    cat <<EOF
mydestination = meet.example
virtual_mailbox_domains = guests.example
virtual_mailbox_maps = texthash:$P/mailboxes
smtpd_reject_unlisted_recipient = no
smtpd_recipient_restrictions = check_recipient_access texthash:$P/refused
EOF
} >"$P/settings"
recipe master.cf >"$P/services"
recipe /etc/postfix/transport >"$P/transport"
echo 'gone@guests.example 550 5.1.1 no Greta here' >"$P/refused"
for user in ann mutt snail button silent; do
    echo "$user@guests.example guests.example/$user/"
done >"$P/mailboxes"

cat >"$T/netconf.yaml" <<EOF
meeting: netconf
name: Netconf im März
location: Grünau, Österreich
zone: Europe/Vienna
dates: $(date -d '+60 days' +%F)
answer-by: $(date -d '+40 days' +%F)
organizer: Ann Example <ann@guests.example>
notices: {quiet: none} # the test may run at night
guests:
  mia: Mia Mutt <mutt@guests.example>
  sven: {name: Sven Snail, address: snail@guests.example, language: de}
  bea: Bea Button <button@guests.example>
  sil: Sil Silent <silent@guests.example>
  greta: Greta Gone <gone@guests.example>
  moritz: Moritz Moved <moved@guests.example>
agenda:
  $(date -d '+60 days' +%F):
    - {at: 10:00am, who: mia, title: Queues}
EOF
relay() { # relay USER@HOST:PORT [CA]
    sed -i "s|^#*relay=.*|relay=smtp://$1?ca=${2:-$T/ca.pem}|" "$W/convoke.conf"
}
password() { echo "$1" >"$W/password"; }

ok 'a workspace' convoke_w init --address netconf@meet.example "$W"
sed -i "s|^#*state=.*|state=$T/state|" "$W/convoke.conf" # Postfix runs us without a home
sed -i "s|^#*password-command=.*|password-command=cat $W/password|" "$W/convoke.conf"
ok 'the meeting is applied' convoke_w apply "$T/netconf.yaml"

# --- what goes wrong is told, and loses nothing ---

queued() { sql "SELECT count(*) FROM outbox WHERE state = 'queued' AND attempts = 0"; }

password s3cret
relay "netconf@localhost:$submission"
status 'no server there: try later' 75 convoke_w send
has 'it says so' "localhost port $submission" "$(cat "$T/err")"
is 'all invitations wait' 6 "$(queued)"

relay "netconf@localhost:$submission"
cp "$T/other.pem" "$P/server.pem"
ok 'Postfix starts, with the certificate of another host' "$HELPER/postfix" start "$P"
status 'it is refused' 78 convoke_w send
has 'and that is said' 'certificate' "$(cat "$T/err")"
is 'all invitations wait still' 6 "$(queued)"
"$HELPER/postfix" stop "$P"

cp "$T/localhost.pem" "$P/server.pem"
ok 'Postfix starts, with a good certificate' "$HELPER/postfix" start "$P"
relay "netconf@localhost:$submission" "$T/self.pem"
status 'one by somebody whom we do not trust is refused' 78 convoke_w send
has 'and that is said' 'certificate' "$(cat "$T/err")"

password wrong
relay "netconf@localhost:$submission"
status 'a wrong password is refused' 78 convoke_w send
has 'in the words of the relay' '535' "$(cat "$T/err")"
lacks 'the password is not told' 'wrong' "$(cat "$T/err")"
is 'all invitations wait still, untried' 6 "$(queued)"
is 'nobody has got anything' '' "$(find "$P/mail" -type f)"

# --- the invitations ---

password s3cret
sleep 1 # a mail that met a closed relay is due again in the next second
status 'the invitations go out' 0 convoke_w send
has 'five are taken' '5 sent, 1 failed' "$(cat "$T/out")"
has 'the refused one stands there in the words of the relay' 'no Greta here' "$(cat "$T/out")"
ok 'sending again is allowed' convoke_w send
is 'and sends nothing' 'Nothing is owed to anybody right now.' "$(cat "$T/out")"

mails() { find "$MAIL/$1/new" "$MAIL/$1/cur" -type f 2>/dev/null; }
has_mails() { [ "$(mails "$1" | wc -l)" -ge "$2" ]; }
headers() { sed '/^$/q' "$1" | tr -d '\r'; }

for user in mutt snail button silent; do
    ok "an invitation is delivered to $user" wait_for has_mails $user 1
    cp "$(mails $user)" "$T/$user.eml"
done
for user in mutt snail; do
    eml=$T/$user.eml
    has "Postfix had $user's by TLS" 'with ESMTPSA id' "$(head -n 20 "$eml")"
    # What Postfix did not put on top is, byte for byte, what show prints, but for the time.
    awk '/^Date: /{on = 1} on' "$eml" | sed 's/$/\r/; /^Date: /d; /^DTSTAMP:/d' >"$T/sent"
    convoke_w show $user invitation | sed '/^Date: /d; /^DTSTAMP:/d' >"$T/shown"
    ok "$user's is what show prints" cmp "$T/shown" "$T/sent"
    read=$("$HELPER/read-mail" "$eml")
    lacks "Python has nothing to say against $user's" DEFECT "$read"
    has 'it finds the words' 'Netconf im März' "$read"
    has 'and the calendar' "ATTENDEE mailto:$user@guests.example" "$read"
    rm -rf "$T/parts" && mkdir "$T/parts"
    ripmime -i "$eml" -d "$T/parts" >/dev/null 2>&1
    is 'ripmime finds the same parts' "$("$HELPER/read-mail" --parts "$eml" | sed '/^$/d')" \
        "$(cat "$T"/parts/* | tr -d '\r' | sed '/^$/d')"
done

# --- the answers ---

# Mia replies with mutt; her editor puts her words above the quote.
cat >"$T/editor" <<'EOF'
#!/bin/sh
printf 'Hello Ann,\n\nyes, count me in, I will be there.\n\nMia\n\n' >"$1.new"
cat "$1" >>"$1.new" && mv "$1.new" "$1"
EOF
chmod +x "$T/editor"
cat >"$T/muttrc" <<EOF
set from="Mia Mutt <mutt@guests.example>" use_from=yes use_envelope_from=yes hostname=guests.example
set smtp_url=smtp://127.0.0.1:$smtp ssl_starttls=no ssl_force_tls=no
set editor="$T/editor" include=yes fast_reply=yes autoedit=no abort_unmodified=no copy=no record=""
set mbox_type=Maildir folder="$MAIL" header_cache="" recall=no wait_key=no reply_to=yes user_agent=yes
EOF
mutt_replies() {
    HOME=$T TERM=vt100 timeout 30 "$HELPER/with-tty" mutt -n -F "$T/muttrc" -f "$MAIL/mutt" \
        -e 'push "<reply><send-message><quit>"'
}
ok 'Mia answers with mutt' mutt_replies

# Sven replies with s-nail, in German, words below the quote, and copies the address without a token:
# Postfix pipes this one in twice.
snail_replies() {
    printf 'reply 1\nLeider kann ich nicht kommen.\n\nSven\n~c netconf@meet.example\n~.\n' |
        HOME=$T timeout 30 s-nail -:/ -# -Sv15-compat=yes -Sttycharset=utf-8 \
            -Smta="smtp://127.0.0.1:$smtp" -Ssmtp-auth=none -Shostname=guests.example \
            -S 'from=Sven Snail <snail@guests.example>' \
            -Squote -Sindentprefix='> ' -Sreply-to-honour -f "$MAIL/snail"
}
ok 'Sven answers with s-nail' snail_replies

# Bea presses the button of a calendar: its program reads the object that came and answers that.
cat >"$T/button" <<'EOF'
import email, email.policy, icalendar, smtplib, sys
from datetime import datetime, timezone
from email.message import EmailMessage

me = "button@guests.example"
with open(sys.argv[1], "rb") as file:
    came = email.message_from_binary_file(file, policy=email.policy.default)
request = next(p for p in came.walk() if p.get_content_type() == "text/calendar")
asked = icalendar.Calendar.from_ical(request.get_payload(decode=True)).walk("VEVENT")[0]

event = icalendar.Event()
for name in ("UID", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "ORGANIZER"):
    event.add(name, asked[name], encode=False)
event.add("DTSTAMP", datetime.now(timezone.utc))
attendee = icalendar.vCalAddress("MAILTO:" + me)
attendee.params["PARTSTAT"] = "TENTATIVE"
event.add("ATTENDEE", attendee, encode=False)
reply = icalendar.Calendar()
reply.add("VERSION", "2.0")
reply.add("PRODID", "-//Example//Button//EN")
reply.add("METHOD", "REPLY")
reply.add_component(event)

mail = EmailMessage()
mail["From"] = "Bea Button <%s>" % me
mail["To"] = str(asked["ORGANIZER"]).split(":", 1)[1]
mail["Subject"] = "Tentative: " + came["Subject"]
mail["Message-ID"] = "<button.1@guests.example>"
mail.set_content("Bea Button has tentatively accepted.\n")
mail.add_alternative(reply.to_ical().decode(), subtype="calendar", params={"method": "REPLY"})
with smtplib.SMTP("127.0.0.1", int(sys.argv[2])) as server:
    server.send_message(mail)
EOF
ok 'Bea answers with a calendar' /usr/bin/python3 "$T/button" "$T/button.eml" "$smtp"

for user in mutt snail button; do
    ok "an echo is delivered to $user" wait_for has_mails $user 2
done
# Postfix has nothing left to deliver, the second copy and the bounce included.
idle() { [ -z "$(find "$P/queue/incoming" "$P/queue/active" "$P/queue/deferred" -type f)" ]; }
ok 'all is delivered' wait_for idle

# --- the relay is away ---

"$HELPER/postfix" stop "$P"
token=$(sql "SELECT token FROM invitation WHERE guest = 'sil'")
cat >"$T/late.eml" <<EOF
From: Sil Silent <silent@guests.example>
To: netconf+$token@meet.example
Subject: Re: Netconf
Message-ID: <late@guests.example>
Date: $(date -R)

Yes, I will come.
EOF
status 'an answer is taken while the relay is away' 0 convoke_w receive -q <"$T/late.eml"
has 'and it says that the echo comes later' 'its echo will go out later' "$(cat "$T/err")"
status 'daily says that the relay is away' 75 convoke_w daily
ok 'Postfix starts again' "$HELPER/postfix" start "$P"
sleep 1
ok 'daily sends what waited' convoke_w daily
ok 'the echo is delivered' wait_for has_mails silent 2
ok 'all is delivered again' wait_for idle

# --- how it stands ---

ok 'status' convoke_w status --json
cat >"$T/list" <<'EOF'
import json, sys
status = json.load(sys.stdin)
for guest in status["guests"]:
    print(guest["id"], guest["partstat"], guest["invitation"], guest["unreached"] or "-")
print(status["unreached"], "unreached")
EOF
is 'everybody stands as they said' 'mia ACCEPTED sent -
sven DECLINED sent -
bea TENTATIVE sent -
sil ACCEPTED sent -
greta NEEDS-ACTION failed 550 5.1.1 <gone@guests.example>: Recipient address rejected: no Greta here
moritz NEEDS-ACTION failed unknown user: "moved@guests.example"
2 unreached' "$(/usr/bin/python3 "$T/list" <"$T/out")"
ok 'status, for people' convoke_w status
has 'it shows whose mail does not get through' 'Mail does not get through (mend the address, or convoke settle NAME again)
  Greta Gone                550 5.1.1 <gone@guests.example>: Recipient address rejected: no Greta here
  Moritz Moved              unknown user: "moved@guests.example"' "$(cat "$T/out")"
# Who answered how, and by which program or message: the archive is packed.
proofs() {
    sql "SELECT answer.guest || ' ' || channel || '|' || identity || '|' || received.id
        FROM answer JOIN received ON received.id = answer.received ORDER BY answer.guest" |
        while IFS='|' read -r who identity id; do
            sql "SELECT writefile('$T/raw', raw) FROM received WHERE id = $id" >/dev/null
            agent=$({ zstd -dcq "$T/raw" 2>/dev/null || cat "$T/raw"; } | sed -n 's/^User-Agent: \(Mutt\|s-nail\).*/\1/p')
            echo "$who|${agent:-$identity}"
        done
}
is 'each answer came once, and is proven by its message' \
    'bea calendar|<button.1@guests.example>
mia reply|Mutt
sil reply|<late@guests.example>
sven reply|s-nail' "$(proofs)"
is 'five messages came in, one of them a bounce' 'bounce 1
calendar 1
reply 3' "$(sql 'SELECT kind, count(*) FROM received GROUP BY kind' | tr '|' ' ')"
for user in mutt snail button silent; do
    is "$user has one invitation and one echo" 'echo
invitation' "$(mails $user | xargs sed -n 's/^X-Convoke: netconf //p' | sort)"
done
is 'Ann has one digest' digest "$(mails ann | xargs sed -n 's/^X-Convoke: netconf //p')"
has 'the echo says what was understood' 'I have written down:

  coming
' \
    "$("$HELPER/read-mail" --text "$(mails mutt | xargs grep -l '^X-Convoke: netconf echo')")"
finish
