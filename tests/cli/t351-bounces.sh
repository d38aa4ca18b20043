#!/bin/sh
# What delivery reports do to addresses: dead at once, dead on the third day, never; and the circuit
# breaker.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
# report_of ADDRESS STATUS WORDS [ACTION]: the report about the newest mail to ADDRESS ($MAIL), from its mail system.
path_of() { sed -n 's/^Return-Path: <\(.*\)>\r*$/\1/p' "$1"; }
report_of() {
    m=${MAIL:-$(mail_to "$1")}
    path=$(path_of "$m")
    action=failed
    case $2 in 4.*) action=${4:-delayed} ;; esac
    printf 'Return-Path: <>\nFrom: MAILER-DAEMON@mx.example\nTo: %s\nSubject: Undelivered Mail Returned to Sender\nMessage-ID: <report-%s@mx.example>\nAuto-Submitted: auto-replied\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: text/plain\n\nYour mail could not be delivered.\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; %s\nAction: %s\nStatus: %s\nDiagnostic-Code: smtp; %s\n\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: %s\nSubject: Oslo\n\n--b--\n' \
        "$path" "$(serial)" "${FINAL:-$1}" "$action" "$2" "$3" "$(header "$m" Message-ID)"
}
bounce() { report_of "$@" | c receive -q -r "$(path_of "${MAIL:-$(mail_to "$1")}")"; }
dead() { sqlite3 "$W/convoke.sqlite" "SELECT group_concat(guest, ' ') FROM (SELECT guest FROM address WHERE dead_at IS NOT NULL ORDER BY guest)"; }
reviews() { c review | grep -c '^[0-9]'; }

at 2004-06-01T10:00:00Z
bounce ann@able.example 4.4.1 "450 4.4.1 try later"
is "a delay says nothing" "" "$(dead)"
bounce ann@able.example 5.7.1 "554 5.7.1 looks like spam to us"
is "nor does a refusal of our mail" "" "$(dead)"
is "which the organizer sees" 1 "$(reviews)"
has "in words" "looks like spam to us" "$(c review)"
bounce ann@able.example 5.7.1 "554 5.7.1 looks like spam to us"
is "once" 1 "$(reviews)"
c review 1 dismiss >/dev/null
bounce ann@able.example 5.1.1 "550 5.1.1 no such user here"
is "a wrong address is dead at once" ann "$(dead)"
has "status says why" "550 5.1.1 no such user here" "$(c status | grep 'Ann Able')"
has "so does why" "permanent 5.1.1" "$(c why ann)"
has "where the mail stands as sent before" "sent invitation to ann@able.example" "$(c why ann)"
n=$(count_to ann@able.example)
c announce all >/dev/null
at 2004-06-16T08:00:00Z
c remind >/dev/null
is "no more mail goes there" "$n" "$(count_to ann@able.example)"
is "and none is made to fail" "" "$(dead | grep ben)"
press ann@able.example TENTATIVE | c receive -q
is "they wrote from there: it is good again" "" "$(dead)"
is "so the echo goes out" $((n + 1)) "$(count_to ann@able.example)"

full() { bounce ben@bold.example 5.2.2 "552 5.2.2 mailbox is full"; }
at 2004-06-17T08:00:00Z
full
at 2004-06-17T20:00:00Z
full
full
is "a full mailbox counts once a day" "" "$(dead)"
at 2004-06-18T08:00:00Z
full
is "two days are not enough" "" "$(dead)"
printf 'From: ben@bold.example\nTo: %s\nSubject: Automatic reply\nMessage-ID: <away@bold.example>\nAuto-Submitted: auto-replied\n\nI am away.\n' "$(header "$(mail_to ben@bold.example)" Reply-To)" | c receive -q
at 2004-06-19T08:00:00Z
full
is "an absence note in between is a sign of life" "" "$(dead)"
at 2004-06-20T08:00:00Z
full
at 2004-06-21T08:00:00Z
full
is "three days are" ben "$(dead)"

# Within a day: two of four may fail, the third is the breaker's.
at 2004-06-25T08:00:00Z
c announce all --again >/dev/null
bounce ann@able.example 5.1.1 "550 5.1.1 unknown"
bounce cem@celik.example 5.1.1 "550 5.1.1 unknown"
is "two fail" "ann ben cem" "$(dead)"
n=$(reviews)
bounce dot@dash.example 5.1.1 "550 5.1.1 unknown"
is "the third is not marked" "ann ben cem" "$(dead)"
is "the organizer is asked" $((n + 1)) "$(reviews)"
has "about our own mail" "trouble with our own mail" "$(c review)"
bounce dot@dash.example 5.1.1 "550 5.1.1 unknown"
is "once" $((n + 1)) "$(reviews)"
lacks "all of it follows from the reports, gone through again" "difference" "$(c rebuild | grep -v '^0 ')"
at 2004-06-26T10:00:00Z
bounce dot@dash.example 5.1.1 "550 5.1.1 unknown"
is "on another day it counts again" "ann ben cem dot" "$(dead)"

# Who has another address by now is not blamed for the old one.
sed -i 's/cem@celik.example/cem@new.example/' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
bounce cem@celik.example 5.1.1 "550 5.1.1 unknown"
is "a new address is good" "ann ben dot" "$(dead)"

# What does not fit the mail that it is about may be forged by whoever was handed that: it changes nothing, and the
# organizer sees it, once.
anew() {
    rm -rf "$W"
    at 2004-06-01T09:00:00Z
    workspace
    c send >/dev/null
    MAIL=$(invitation ann@able.example)
}
doubted() { # doubted NAME: nothing has changed but that one review waits
    is "$1: nothing is marked" "" "$(dead)"
    is "$1: the mail is as it was" sent "$(sqlite3 "$W/convoke.sqlite" "SELECT state FROM outbox WHERE person = 'ann' AND kind = 'invitation'")"
    is "$1: the organizer sees it" 1 "$(reviews)"
    has "$1: and why" "does not fit what was sent to them" "$(c review)"
}
anew
at 2004-06-20T09:00:00Z
bounce ann@able.example 5.1.1 "550 5.1.1 no such user here"
doubted "weeks later"
bounce ann@able.example 5.1.1 "550 5.1.1 no such user here"
is "which is told once" 1 "$(reviews)"
c send >/dev/null
at 2004-06-23T08:00:00Z
c remind >/dev/null
is "and she is reminded as ever" 3 "$(count_to ann@able.example)"
MAIL=$(mail_to ann@able.example)
bounce ann@able.example 5.1.1 "550 5.1.1 no such user here"
is "a report about that which fits is believed" ann "$(dead)"

anew
at 2004-06-02T09:00:00Z
press ann@able.example TENTATIVE | c receive -q
at 2004-06-02T10:00:00Z
bounce ann@able.example 5.1.1 "550 5.1.1 no such user here"
doubted "behind an answer"

anew
FINAL=someone@else.example
bounce ann@able.example 5.1.1 "550 5.1.1 no such user here"
doubted "of another address"
anew
FINAL=
report_of ann@able.example 5.1.1 "550 5.1.1 no such user here" | sed '/^Final-Recipient/d; /^Message-ID: .*host.example/d' |
    c receive -q -r "$(path_of "$MAIL")"
doubted "of nobody"

# Mail systems that say less: whom (qmail), or which mail.
anew
printf 'From: MAILER-DAEMON@mx.example\nTo: %s\nSubject: failure notice\nMessage-ID: <q1@mx.example>\nReturn-Path: <>\n\nHi. This is the qmail-send program at mx.example.\nI am afraid I was not able to deliver your message to the following addresses.\nThis is a permanent error; I have given up. Sorry it did not work out.\n\n<ann@able.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n' \
    "$(path_of "$MAIL")" | c receive -q -r "$(path_of "$MAIL")"
is "a letter that names the recipient is enough" ann "$(dead)"
anew
report_of ann@able.example 5.1.1 "550 5.1.1 no such user here" | sed '/^Final-Recipient/d' | c receive -q -r "$(path_of "$MAIL")"
is "so is our Message-ID" ann "$(dead)"
anew
report_of ann@able.example 5.1.1 "550 5.1.1 no such user here" | c receive -q
is "so is either where the mail server does not say what it was sent to" ann "$(dead)"

# A letter that names no mail, and the mail server has written into it whom it brought it to.
letter_to() { # letter_to FIELD
    printf 'From: MAILER-DAEMON@mx.example\n%s: %s\nSubject: failure notice\nMessage-ID: <q-%s@mx.example>\nReturn-Path: <>\n\nHi. This is the qmail-send program at mx.example.\nI am afraid I was not able to deliver your message to the following addresses.\nThis is a permanent error; I have given up. Sorry it did not work out.\n\n<ann@able.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n' \
        "$1" "$(path_of "$MAIL")" "$(serial)"
}
for field in Delivered-To X-Original-To Envelope-To To; do
    anew
    letter_to $field | c receive -q
    is "by pipe, where $field tells" ann "$(dead)"
done
anew
mkdir -p "$T/maildir/new" "$T/maildir/cur" "$T/maildir/tmp"
letter_to Delivered-To >"$T/maildir/new/1"
c receive -q --maildir "$T/maildir"
is "by Maildir" ann "$(dead)"
anew
{ printf 'From x Wed Jun  2 08:00:00 2004\n'; letter_to Delivered-To; } >"$T/mbox"
c receive -q --mbox "$T/mbox"
is "by mbox" ann "$(dead)"

# What its mail system tries no longer did not arrive, whatever class its cause is of.
anew
bounce ann@able.example 4.4.1 "connect to able.example: timed out"
lacks "a delay leaves the mail on its way" "timed out" "$(c status | grep "Ann Able")"
bounce ann@able.example 4.4.1 "connect to able.example: timed out" failed
has "given up behind it: status says so" "timed out" "$(c status | grep "Ann Able")"
has "and why" "permanent 4.4.1" "$(c why ann)"
is "one day is not enough to give up the address" "" "$(dead)"
for day in 02 03; do
    at 2004-06-${day}T09:00:00Z
    bounce ann@able.example 4.4.1 "connect to able.example: timed out" failed
done
is "three days are" ann "$(dead)"

# An answer from another address of theirs does not mend the first, to which mail goes.
MAIL=
bounce dot@dash.example 5.1.1 "550 5.1.1 no such user here"
FROM=dot@home.example reply dot@dash.example "Yes, I will come." | c receive -q
is "an answer from another address counts" ACCEPTED "$(partstat dot)"
has "and status goes on to name whom mail does not reach" "no such user here" "$(c status | grep "Dot Dash")"
finish
