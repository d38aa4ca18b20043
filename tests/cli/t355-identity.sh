#!/bin/sh
# Who wrote? The token says whose answer it is; From, and what our own mail server found, how sure that is.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
at 2004-06-02T08:00:00Z
sql() { sqlite3 "$W/convoke.sqlite" "$1"; }
waits() { c review | grep -c '^[0-9]'; }
token() { sql "SELECT token FROM invitation WHERE guest = '$1' AND revoked_at IS NULL"; }
# plain FROM TO TEXT [HEADER]: a mail that refers to nothing.
plain() { printf '%sFrom: %s\nTo: %s\nSubject: Oslo\nMessage-ID: <plain-%s@client.example>\n\n%s\n' "${4:-}" "$1" "$2" "$(serial)" "$3"; }

# The token rides in many places.
plain ann@able.example "meet+$(token ann)@host.example" "Yes, I will come." | c receive -q
is "in the address" ACCEPTED "$(partstat ann)"
plain ann@able.example "meet-$(token ann)@host.example" "No, I cannot come." | c receive -q
is "with a hyphen, too" DECLINED "$(partstat ann)"
for field in Delivered-To X-Original-To Envelope-To X-Envelope-To X-Delivered-To; do
    answer=$([ "$(partstat ann)" = DECLINED ] && echo "Yes, I will come." || echo "No, I cannot come.")
    before=$(partstat ann)
    plain ann@able.example "everybody@host.example" "$answer" "$field: meet+$(token ann)@host.example
" | c receive -q
    ok "in $field" test "$(partstat ann)" != "$before"
done
plain ann@able.example "everybody@host.example" "Yes, I will come." | c receive -q -r "meet+$(token ann)@host.example"
is "in the envelope" ACCEPTED "$(partstat ann)"
m=$(invitation ann@able.example)
plain ann@able.example meet@host.example "No, I cannot come." "In-Reply-To: $(header "$m" Message-ID)
" | c receive -q
is "in In-Reply-To, where subaddresses do not work" DECLINED "$(partstat ann)"
plain ann@able.example meet@host.example "Yes, I will come." "References: $(header "$m" Message-ID) <x@able.example>
" | c receive -q
is "in References" ACCEPTED "$(partstat ann)"
printf 'From: ann@able.example\nTo: meet@host.example\nSubject: Re: [Oslo %s]\nMessage-ID: <tag@able.example>\n\nNo, I cannot come.\n' "$(token ann)" | c receive -q
is "in a tag of the subject" DECLINED "$(partstat ann)"
is "nothing waits" 0 "$(waits)"

# Who wrote it does not say: nobody can be asked about that address.
for from in "" "From:" "From: <>" "From: undisclosed-recipients:;"; do
    reply ben@bold.example "Yes, I will come." | sed "s/^From: .*/${from:-X-None: 1}/" | c receive -q
done
is "a mail without an author does not count" NEEDS-ACTION "$(partstat ben)"
is "and its guest is not asked" 1 "$(count_to ben@bold.example)"
is "the organizer is" 4 "$(waits)"
for n in 1 2 3 4; do c review $n dismiss >/dev/null; done

# Another address of the same person.
FROM=ben@phone.example reply ben@bold.example "Yes, I will come." | c receive -q
is "an unknown From does not count" NEEDS-ACTION "$(partstat ben)"
question=$(mail_to ben@bold.example)
has "the guest is asked" "X-Convoke: oslo question" "$(cat "$question")"
has "and hears the reason" "came from ben@phone.example" "$(tr -d '\r' <"$question" | tr '\n' ' ')"
list=$(c review)
has "the organizer sees whose it is" "Ben Bold: answers this guest's invitation from an address" "$list"
has "where it is from" "from ben@phone.example" "$list"
has "and what to do" "--remember" "$list"
n=$(printf '%s\n' "$list" | sed -n 's/^\([0-9]*\)  Ben.*/\1/p')
status "it is them, and remembered" 0 c review "$n" yes --remember
has "told so" "Ben Bold writes from ben@phone.example, too." "$(cat "$T/out")"
is "it counts" ACCEPTED "$(partstat ben)"
FROM=BEN@phone.example reply ben@bold.example "I am sorry, I cannot come." | c receive -q
is "from then on" DECLINED "$(partstat ben)"
is "mail goes where it went" 0 "$(count_to ben@phone.example)"
FROM=ben@bold.example reply cem@celik.example "Yes, I will come." | c receive -q
n=$(c review | sed -n 's/^\([0-9]*\)  Cem.*/\1/p')
status "the address of another guest is not learned" 73 c review "$n" yes --remember
is "and nothing is decided by halves" NEEDS-ACTION "$(partstat cem)"
c review "$n" dismiss >/dev/null

# Handed on, and gate-crashers.
FROM='Zoe Zoo <zoe@zoo.example>' reply dot@dash.example "Yes, I will come." | c receive -q
is "an invitation that was handed on is not the guest's yes" NEEDS-ACTION "$(partstat dot)"
has "the organizer may invite" "add them to guests" "$(c review)"
plain eve@evil.example meet@host.example "Yes, I will come." | c receive -q
has "who was not invited is nobody's answer" "eve@evil.example: carries no invitation's token" "$(c review)"
plain dot@home.example meet@host.example "Yes, I will come." | c receive -q
is "a guest without a token is not taken at their word" NEEDS-ACTION "$(partstat dot)"
has "but known by name" "Dot Dash: carries no invitation's token, but comes from an address of theirs" "$(c review)"
printf 'From: dot@dash.example\nTo: meet@host.example\nSubject: Accepted\nMessage-ID: <uid@dash.example>\nMIME-Version: 1.0\nContent-Type: text/calendar; method=REPLY; charset=utf-8\n\nBEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Example//Calendar//EN\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:oslo@host.example\nDTSTAMP:20040602T100000Z\nATTENDEE;PARTSTAT=TENTATIVE:mailto:dot@dash.example\nDTSTART:20040714T080000Z\nEND:VEVENT\nEND:VCALENDAR\n' >"$T/uid"
sed 's/^From: .*/From: robot@calendar.example/; s/<uid@/<uid2@/' "$T/uid" | c receive -q
is "UID and ATTENDEE without From do not count" NEEDS-ACTION "$(partstat dot)"
c receive -q <"$T/uid"
is "with From they do" TENTATIVE "$(partstat dot)"
has "and why says so" "trust uid+from" "$(c why dot)"
waiting=$(waits)
sed 's/TENTATIVE/DECLINED/; s/<uid@/<uid3@/; s/T100000Z/T110000Z/' "$T/uid" | c receive -q
is "they do not change what stands: anybody can write all three" "TENTATIVE $((waiting + 1))" "$(partstat dot) $(waits)"
plain dot@dash.example "meet+$(token dot)@host.example, meet+$(token cem)@host.example" "Yes, I will come." | c receive -q
is "a mail to two invitations answers neither" "TENTATIVE NEEDS-ACTION" "$(partstat dot) $(partstat cem)"
has "it waits" "carries the tokens of several invitations" "$(c review)"
# both TO CC: unsubscribe from two invitations.
both() { printf 'From: dot@dash.example\nTo: meet+%s-unsubscribe@host.example\nCc: meet+%s@host.example\nSubject: unsubscribe\nMessage-ID: <both-%s@dash.example>\n\nNo, I cannot come.\n' "$(token dot)" "$(token cem)" "$(serial)"; }
mkdir -p "$T/maildir/new" "$T/maildir/cur" "$T/maildir/tmp"
both >"$T/maildir/new/1"
c receive -q --maildir "$T/maildir"
is "in whatever fields they stand" "TENTATIVE NEEDS-ACTION" "$(partstat dot) $(partstat cem)"
is "and silences nobody" 0 "$(sql "SELECT count(*) FROM silence")"
has "nor where the envelope names one of them" "review   Dot Dash" "$(both | c receive -n -r "meet+$(token dot)@host.example")"

# A guest among several authors is hidden behind.
for from in 'Ann Able <ann@able.example>, eve@evil.example' 'eve@evil.example, ann@able.example' \
    '<eve@evil.example> <ann@able.example>' 'ann@able.example
From: eve@evil.example'; do
    before=$(partstat ann)
    plain "$from" "meet+$(token ann)@host.example" "No, I cannot come." | c receive -q
    is "several authors are nobody" "$before" "$(partstat ann)"
done

# What is not a token.
bounces="meet+b.$(sql "SELECT envelope_id FROM outbox WHERE person = 'ben' AND kind = 'invitation'")@host.example"
before=$(partstat ben)
plain ben@bold.example meet@host.example "Yes, I will come." | c receive -q -r "$bounces"
is "the address for bounces is no token" "$before" "$(partstat ben)"
has "what people write there waits" "Ben Bold: carries no invitation's token" "$(c review)"
i=0
while [ $i -lt 20 ]; do
    i=$((i + 1))
    plain ben@bold.example meet@host.example "I would like to talk about a sale, number $i. Topic: a sale." | c receive -q
done
is "of what only says that it is a guest's a few wait" 10 "$(c review | grep -c '^[0-9]*  Ben Bold')"
is "and none is a proposal of theirs" 0 "$(sql "SELECT count(*) FROM proposal WHERE guest = 'ben'")"
for n in $(c review | sed -n 's/^\([0-9]*\)  \(Ben\|Ann\).*/\1/p'); do c review "$n" dismiss >/dev/null; done

# A token that leaked, and an old message once more.
reply cem@celik.example "Ja, ich komme." >"$T/cem"
old=$(token cem)
status "a token is taken back" 0 c revoke cem
ok "there is another" test "$(token cem)" != "$old"
c receive -q <"$T/cem"
is "the old one does not count" NEEDS-ACTION "$(partstat cem)"
has "it waits" "carries a token that was taken back" "$(c review)"
sed 's/^Subject: .*/Auto-Submitted: auto-replied\
Subject: Out of office until 20 June 2004/; s/^Message-ID: <.*/Message-ID: <away@celik.example>/; s/^Ja, .*/I am away until 20 June 2004./' "$T/cem" |
    c receive -q
is "nor says when they are back" 0 "$(sql "SELECT count(*) FROM patience WHERE guest = 'cem'")"
before=$(count_to cem@celik.example)
c send >/dev/null
is "who owes an answer is invited anew" $((before + 1)) "$(count_to cem@celik.example)"
plain cem@celik.example "meet+$(token cem)@host.example" "Ja, ich komme gern." >"$T/new"
c receive -q <"$T/new"
is "the new one counts" ACCEPTED "$(partstat cem)"
plain cem@celik.example "meet+$(token cem)@host.example" "Nein, ich kann leider nicht kommen." | c receive -q
has "a message that comes again" "received before" "$(c receive <"$T/new")"
is "changes nothing" DECLINED "$(partstat cem)"

# What our own mail server found.
sed -i 's/^#authserv-id=.*/authserv-id=mx.host.example/' "$W/convoke.conf"
auth() { printf 'Authentication-Results: %s\n' "$1"; }
sealed() { plain ann@able.example "meet+$(token ann)@host.example" "$1" "$2
" | c receive -q; }
sealed "Yes, I will come." "$(auth 'mx.host.example; spf=fail smtp.mailfrom=x@evil.example; dmarc=fail header.from=able.example')"
is "a forged From does not count" DECLINED "$(partstat ann)"
has "it waits" "is not from whom it says, our mail server found" "$(c review)"
at 2004-06-02T13:00:00Z
sealed "Yes, I will come." "$(auth 'mx.evil.example; dmarc=fail header.from=able.example')"
is "what others say of it is not believed" ACCEPTED "$(partstat ann)"
sed -i 's/^reminders:.*/&\ntrust: {answer: from, change: authenticated, command: authenticated}/' "$W/events/oslo.yaml"
ok "a meeting may ask for more" c apply "$W/events/oslo.yaml"
asked=$(sql "SELECT count(*) FROM outbox WHERE kind = 'question'")
sealed "I am sorry, I cannot come." "$(auth 'mx.host.example; none')"
is "then a change needs a proof" ACCEPTED "$(partstat ann)"
is "for want of which nobody is asked, nor sent what may be another's words" "$asked" \
    "$(sql "SELECT count(*) FROM outbox WHERE kind = 'question'")"
sql "UPDATE revision SET answer_trust = NULL, change_trust = NULL"
sealed "I regret that I cannot come." "$(auth 'mx.host.example; none')"
is "also where only the event file says so, as before" ACCEPTED "$(partstat ann)"
sealed "I am sorry, I cannot come." "$(auth 'mx.evil.example; dmarc=pass header.from=able.example')
$(auth 'mx.host.example; dmarc=pass header.from=able.example')"
is "of ours, at the top" ACCEPTED "$(partstat ann)"
sealed "I am sorry, I cannot come." "$(auth 'mx.host.example; dkim=pass header.d=able.example')"
is "and with it is taken" DECLINED "$(partstat ann)"
plain olga@host.example "meet+$(sql "SELECT organizer_token FROM meeting")@host.example" "$(c review | sed -n 's/^\([0-9]*\)  Dot.*/\1/p' | head -n 1) yes" | c receive -q
is "so do the organizer's orders" TENTATIVE "$(partstat dot)"
sed -i 's/command: authenticated/command: token/' "$W/events/oslo.yaml"
status "the token alone makes no organizer" 65 c apply "$W/events/oslo.yaml"
has "as the file's line says" "the token alone does not make the organizer" "$(cat "$T/err" "$T/out")"

# The organizer passes on what a guest wrote to her, in the guest's thread.
at 2004-06-05T08:00:00Z
asked=$(sql "SELECT count(*) FROM outbox WHERE kind = 'question'")
reply ben@bold.example '---------- Forwarded message ---------
From: Ben Bold <ben@bold.example>
Date: Fri, Jun 4, 2004 at 12:00 PM
Subject: Oslo
To: Olga Owner <olga@host.example>

Count me in for both days.' | sed 's/^From: ben.*/From: Olga Owner <olga@host.example>/; s/^To: .*/To: meet@host.example/; s/^Subject: Re/Subject: Fwd/' | c receive -q
is "the guest is not asked who that was" "$asked" "$(sql "SELECT count(*) FROM outbox WHERE kind = 'question'")"
has "as hers" "is from the organizer, and decides nothing" "$(c review)"

# A crowd of strangers.
sql "UPDATE review SET decided_at = 0, decision = 'dismissed' WHERE decided_at IS NULL"
i=0
while [ $i -lt 60 ]; do
    i=$((i + 1))
    plain "eve$i@evil.example" meet@host.example "Yes, I will come." >"$T/stranger-$i"
done
mkdir -p "$T/md/new" "$T/md/cur" "$T/md/tmp"
mv "$T"/stranger-* "$T/md/new/"
c receive -q --maildir "$T/md"
is "no more than fifty wait" 50 "$(waits)"
is "the others are kept" 60 "$(sql "SELECT count(*) FROM received WHERE meaning ->> 'from' LIKE '%eve%@evil.example%' AND raw IS NOT NULL AND id > (SELECT max(received) FROM review) - 60")"
sed -i 's/^#max-size=.*/max-size=100000/' "$W/convoke.conf"
for i in 1 2 3; do
    echo "xx$i no header" | c receive -q
    head -c 200000 /dev/zero | tr '\0' "$i" | { plain "eve@evil.example" meet@host.example "Yes."; cat; } | c receive -q
    plain "eve@evil.example" "meet+kkkkkkkkkkkkkkk$i@host.example" "Yes, I will come." | c receive -q
    echo "yy$i no header" | c receive -q -r "meet+b.nothing$i@host.example"
done
is "nor where mail cannot be read, is too long, or brings what is no token" 50 "$(waits)"
reply ben@bold.example "Yes, I will come." | c receive -q
has "and guests are heard as ever" "Ben Bold: is from an address of theirs, but our mail server" "$(c review)"
finish
