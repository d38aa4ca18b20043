#!/bin/sh
# receive: answers in words and by calendar go into the ledger; what is not sure waits; each message
# counts once; each sender hears back once.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
at 2004-06-02T12:00:00Z

reply ann@able.example "Yes, I will be there." >"$T/yes.eml"
status "a dry run" 0 sh -c "convoke -C '$W' receive --dry-run < '$T/yes.eml'"
has "says what would be recorded, in the words of status" "recorded Ann Able: answered in words (yes)" "$(cat "$T/out")"
is "and changes nothing" NEEDS-ACTION "$(partstat ann)"
status "for real" 0 sh -c "convoke -C '$W' receive < '$T/yes.eml'"
is "yes" ACCEPTED "$(partstat ann)"
is "she hears back" 2 "$(count_to ann@able.example)"
echo=$(mail_to ann@able.example)
is "by a robot" auto-replied "$(header "$echo" Auto-Submitted)"
is "with the null path" "Return-Path: <>" "$(sed -n 1p "$echo" | tr -d "\r")"
has "in her thread" "$(header "$(invitation ann@able.example)" Message-ID)" "$(header "$echo" References)"
status "the same message again" 0 sh -c "convoke -C '$W' receive < '$T/yes.eml'"
has "is known" "known" "$(cat "$T/out")"
is "and not answered again" 2 "$(count_to ann@able.example)"

reply ben@bold.example "Unfortunately I can't come." | c receive >/dev/null
is "no" DECLINED "$(partstat ben)"
press cem@celik.example TENTATIVE | c receive >/dev/null
is "maybe, by calendar" TENTATIVE "$(partstat cem)"
press cem@celik.example ACCEPTED 20040602T100001Z | c receive >/dev/null
is "changed, by calendar" ACCEPTED "$(partstat cem)"
press cem@celik.example DECLINED 20040601T000000Z | c receive >/dev/null
is "an older calendar answer that comes late does not count" ACCEPTED "$(partstat cem)"
has "but stands in the history, in the words of status" "answer    no (an older one; does not count)" "$(c why cem)"
has "where the evidence stays as it is" "PARTSTAT=DECLINED" "$(c why cem)"
press cem@celik.example DECLINED 20040602T100001Z | c receive >/dev/null
is "of two with one stamp the later arrival counts" DECLINED "$(partstat cem)"

# What is not sure waits.
reply dot@dash.example "Is there a train from the airport?" | c receive >/dev/null
is "a question is no answer" NEEDS-ACTION "$(partstat dot)"
has "it waits" "Is there a train" "$(c review)"
asked=$(mail_to dot@dash.example)
has "she is asked, once" "X-Convoke: oslo question" "$(cat "$asked")"
reply dot@dash.example "And how far is it?" | c receive >/dev/null
is "and not again" 2 "$(count_to dot@dash.example)"
FROM=dot@home.example reply dot@dash.example "I'm in!" | c receive >/dev/null
is "her other address is hers" ACCEPTED "$(partstat dot)"
is "a sure answer settles what waited" "Nothing waits." "$(c review)"

FROM=mallory@evil.example reply ann@able.example "No, I can't come." >"$T/forged.eml"
c receive <"$T/forged.eml" >/dev/null
is "somebody else with her token changes nothing" ACCEPTED "$(partstat ann)"
has "but is shown" "not theirs" "$(c review)"
n=$(c review | sed -n 's/^\([0-9]*\)  .*/\1/p' | head -n 1)
status "the organizer dismisses it" 0 c review "$n" dismiss
status "only once" 66 c review "$n" dismiss
reply ann@able.example "Hm, how should I put it" | c receive >/dev/null
n=$(c review | sed -n 's/^\([0-9]*\)  .*/\1/p' | head -n 1)
status "the organizer decides" 0 c review "$n" maybe
is "and is told in the same word" "Ann Able: maybe" "$(cat "$T/out")"
is "and it is recorded" TENTATIVE "$(partstat ann)"
status "a decision that is none" 64 c review 1 perhaps

# Robots are never taken for an answer and never written to.
before=$(count_to '.*')
{ printf 'Auto-Submitted: auto-replied\n'; reply ben@bold.example "Yes! I am out of the office."; } | c receive >/dev/null
is "an absence note is no answer" DECLINED "$(partstat ben)"
{ printf 'Return-Path: <>\n'; reply ben@bold.example "Delivery failed" | sed 's/^From:.*/From: MAILER-DAEMON@bold.example/; s/^Subject:.*/Subject: Undelivered Mail Returned to Sender/'; } | c receive >/dev/null
c receive <"$(invitation ann@able.example)" >/dev/null
is "nobody was written to" "$before" "$(count_to '.*')"

# By hand, and why.
status "the organizer writes down a call" 0 c answer ben yes --because "he rang me"
is "it counts" ACCEPTED "$(partstat ben)"
status "not without a reason" 64 c answer ben no
status "not with another word" 64 c answer ben perhaps --because x
why=$(c why ben)
has "why tells the words" "I can't come" "$why"
has "and the call" "he rang me" "$why"
has "and the mail that was sent" "sent invitation to ben@bold.example" "$why"

# A Maildir: taken messages move to cur, in the order of their names.
mkdir -p "$T/md/new" "$T/md/cur" "$T/md/tmp"
reply cem@celik.example "Yes, count me in" >"$T/md/new/1.a"
printf 'no message at all' >"$T/md/new/2.b"
status "a Maildir" 0 c receive --maildir "$T/md"
is "nothing is left in new" "" "$(ls "$T/md/new")"
is "it stands in cur, seen" "1.a:2,S 2.b:2,S" "$(ls "$T/md/cur" | tr '\n' ' ' | sed 's/ $//')"
is "and counts" ACCEPTED "$(partstat cem)"
for name in 3.c:2, 4.d:2,S 5.e:2,F 6.f:2,RT 7.g:2,FS; do reply cem@celik.example "Yes, as I said" >"$T/md/new/$name"; done
status "a Maildir where somebody else put flags" 0 c receive -q --maildir "$T/md"
is "which stay, and stand once" "1.a:2,S 2.b:2,S 3.c:2,S 4.d:2,S 5.e:2,FS 6.f:2,RST 7.g:2,FS" "$(ls "$T/md/cur" | tr '\n' ' ' | sed 's/ $//')"
status "no Maildir" 66 c receive --maildir "$T/nowhere"
mkdir -p "$T/half/new"
reply dan@dove.example "Yes" >"$T/half/new/1.a"
status "half a Maildir" 66 c receive --maildir "$T/half"
has "what it lacks" "half/cur: no such folder" "$(cat "$T/err")"
is "its mail stays" "1.a" "$(ls "$T/half/new")"

# Whatever else is wrong, a message that is here is not given back to its sender.
reply dot@dash.example "Yes, I will come." >"$T/last"
status "nowhere to say it" 0 sh -c "convoke -C '$W' receive <'$T/last' >/dev/full"
is "is no matter" ACCEPTED "$(partstat dot)"
sed 's/^Message-ID: </&2/' "$T/last" >"$T/bytes"
status "nor is a recipient that is no text" 0 sh -c "convoke -C '$W' receive -r '$(printf 'meet+\377@host.example')' <'$T/bytes'"
LC_ALL=C status "nor one of another alphabet" 0 sh -c "convoke -C '$W' receive -r '$(printf 'meet+\303\274@host.example')' <'$T/last'"
status "an empty message is kept for the organizer" 0 c receive </dev/null
finish
