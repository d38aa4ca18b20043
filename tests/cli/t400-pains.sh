#!/bin/sh
# What goes wrong with answers by mail elsewhere, a case each, from bytes to the ledger. Most such cases are
# tables in tests/unit; these need the whole program.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
at 2004-06-02T12:00:00Z

# said FIELD < message: what explain makes of it.
said() { convoke explain --json | sed -n "s/.*\"$1\": *\"\{0,1\}\([^\",}]*\).*/\1/p" | head -n 1; }
answer() { c receive -q; }

# An attribution that begins with the date, as Gmail writes it in some languages.
reply ann@able.example 'Yes, I am coming.

2004-06-01 11:00 GMT+02:00 Oslo 2004 <meet@host.example>:
> Please let me know whether you can come.
> no, sorry' | answer
is "what stands below a date-first attribution is quoted" ACCEPTED "$(partstat ann)"

# HTML alone is rendered, not taken for text.
reply ben@bold.example '<html><head><style>p.no { color: red }</style></head><body><p>Yes, I will be there.</p></body></html>' |
    sed 's|^Content-Type:.*|Content-Type: text/html; charset=utf-8|' | answer
is "an answer in HTML alone" ACCEPTED "$(partstat ben)"

# A forwarded invitation, answered by somebody else.
FROM=zoe@else.example reply cem@celik.example 'Yes, I will be there!' | answer
is "somebody else's answer is not the guest's" NEEDS-ACTION "$(partstat cem)"
has "but is shown" "not theirs" "$(c review)"

# One outcome a message; who was understood is not asked as well.
n=$(count_to dot@dash.example)
reply dot@dash.example 'Yes, with pleasure.' | answer
is "one mail in return" $((n + 1)) "$(count_to dot@dash.example)"
has "which says what was understood" "X-Convoke: oslo echo" "$(cat "$(mail_to dot@dash.example)")"

# Accept, then decline, both with one DTSTAMP.
press cem@celik.example ACCEPTED 20040602T110000Z | answer
press cem@celik.example DECLINED 20040602T110000Z | answer
is "of equal stamps the later arrival counts" DECLINED "$(partstat cem)"
# The guest's client has raised SEQUENCE by itself; our next update must still be newer.
press cem@celik.example ACCEPTED 20040602T120000Z | sed 's/^SEQUENCE:0/SEQUENCE:7/' | answer
is "the answer counts" ACCEPTED "$(partstat cem)"
is "and its SEQUENCE is ours" 0 "$(sqlite3 "$W/convoke.sqlite" "SELECT max(sequence) FROM answer WHERE guest = 'cem'")"
# Sent from whatever account the phone has; the token in the address tells whose answer it is.
FROM=cem@phone.example press cem@celik.example TENTATIVE 20040602T130000Z | answer
is "an answer by calendar from another account" TENTATIVE "$(partstat cem)"
# The ATTENDEE is a list.
FROM=ann@able.example press ann@able.example DECLINED 20040602T130000Z | sed 's/mailto:ann@able.example/mailto:team@lists.example/' | answer
is "a list answers nobody's invitation by itself, a guest's own mail does" DECLINED "$(partstat ann)"
# A party crasher: no token, no guest.
printf 'From: Zoe <zoe@else.example>\nTo: meet@host.example\nSubject: Oslo\nMessage-ID: <crash@else.example>\n\nI will be there, too!\n' | answer
has "whoever was not invited waits for the organizer" "no invitation" "$(c review)"
lacks "and is no guest" "Zoe" "$(c status)"
# A client that declines what was deleted; a later yes is taken.
press ben@bold.example DECLINED 20040602T130000Z | answer
is "what it sends is a no" DECLINED "$(partstat ben)"
reply ben@bold.example 'That was a mistake. I am coming!' | answer
is "and a later yes" ACCEPTED "$(partstat ben)"
# The mail comes from a system's address; it is nobody.
FROM=no-reply@calendar.example press ben@bold.example TENTATIVE 20040602T140000Z | answer
is "the ATTENDEE counts, not a no-reply From" TENTATIVE "$(partstat ben)"
lacks "which is added to nothing" "no-reply" "$(c status)"

# Away is neither a bounce nor an answer.
reply dot@dash.example 'I am out of the office until 14 June.' | sed '1i Auto-Submitted: auto-replied' | answer
is "the answer stands" ACCEPTED "$(partstat dot)"
lacks "and the address is good" "does not get through" "$(c status)"
# A bounce that names nobody is known by the address it comes to.
path=$(sed -n '1s/^Return-Path: <\(.*\)>.*/\1/p' "$(invitation dot@dash.example)")
printf 'From: MAILER-DAEMON@mx.example\nTo: %s\nSubject: failure notice\nMessage-ID: <b1@mx.example>\nReturn-Path: <>\nAuto-Submitted: auto-replied\n\nHi. This is the qmail-send program at mx.example.\nI am afraid I was not able to deliver your message to the following addresses.\nThis is a permanent error; I have given up. Sorry it did not work out.\n\n<dot@dash.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n' "$path" >"$T/bounce"
c receive -q -r "$path" <"$T/bounce"
# The organizer sees it at a glance.
has "the bounce is Dot's" "bounce" "$(c why dot)"
has "status tells why" "no mailbox here" "$(c status; c why dot)"
# Our own mail, come back, is answered by nobody.
n=$(count_to '.*')
c receive -q <"$(mail_to ann@able.example)"
is "our own mail is a loop" "$n" "$(count_to '.*')"
is "and explain says so" loop "$(said kind <"$(mail_to ann@able.example)")"

# A mail that names two senders is nobody's answer.
n=$(partstat ann)
reply ann@able.example 'Yes, I am coming.' | sed '1i From: mallory@evil.example' | answer
is "two From fields prove nothing" "$n" "$(partstat ann)"
# The declared charset counts, and an unknown one loses no message.
reply cem@celik.example 'Ja, ich komme gern.' | sed 's/charset=utf-8/charset=ks_c_5601-1987/' | answer
is "a charset of old" ACCEPTED "$(partstat cem)"
reply ben@bold.example 'Yes, I am coming.' | sed 's/charset=utf-8/charset=x-nobody-knows/' | answer
is "a charset that nobody knows" ACCEPTED "$(partstat ben)"
finish
