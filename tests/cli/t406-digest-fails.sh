#!/bin/sh
# What becomes of a digest is nothing that another one tells of.
. "$(dirname "$0")/../workspace.sh"
digests() { sqlite3 "$W/convoke.sqlite" "SELECT group_concat(state, ' ') FROM (SELECT state FROM outbox WHERE kind = 'digest' ORDER BY id)"; }
leaves_by() { sed -i "s|^#*relay=.*|relay=$1|" "$W/convoke.conf"; }
anew() {
    rm -rf "$W"
    at 2004-06-01T09:00:00Z
    workspace
    c send >/dev/null
    at 2004-06-02T08:00:00Z
    reply ann@able.example "Yes, I am coming." | c receive -q
}
days() { # of DATE...: convoke daily runs each morning
    for day in "$@"; do
        at "2004-06-${day}T08:00:00Z"
        c daily >/dev/null 2>&1
    done
}
# A relay that puts the organizer's mail off until the clock stands at ten, and then does WHAT.
relay() {
    printf '#!/bin/sh\ncat >/dev/null\n[ "$1" = olga@host.example ] || exit 0\ncase $CONVOKE_NOW in *T08:*) exit 75 ;; esac\n%s\n' "$1" >"$T/relay"
    chmod +x "$T/relay"
    leaves_by "sendmail:$T/relay %t"
}

anew
relay 'exit 69'
days 02
at 2004-06-02T10:00:00Z
c daily >/dev/null 2>&1
days 03 04
is "refused for good" failed "$(digests)"
at 2004-06-04T12:00:00Z
reply dot@dash.example "No, sorry." | c receive -q
days 05 06
is "what happens later is told" "failed queued" "$(digests)"

anew
relay 'kill -9 $$'
days 02
at 2004-06-02T10:00:00Z
c daily >/dev/null 2>&1
days 03 04
is "in doubt" unknown "$(digests)"

anew
c hold digest >/dev/null
days 02 03 04
is "held" held "$(digests)"

anew
days 02
at 2004-06-02T10:00:00Z
m=$(mail_to olga@host.example)
path=$(sed -n 's/^Return-Path: <\(.*\)>\r*$/\1/p' "$m")
printf 'Return-Path: <>\nFrom: MAILER-DAEMON@mx.example\nTo: %s\nSubject: Undelivered Mail Returned to Sender\nMessage-ID: <report@mx.example>\nAuto-Submitted: auto-replied\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: text/plain\n\nYour mail could not be delivered.\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; olga@host.example\nAction: failed\nStatus: 5.2.2\nDiagnostic-Code: smtp; 552 5.2.2 full\n\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: %s\n\n--b--\n' \
    "$path" "$(header "$m" Message-ID)" | c receive -q -r "$path"
is "a report of its failure is read" 1 "$(sqlite3 "$W/convoke.sqlite" 'SELECT count(*) FROM bounce')"
days 03 04
is "and brings no other" failed "$(digests)"

# Other mail that fails is told of.
anew
days 02
printf '#!/bin/sh\ncat >/dev/null\n[ "$1" != cem@celik.example ] || exit 69\n' >"$T/relay"
leaves_by "sendmail:$T/relay %t"
c settle all sent >/dev/null
days 16 17
is "a guest's reminder that is refused" "sent sent" "$(digests)"
finish
