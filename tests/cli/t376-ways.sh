#!/bin/sh
# The same answers by every way in - a pipe, a Maildir, an mbox, LMTP - come to the same ledger; what cannot be taken
# stays where it is; nothing counts twice.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
at 2004-06-02T12:00:00Z
mkdir "$T/corpus"
reply ann@able.example "Yes, I will be there." >"$T/corpus/1"
reply ben@bold.example "Sorry, I can't make it.

From Monday on I am away.
.
..and that is that" >"$T/corpus/2"
press cem@celik.example TENTATIVE >"$T/corpus/3"
reply dot@dash.example "Is there a train from the airport?" >"$T/corpus/4"
FROM=mallory@evil.example reply ann@able.example "No, I can't come." >"$T/corpus/5"
{ printf 'Auto-Submitted: auto-replied\n'; reply ben@bold.example "I am out of the office."; } >"$T/corpus/6"
reply ann@able.example "I can't come after all, sorry." | grep -v '^Message-ID' >"$T/corpus/7"
printf 'From: Eve <eve@else.example>\nTo: meet@host.example\nMessage-ID: <8@else.example>\n\nWhat is this about?\n' >"$T/corpus/8"
cp -r "$W" "$T/ready"

fresh() { # a workspace as it was before any answer
    rm -rf "$W"
    cp -r "$T/ready" "$W"
}
ledger() { # what has become of the corpus
    sqlite3 "$W/convoke.sqlite" "SELECT coalesce(guest, '-'), kind, outcome, recipient IS NOT NULL
            FROM received ORDER BY received.id;
        SELECT guest, partstat, channel, words, trust, counts FROM answer ORDER BY id;
        SELECT coalesce(guest, '-'), why FROM review ORDER BY id" | sed 's/|[01]$//'
}
# To whom, and of which kinds. Of two answers of one guest the newest alone is echoed where both came first.
echoes() { grep -h '^X-Convoke: \|^To: ' "$W"/outbox/*.eml | sort -u; }

for f in "$T"/corpus/*; do c receive -q <"$f"; done
ledger >"$T/pipe"
echoes >"$T/pipe.echoes"
has "what came by a pipe is understood" 'ben|DECLINED|reply|' "$(cat "$T/pipe")"

fresh
mkdir -p "$T/md/new" "$T/md/cur" "$T/md/tmp"
cp "$T"/corpus/* "$T/md/new"
status "a Maildir" 0 c receive -q --maildir "$T/md"
ledger >"$T/maildir"
is "a Maildir: the same" "$(cat "$T/pipe")" "$(cat "$T/maildir")"

fresh
mbox_of() { # mbox_of MESSAGE...: as an MDA writes them
    for f; do
        echo 'From somebody@able.example Wed Jun  2 12:00:00 2004'
        sed 's/^>*From />&/' "$f"
        echo
    done
}
mbox_of "$T"/corpus/[1-5] >"$T/mbox"
before=$(sha256sum <"$T/mbox")
status "an mbox" 0 c receive --mbox "$T/mbox"
has "says how many" "5 taken from $T/mbox" "$(cat "$T/out")"
is "the file is left as it is" "$before" "$(sha256sum <"$T/mbox")"
is "no lock is left" "" "$(ls "$T"/mbox.lock 2>/dev/null)"
status "again" 0 c receive --mbox "$T/mbox"
is "there is nothing new" "" "$(cat "$T/out")"
mbox_of "$T"/corpus/[6-8] >>"$T/mbox"
status "it grew" 0 c receive --mbox "$T/mbox"
has "what is new is taken" "3 taken from" "$(cat "$T/out")"
ledger >"$T/mbox.ledger"
is "an mbox: the same" "$(cat "$T/pipe")" "$(cat "$T/mbox.ledger")"
mbox_of "$T"/corpus/[6-8] >"$T/mbox"
status "another file of that name" 0 c receive --mbox "$T/mbox"
is "is read from its start, and nothing counts twice" "$(cat "$T/pipe")" "$(ledger)"
status "no mbox" 65 c receive --mbox "$T/corpus/1"
has "says so" "is no mbox" "$(cat "$T/err")"
status "no file" 66 c receive --mbox "$T/nowhere"
status "both" 64 c receive --mbox "$T/mbox" --maildir "$T/md"

# While another program writes to it, an mbox is not read, and while the database is away nothing is lost.
: >"$T/mbox.lock"
(
    sleep 1
    rm "$T/mbox.lock"
) &
status "a locked mbox is waited for" 0 c receive --mbox "$T/mbox"
wait
printf '4194305\nconvoke %s\n' "$(uname -n)" >"$T/mbox.lock" # No process has a number above 4194304.
status "a lock of ours whose process was killed is removed" 0 c receive --mbox "$T/mbox"
is "and none is left" "" "$(ls "$T"/mbox.lock 2>/dev/null)"
printf '4194305\nconvoke elsewhere.example\n' >"$T/mbox.lock"
status "that of another host is not" 75 c receive --mbox "$T/mbox"
has "and it is said which it is" "remove $T/mbox.lock" "$(cat "$T/err")"
rm "$T/mbox.lock"
fresh
mbox_of "$T"/corpus/* >"$T/mbox"
sqlite3 "$W/convoke.sqlite" "CREATE TRIGGER full BEFORE INSERT ON received WHEN (SELECT count(*) FROM received) = 3
    BEGIN SELECT raise(ABORT, 'full'); END"
c receive -q --mbox "$T/mbox" 2>/dev/null
is "what cannot be taken is not" 3 "$(sqlite3 "$W/convoke.sqlite" 'SELECT count(*) FROM received')"
sqlite3 "$W/convoke.sqlite" "DROP TRIGGER full"
status "but later it is" 0 c receive -q --mbox "$T/mbox"
is "and it is the same" "$(cat "$T/pipe")" "$(ledger)"

# What is sent after a message was acknowledged.
echoed() { [ "$(echoes)" = "$(cat "$T/pipe.echoes")" ]; }

# A Maildir that is watched.
fresh
rm -rf "$T/md"
mkdir -p "$T/md/new" "$T/md/cur" "$T/md/tmp"
convoke -C "$W" receive --maildir "$T/md" --watch >"$T/watch" 2>&1 &
watch=$!
for n in 1 2 3 4 5 6 7 8; do
    cp "$T/corpus/$n" "$T/md/tmp/$n"
    mv "$T/md/tmp/$n" "$T/md/new/$n"
    wait_for [ ! -e "$T/md/new/$n" ]
done
wait_for echoed
kill $watch
wait $watch
is "it ends well when told to" 0 $?
is "a watched Maildir: the same" "$(cat "$T/pipe")" "$(ledger)"
is "and the same mails" "$(cat "$T/pipe.echoes")" "$(echoes)"
status "--watch is about a Maildir" 64 c receive --watch </dev/null

# LMTP, with a service that sends the echoes.
fresh
printf '[receive]\nlmtp=unix:lmtp\n' >>"$W/convoke.conf"
convoke -C "$W" serve 2>"$T/serve" &
serve=$!
wait_for [ -S "$W/lmtp" ]
lmtp() { "$ROOT/tests/helper/lmtp" "$W/lmtp" "$@"; }
token() { header "$T/corpus/$1" To | sed 's/.*<//; s/>.*//'; }
status "a stranger's address" 1 lmtp other@host.example "$T/corpus/1"
has "is refused" "550 5.1.1" "$(cat "$T/out")"
for n in 1 2 3 4 5 6 7; do lmtp "$(token $n)" "$T/corpus/$n"; done >"$T/lmtp"
lmtp meet@host.example "$T/corpus/8" >>"$T/lmtp"
is "each is acknowledged" "8 250 2.0.0 recorded" "$(sort "$T/lmtp" | uniq -c | sed 's/^ *//')"
is "LMTP: the same" "$(cat "$T/pipe")" "$(ledger)"
wait_for echoed
is "and the same mails" "$(cat "$T/pipe.echoes")" "$(echoes)"
status "again" 0 lmtp "$(token 1)" "$T/corpus/1"
is "nothing counts twice" "$(cat "$T/pipe")" "$(ledger)"
sed 's/^Message-ID: .*/Message-ID: <both@client.example>/; s/^To: .*/To: undisclosed-recipients:;/' "$T/corpus/1" >"$T/both"
status "one mail to two invitations" 0 lmtp "$(token 2),$(token 1)" "$T/both"
is "is acknowledged for each" "2 250 2.0.0" "$(cut -c 1-9 "$T/out" | uniq -c | sed 's/^ *//')"
is "and taken for each" 2 "$(sqlite3 "$W/convoke.sqlite" "SELECT count(DISTINCT guest) FROM received WHERE identity LIKE '<both@%'")"
sed 's/^Message-ID: .*/Message-ID: <locked@client.example>/' "$T/corpus/1" >"$T/late"
# The database is in use for longer than we wait.
sqlite3 "$W/convoke.sqlite" "CREATE TRIGGER full BEFORE INSERT ON received BEGIN SELECT raise(ABORT, 'full'); END"
status "while the database takes nothing" 1 lmtp "$(token 1)" "$T/late"
has "the client is told to come again" "451 4.3.0" "$(cat "$T/out")"
sqlite3 "$W/convoke.sqlite" "DROP TRIGGER full"
status "and then it is taken" 0 lmtp "$(token 1)" "$T/late"
kill $serve
wait $serve
is "the service ends well when told to" 0 $?
lacks "without trouble but that" "ended" "$(cat "$T/serve")"
status "no such part" 78 c serve imap
finish
