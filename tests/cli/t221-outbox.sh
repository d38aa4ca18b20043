#!/bin/sh
# outbox, hold, release, drop, settle: the organizer's hand on mail that waits or is in doubt.
. "$(dirname "$0")/../workspace.sh"
workspace
DB=$W/convoke.sqlite
state() { sqlite3 "$DB" "SELECT state FROM outbox WHERE person = '$1' AND kind = '${2:-invitation}'"; }

is 'at first there is nothing' 'Nothing waits, is in doubt, or has failed.' "$(c outbox)"
status 'nothing can be released' 66 c release all
has 'and it says where to look' 'convoke outbox' "$(cat "$T/err")"

status 'nor can what is no kind of mail be held' 64 c hold ann/letter
has 'and it says what kinds there are' 'there are invitation, reminder' "$(cat "$T/err")"

# --- hold and release ---

status 'hold a kind, before there is any' 0 c hold invitation --because 'the date may move'
has 'what comes later waits' 'waits, too, until `convoke release invitation`' "$(cat "$T/out")"
status 'send' 0 c send
is 'nothing goes out' 0 "$(count_to '.*')"
has 'and it says why' '4 held until you release them' "$(cat "$T/out")"
outbox=$(c outbox)
has 'the list has each' 'Ben Bold' "$outbox"
has 'with the reason' 'the date may move' "$outbox"
has 'and the hold itself' 'On hold since 2004-06-01 11:00: invitation: the date may move' "$outbox"
is 'in 80 columns' '' "$(printf '%s\n' "$outbox" | grep -E '.{81}')"
is 'as JSON' 'held ann invitation' "$(c outbox --json | python3 -c '
import json, sys
item = json.load(sys.stdin)[0]
print(item["state"], item["person"], item["kind"])')"
has 'plan shows what is held' 'Held' "$(c plan)"
id=$(sqlite3 "$DB" "SELECT id FROM outbox WHERE person = 'ben'")
status 'one is released by its number' 0 c release "$id"
status 'and sent' 0 c send
is 'to that one alone' 1 "$(count_to ben@bold.example)$(count_to ann@able.example | tr -d 0)"
status 'the others' 0 c release oslo all
is 'all holds have ended' '' "$(c outbox | grep 'On hold')"
status 'hold somebody by name' 0 c hold 'Dot Dash'
status 'and what they have waiting of a kind' 66 c release dot/reminder
status 'send the rest' 0 c send
is 'she gets nothing' 0 "$(count_to dot@dash.example)"
is 'the others do' '1 1' "$(count_to ann@able.example) $(count_to cem@celik.example)"

# --- drop ---

status 'a drop needs a reason' 64 c drop dot
has 'and says so' '--because' "$(cat "$T/err")"
status 'with one' 0 c drop dot/invitation -b 'she told me on the phone'
has 'why shows it' 'she told me on the phone' "$(c why dot)"
has 'status says so, too' 'you dropped the invitation' "$(c status | grep Dot)"
has 'among those who are not invited' 'you dropped the invitation' "$(c status | sed -n '/^Not invited for now/,$p')"
status 'her hold is ended' 0 c release dot
status 'send again' 0 c send
is 'it is not queued again' 0 "$(count_to dot@dash.example)"

# --- in doubt ---

doubt() {
    sqlite3 "$DB" "UPDATE outbox SET state = 'unknown', words = 'the connection was closed'
        WHERE person = '$1' AND kind = 'invitation'"
}
for who in ann ben cem; do doubt $who; done
has 'the list has what is in doubt first' 'In doubt, may or may not have arrived' "$(c outbox | head -n 1)"
has 'status says so, too' '3 in doubt' "$(c status)"
has 'of whom' 'in doubt (convoke settle)' "$(c status | grep Ann)"
lacks 'and not that mail does not get through' 'does not get through' "$(c status)"
status 'nothing is sent again' 0 c send
is 'by itself' 3 "$(count_to '.*')"
status 'no such decision' 64 c settle ann maybe
status 'it has arrived' 0 c settle ann sent
is 'so it is sent' sent "$(state ann)"
status 'it has not, and shall not' 0 c settle ben failed -b 'the log of the relay says so'
is 'so it has failed' failed "$(state ben)"
has 'why shows how that is known' 'the log of the relay says so' "$(c why ben)"
rm "$(mail_to cem@celik.example)"
status 'once more' 0 c settle cem/invitation again
before=$(sqlite3 "$DB" "SELECT message_id FROM outbox WHERE person = 'cem'")
status 'send it' 0 c send
is 'it goes out' "$before" "$(header "$(mail_to cem@celik.example)" Message-ID)"
has 'why shows the decision' 'again invitation' "$(c why cem)"
status 'nothing is in doubt any more' 66 c settle all sent

# What comes in tells, too.
doubt ann
doubt cem
reply ann@able.example 'Yes, I am coming.' >"$T/reply"
status 'somebody answers the mail in doubt' 0 c receive <"$T/reply"
is 'so it has arrived' sent "$(state ann)"
has 'and why says how we know' 'it was answered' "$(c why ann)"
printf 'From: MAILER-DAEMON@host.example\nTo: %s\nSubject: Undelivered Mail\nMessage-ID: <b@host.example>\nDate: Tue, 1 Jun 2004 12:00:00 +0000\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: text/plain\n\nIt failed.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; host.example\n\nFinal-Recipient: rfc822; cem@celik.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no such user\n\n--b--\n' \
    "meet+b.$(sqlite3 "$DB" "SELECT envelope_id FROM outbox WHERE person = 'cem'")@host.example" >"$T/bounce"
status 'another one bounces' 0 c receive --recipient "$(header "$T/bounce" To)" <"$T/bounce"
is 'so it has failed' failed "$(state cem)"

# --- approval ---

convoke init --address meet@host.example "$T/careful" >/dev/null
sed -i 's/^#*approve=.*/approve=true/' "$T/careful/convoke.conf"
cp "$W/events/oslo.yaml" "$T/careful/events/"
W=$T/careful
c apply "$W/events/oslo.yaml" >/dev/null
status 'with approve=true' 0 c send
is 'nothing goes out by itself' 0 "$(count_to '.*')"
has 'it waits for approval' 'it waits for your approval' "$(c outbox)"
status 'once approved' 0 c release all
status 'it' 0 c send
is 'goes out' 4 "$(count_to '.*')"
reply ann@able.example 'Yes, I am coming.' >"$T/reply"
status 'who answers' 0 c receive <"$T/reply"
is 'hears back at once' 2 "$(count_to ann@able.example)"

# --- who is no longer a guest ---

# Who was taken out of the file keeps their history, and their last mail can be held.
W=$T/former
workspace
c send >/dev/null
sed -i '/^  dot:/d' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
has "a former guest is called by name" "would send withdrawal   Dot Dash: " "$(c send -n)"
has "the plan says the whole reason" "was invited, and is no longer in the event file" "$(c plan | tr -s ' \n' ' ')"
status "their mail can be held" 0 c hold dot/withdrawal
status "as all of it" 0 c hold dot
c send >/dev/null
has "it waits" "withdrawal" "$(c outbox)"
has "and is called by their name in the plan still" "withdrawal Dot Dash" "$(c plan | tr -s ' \n' ' ')"
status "the history is there" 0 c why dot
has "and says so" "No longer in the event file." "$(cat "$T/out")"
# --- a relay that was away ---

W=$T/away
workspace
sed -i 's|^#relay=.*|relay=smtp://127.0.0.1:1|' "$W/convoke.conf"
status 'a relay that is away' 75 c send --limit 1
sed -i 's|^relay=.*|relay=dir:outbox|' "$W/convoke.conf"
lacks 'what waits for it is said to by the run that sends others' 'put off' "$(c send)"
is 'and by one that sends nothing' '1 put off until later: convoke plan.' "$(c send)"

# --- what was only written to files ---

W=$T/tried
workspace
has 'files are no mail' 'Only written to files: no relay is named in convoke.conf.' "$(c send)"
reply ann@able.example 'Yes, I am coming.' | c receive -q
sed -i "s|^#relay=.*|relay=sendmail:tee -a $T/left.%t|" "$W/convoke.conf"
out=$(c send)
has 'once there is a relay, that is said' '4 mails were only written to files before a relay was named' "$out"
has 'and how to send them' 'convoke settle oslo all again' "$out"
has 'who has answered had it' 'they have answered it' "$(c why ann)"
status 'they can be sent in earnest' 0 c settle all again
status 'which is done' 0 c send
is 'to who still owes an answer, and the echo' 4 "$(cat "$T"/left.* | grep -c "^Message-ID: ")"
is 'once' 'Nothing is owed to anybody right now.' "$(c send)"

# Who was taken out still has a name.
sed -i "s|^relay=.*|#relay=|" "$W/convoke.conf"
sed -i '/^  dot:/d' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
c hold withdrawal >/dev/null
c send >/dev/null
has 'which is shown' 'withdrawal      Dot Dash' "$(c outbox)"
has 'to programs, too' '"name": "Dot Dash"' "$(c outbox --json)"
finish
