#!/bin/sh
# What anybody can write in a guest's name is not mailed on to them as ours, and uses up no question of theirs.
. "$(dirname "$0")/../workspace.sh"
workspace
sed -i 's/^#authserv-id=.*/authserv-id=mx.host.example/' "$W/convoke.conf"
c send >/dev/null
at 2004-06-02T08:00:00Z
sql() { sqlite3 "$W/convoke.sqlite" "$1"; }
questions() { grep -l '^X-Convoke: oslo question' "$W"/outbox/*.eml 2>/dev/null | wc -l | tr -d ' '; }
token() { sql "SELECT token FROM invitation WHERE guest = '$1' AND revoked_at IS NULL"; }
# spam FROM TO [HEADER]
spam() {
    printf '%sFrom: %s\nTo: %s\nSubject: Urgent\nMessage-ID: <spam-%s@evil.example>\n\nPay at https://evil.example/pay now.\n' \
        "${3:-}" "$1" "$2" "$(serial)" | c receive -q
    c send >/dev/null
}
failed='Authentication-Results: mx.host.example; dmarc=fail header.from=bold.example
'

spam ben@bold.example meet@host.example
has "who names a guest and has no token waits for the organizer" \
    "Ben Bold: carries no invitation's token, but comes from an address of theirs" "$(c review)"
is "and the guest is not asked" 0 "$(questions)"
spam ben@bold.example meet@host.example "$failed"
has "what was found forged waits" "Ben Bold: is not from whom it says, our mail server found" "$(c review)"
spam ben@bold.example "meet+$(token ben)@host.example" "$failed"
is "nor is the guest asked about that, whatever token it has" 0 "$(questions)"
printf 'From: ben@bold.example\nTo: meet@host.example\nSubject: Proposed\nMessage-ID: <counter@evil.example>\nMIME-Version: 1.0\nContent-Type: text/calendar; method=COUNTER\n\nBEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nMETHOD:COUNTER\nBEGIN:VEVENT\nUID:oslo@host.example\nDTSTAMP:20040602T070000Z\nDTSTART:20040714T090000Z\nCOMMENT:Pay at https://evil.example/pay now.\nATTENDEE;PARTSTAT=TENTATIVE:mailto:ben@bold.example\nEND:VEVENT\nEND:VCALENDAR\n' |
    c receive -q
has "a proposal of another time waits" "proposes another time by calendar" "$(c review)"
has "with that time, by the meeting's clock" "proposes 2004-07-14 11:00 Europe/Oslo" "$(c review)"
is "without a token nobody is asked for it" 0 "$(questions)"
is "none of their mail holds those words" "" "$(grep -l 'evil.example/pay' "$W"/outbox/*.eml | xargs -r grep -l '^Delivered-To: ben@')"
reply ben@bold.example "Let me see what the cat says." | c receive -q
is "their own unclear words bring the one question" 1 "$(questions)"
has "which quotes those" "what the cat says" "$(tr -d '\r' <"$(mail_to ben@bold.example)")"
# Who wrote no words is asked without a quotation of them.
for guest in ann@able.example cem@celik.example; do reply "$guest" "" | c receive -q; done
line() { tr -d '\r' <"$(mail_to "$1")" | sed 's|=20$| |' | tr -d '\n'; }
has "none are announced" "whether you will come.Will you" "$(line ann@able.example)"
has "nor in German" "ob Sie kommen.Kommen Sie" "$(line cem@celik.example)"
lacks "nor quoted" "<blockquote" "$(cat "$(mail_to ann@able.example)" "$(mail_to cem@celik.example)")"
has "words are" "<blockquote" "$(cat "$(mail_to ben@bold.example)")"
at 2004-06-03T09:00:00Z
c daily >/dev/null
has "the digest tells of the proposed time, too" "proposes 2004-07-14 11:00 Europe/Oslo" \
    "$(python3 -c 'import sys, email; print(" ".join(email.message_from_file(open(sys.argv[1])).get_payload(0).get_payload(decode=True).decode().split()))' "$(mail_to olga@host.example)")"
finish
