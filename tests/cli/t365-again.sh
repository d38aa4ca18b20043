#!/bin/sh
# A message that comes again is known by its Message-ID and by what it is; what only has the Message-ID of another
# one is not lost.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
at 2004-06-02T08:00:00Z
sql() { sqlite3 "$W/convoke.sqlite" "$1"; }
received() { sql 'SELECT count(*) FROM received'; }
answers() { sql "SELECT group_concat(partstat, ' ') FROM (SELECT partstat FROM answer WHERE guest = '$1' ORDER BY id)"; }
as() { sed "s/^Message-ID:.*/Message-ID: <$1>/"; } # as ID: with that Message-ID

# The same bytes by two ways.
reply ann@able.example "Yes, I will be there." | as once@client.example >"$T/first"
{
    printf 'Return-Path: <ann@able.example>\nReceived: from a.example\n\tby b.example; Wed, 2 Jun 2004 08:00:00 +0000\n'
    cat "$T/first"
    echo
} | sed 's/$/\r/' >"$T/second"
has "it is taken" "recorded Ann Able" "$(c receive <"$T/first")"
has "it is known by another way" "known" "$(c receive <"$T/second")"
is "it counts once" "1 ACCEPTED" "$(received) $(answers ann)"

# The same words, which a mail server has encoded anew and a mailing list has put a line under.
sed 's/^Content-Type.*/&\nContent-Transfer-Encoding: quoted-printable/; s/Yes/=59es/' "$T/first" >"$T/encoded"
has "encoded anew it is known" "known" "$(c receive <"$T/encoded")"
{ cat "$T/first"; printf -- '-- \nThe list of the house\n'; } >"$T/listed"
has "with a line of a mailing list under it, too" "known" "$(c receive <"$T/listed")"
is "and counts once" "1 ACCEPTED" "$(received) $(answers ann)"
is "one echo" 2 "$(count_to ann@able.example)"

# One Message-ID, two messages.
reply ben@bold.example "Sorry, I can't make it." | as once@client.example >"$T/ben"
has "of another guest: it is an answer" "recorded Ben Bold" "$(c receive <"$T/ben")"
is "it counts" DECLINED "$(partstat ben)"
has "it is known when it comes again" "known" "$(c receive <"$T/ben")"
reply ann@able.example "I can't come after all, sorry." | as once@client.example >"$T/change"
has "of the same guest in other words: an answer, too" "recorded Ann Able" "$(c receive <"$T/change")"
is "both count in turn" "ACCEPTED DECLINED" "$(answers ann)"
for f in first second encoded change ben; do
    has "$f is known" "known" "$(c receive <"$T/$f")"
done
is "three messages" 3 "$(received)"
is "an echo names the message alone" '<once@client.example>' "$(header "$(mail_to ben@bold.example)" In-Reply-To)"
plain=$(sql 'SELECT count(*) FROM received WHERE length(digest) = 64')
is "each has a digest" 3 "$plain"

# Without a Message-ID.
reply cem@celik.example "Ja, ich komme." | grep -v '^Message-ID' >"$T/nameless"
has "a message without a Message-ID" "recorded Cem" "$(c receive <"$T/nameless")"
has "is known" "known" "$(c receive <"$T/nameless")"
{ printf 'Return-Path: <cem@celik.example>\n'; cat "$T/nameless"; } >"$T/returned"
has "by another way, too" "known" "$(c receive <"$T/returned")"
sed 's/Ja, ich komme/Leider kann ich nicht kommen/' "$T/nameless" >"$T/other"
has "another is none of it" "recorded Cem" "$(c receive <"$T/other")"

# What was taken before there were digests is known by its Message-ID alone.
sql "UPDATE received SET digest = NULL; UPDATE received SET identity = 'sha256:$(sha256sum <"$T/nameless" | cut -c 1-64)' WHERE meaning ->> 'reply' LIKE 'Ja,%'"
has "from an older convoke, with" "known" "$(c receive <"$T/change")"
has "and without a Message-ID" "known" "$(c receive <"$T/nameless")"

# Too long: the end tells two apart that begin alike, by each way in.
printf '[receive]\nmax-size=2000\n' >>"$W/convoke.conf"
long() { # long WORD
    reply dot@dash.example "$(awk 'BEGIN { for (i = 0; i < 40; i++) print "All of these lines are the same, and there are many of them." }')
$1" | as long@client.example
}
long one >"$T/one"
sed 's/^one$/two/' "$T/one" >"$T/two"
before=$(received)
has "too long: it waits for the organizer" "review" "$(c receive <"$T/one")"
has "it is known" "known" "$(c receive <"$T/one")"
has "another that begins alike is not" "review" "$(c receive <"$T/two")"
is "two are here" 2 "$(($(received) - before))"
mkdir -p "$T/md/new" "$T/md/cur" "$T/md/tmp"
for n in one two; do cp "$T/$n" "$T/md/new/$n"; done
sed 's/^one$/three/' "$T/one" >"$T/md/new/three"
status "out of a Maildir" 0 c receive -q --maildir "$T/md"
is "one is new" 3 "$(($(received) - before))"
for n in one two four; do
    echo 'From dot@dash.example Wed Jun  2 12:00:00 2004'
    sed "s/^one\$/$n/" "$T/one"
    echo
done >"$T/mbox"
status "out of an mbox" 0 c receive -q --mbox "$T/mbox"
is "one is new" 4 "$(($(received) - before))"
is "their digests differ" 4 "$(sql "SELECT count(DISTINCT digest) FROM received WHERE identity LIKE '<long@%'")"
is "what is kept is cut" 2000 "$(sql "SELECT max(size) FROM received WHERE identity LIKE '<long@%'")"

# Many of one name hide nothing, and are known.
for n in 1 2 3 4 5 6 7 8 9 10 11 12; do
    printf 'From: Eve <eve%s@else.example>\nTo: meet@host.example\nMessage-ID: <once@client.example>\n\nWhat is this about?\n' "$n" >"$T/eve.$n"
    c receive -q <"$T/eve.$n"
done
before=$(received)
for n in 1 7 12; do c receive -q <"$T/eve.$n"; done
is "of many with one Message-ID each is known" "$before" "$(received)"
reply dot@dash.example "Yes, I will be there." | as once@client.example >"$T/dot"
has "and an answer behind them is one" "recorded Dot Dash" "$(c receive <"$T/dot")"
is "and an answer behind them counts" ACCEPTED "$(partstat dot)"

# One mail to two invitations, of which its fields name one or none: each guest has a copy, judged by itself, once.
to() { sql "SELECT 'meet+' || token || '@host.example' FROM invitation WHERE guest = '$1' AND revoked_at IS NULL"; }
copies() { # copies FIRST SECOND FILE: what becomes of the copies for two guests, who have them in that order, twice
    for guest in "$1" "$2" "$1" "$2"; do c receive -r "$(to "$guest")" <"$3" | sed 's/:.*//; s/  */ /g'; done | paste -sd, -
}
reply ann@able.example "Yes, we will both be there." | as both1@client.example >"$T/both1"
is "for whom it is from it counts, for the other it waits" \
    "recorded Ann Able,review Ben Bold,known this message was received before,known this message was received before" \
    "$(copies ann ben "$T/both1")"
reply ann@able.example "Sorry, I cannot come. Neither can Ben." | as both2@client.example | sed 's/^To: .*/To: undisclosed-recipients:;/; /^In-Reply-To/d' >"$T/both2"
is "in whatever order they come" \
    "review Ben Bold,recorded Ann Able,known this message was received before,known this message was received before" \
    "$(copies ben ann "$T/both2")"
is "each of both counts for who wrote it" "DECLINED DECLINED" "$(partstat ann) $(partstat ben)"
has "and its copy tells why it waits" "answers this guest's invitation from an address that is not theirs" "$(c review)"
grep -v '^Message-ID' "$T/both2" >"$T/both3"
is "also without a Message-ID" \
    "review Ben Bold,recorded Ann Able,known this message was received before,known this message was received before" \
    "$(copies ben ann "$T/both3")"
sed 's/^To: .*/To: '"$(to ann), $(to ben)"'/; s/both2/both4/; s/Sorry/Well/; s/^In-Reply.*//' "$T/both2" >"$T/both4"
is "where the fields name both, neither is answered" "review Ann Able,review Ben Bold" "$(copies ann ben "$T/both4" | cut -d, -f1,2)"
status "all is as it was when it is gone through again" 0 c rebuild
has "copies included" "all is as it was" "$(cat "$T/out")"
FROM=ben@bold.example reply ben@bold.example "Yes, I will come." | c receive -q

# Whoever is forgotten leaves no digest behind, and what they wrote stays known.
sed -i '/^  ben:/d; s/who: ben/who: ann/' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
c send >/dev/null
status "ben is forgotten" 0 c forget --yes ben
is "no digest stays" 0 "$(sql "SELECT count(*) FROM received WHERE identity LIKE 'forgotten:%' AND digest IS NOT NULL")"
has "his message is known" "known" "$(c receive <"$T/ben")"
has "and so is what had a copy of his" "known" "$(c receive <"$T/both1")"
finish
