#!/bin/sh
# What follows from messages can be lost and made anew: the same, or what other rules make of it.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
sql() { sqlite3 "$W/convoke.sqlite" "$1"; }
# The rows that follow, without numbers that say only in which order they came.
follows() {
    sql "SELECT 'answer', meeting, guest, at, partstat, details, channel, received, words, rule, trust, counts, sequence, dtstamp FROM answer ORDER BY id;
        SELECT 'review', * FROM review ORDER BY id; SELECT 'proposal', * FROM proposal ORDER BY id;
        SELECT 'bounce', received, outbox, guest, address, permanent, status, reason, at, failure FROM bounce ORDER BY received;
        SELECT 'patience', * FROM patience ORDER BY received; SELECT 'ruling', * FROM ruling ORDER BY received, position;
        SELECT 'silence', guest, since, received, ended_at FROM silence ORDER BY received;
        SELECT 'address', * FROM address ORDER BY key; SELECT 'guest', * FROM guest ORDER BY id;
        SELECT 'received', id, meeting, guest, kind, outcome, meaning FROM received ORDER BY id;"
}

# A bit of everything, much of it within one second.
at 2004-06-02T08:00:00Z
reply ann@able.example "Yes, I will come. I would like to talk about zero copy." | c receive -q
reply ben@bold.example "I have read your mail." | c receive -q
c answer ben no --because 'told me on the phone' >/dev/null
reply ben@bold.example "Yes, I will come after all. Is there parking?" | c receive -q
reply cem@celik.example "I do not know yet; I will let you know by 28 June." | c receive -q
reply dot@dash.example "Who else is invited there?" | c receive -q
c review >"$T/reviews"
c review "$(sed -n 's/^\([0-9]*\)  Dot.*/\1/p' "$T/reviews")" maybe >/dev/null
FROM=zoe@zoo.example reply dot@dash.example "Yes, I will come." | c receive -q
c daily
token=$(sql "SELECT organizer_token FROM meeting")
waits=$(c review | sed -n 's/^\([0-9][0-9]*\)  .*/\1/p' | tail -n 1)
printf 'From: Olga Owner <olga@host.example>\nTo: meet+%s@host.example\nSubject: Re: Oslo\nMessage-ID: <order@host.example>\n\n%s no\n' "$token" "$waits" | c receive -q
at 2004-06-03T08:00:00Z
sed -i 's/^answer-by: 2004-06-30/answer-by: 2004-07-02/; s/^seats: 10/seats: 12/' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
press ann@able.example TENTATIVE | c receive -q
c questions done "$(c questions | sed -n 's/^\([0-9][0-9]*\)  .*/\1/p' | head -n 1)" >/dev/null
m=$(invitation cem@celik.example)
printf 'Return-Path: <>\nFrom: MAILER-DAEMON@mx.example\nTo: %s\nSubject: Undelivered Mail\nMessage-ID: <report@mx.example>\nAuto-Submitted: auto-replied\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; cem@celik.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 gone\n\n--b--\n' \
    "$(sed -n 's/^Return-Path: <\(.*\)>\r*$/\1/p' "$m")" | c receive -q -r "$(sed -n 's/^Return-Path: <\(.*\)>\r*$/\1/p' "$m")"
printf 'From: dot@dash.example\nTo: %s\nSubject: unsubscribe\nMessage-ID: <stop@dash.example>\n\nunsubscribe\n' \
    "$(header "$(invitation dot@dash.example)" List-Unsubscribe | sed 's/.*mailto:\([^?>]*\).*/\1/')" | c receive -q
follows >"$T/before"
for what in answer review proposal bounce patience silence ruling; do
    ok "there is a $what to make anew" grep -q "^$what" "$T/before"
done
is "each message keeps the name of the rules" 1 "$(sql "SELECT count(DISTINCT rules) FROM received WHERE rules GLOB '0.*-????????????'")"

n=$(sql "SELECT count(*) FROM received")
status "rebuild goes through all" 0 c rebuild
is "and finds all as it was" "$n messages gone through; all is as it was." "$(cat "$T/out")"
status "so it does when it reads them anew" 0 c rebuild --reread --write
is "by the same rules" "$n messages read anew; all is as it was." "$(cat "$T/out")"
follows >"$T/after"
is "written, it is the same to the letter" "" "$(diff "$T/before" "$T/after")"

# Lost, it comes back.
sqlite3 "$W/convoke.sqlite" "DROP TRIGGER answer_is_append_only_delete; DELETE FROM answer; DELETE FROM patience;
    DELETE FROM bounce; DELETE FROM silence; DELETE FROM proposal; DELETE FROM ruling; DELETE FROM review;
    UPDATE address SET dead_at = NULL, dead_why = NULL;
    CREATE TRIGGER answer_is_append_only_delete BEFORE DELETE ON answer BEGIN SELECT raise(ABORT, 'no'); END"
status "what is lost is shown" 0 c rebuild
has "row by row" "+ answer: oslo ben ACCEPTED “" "$(cat "$T/out")"
has "and nothing is changed" "Nothing was changed; --write makes it so." "$(cat "$T/out")"
is "really" 0 "$(sql 'SELECT count(*) FROM answer')"
status "with --write it is back" 0 c rebuild -w
follows >"$T/after"
is "to the letter" "" "$(diff "$T/before" "$T/after")"
is "the ledger is append-only" 19 "$(sqlite3 "$W/convoke.sqlite" 'DELETE FROM answer' 2>/dev/null; echo $?)"

# Other rules: as if an older version had taken a yes for a maybe.
sql "UPDATE received SET rules = '0.0-old', meaning = json_set(meaning, '$.partstat', 'TENTATIVE') WHERE guest = 'ben' AND meaning ->> 'partstat' = 'ACCEPTED'"
c rebuild -w >/dev/null
is "what was understood then counts" TENTATIVE "$(partstat ben)"
status "until it is read anew" 0 c rebuild --reread --write
has "which shows what was" "- answer: oslo ben TENTATIVE" "$(cat "$T/out")"
has "and what is" "+ answer: oslo ben ACCEPTED" "$(cat "$T/out")"
follows >"$T/after"
is "then all is right" "" "$(diff "$T/before" "$T/after")"

# What was sure then stays so: a token that is taken back later, and an address that is learned later.
at 2004-06-04T08:00:00Z
reply dot@dash.example "Yes, I will come." | c receive -q
FROM=cem@phone.example reply cem@celik.example "Yes, I will come." | c receive -q
at 2004-06-04T09:00:00Z
c revoke dot >/dev/null
c review "$(c review | sed -n 's/^\([0-9]*\)  Cem.*/\1/p' | tail -n 1)" yes --remember >/dev/null
FROM=cem@phone.example reply cem@celik.example "I am sorry, I cannot come." | c receive -q
is "both count" "ACCEPTED DECLINED" "$(partstat dot) $(partstat cem)"
follows >"$T/before"
status "neither changes what came before" 0 c rebuild --write
has "nor what came after" "all is as it was" "$(cat "$T/out")"
follows >"$T/after"
is "written, it is the same to the letter" "" "$(diff "$T/before" "$T/after")"
is "the address is still known" cem@phone.example "$(sql 'SELECT address FROM learned')"

# Who is forgotten stays forgotten, and keeps what they said.
sed -i '/^  ben:/d; s/who: ben, //' "$W/events/oslo.yaml"
sed -i 's/{at: 10:00am, titles: undecided}/{at: 10:00am, what: Something}/' "$W/events/oslo.yaml"
ok "one is taken out" c apply "$W/events/oslo.yaml"
ok "and forgotten" c forget --yes ben
follows >"$T/before"
status "rebuild reads what can be read" 0 c rebuild --reread --write
has "and carries the rest" "kept as they were, with nothing left to read; all is as it was" "$(cat "$T/out")"
follows >"$T/after"
is "to the letter" "" "$(diff "$T/before" "$T/after")"
is "nobody is named" 0 "$(cat "$W"/convoke.sqlite* | grep -aci 'ben bold')"
ok "and life goes on" c daily

# So does one whose answer the organizer decided by mail.
reply cem@celik.example "Hm, how should I put it" | c receive -q
n=$(c review | sed -n 's/^\([0-9]*\)  Cem.*/\1/p' | tail -n 1)
at 2004-06-05T08:00:00Z
printf 'From: Olga Owner <olga@host.example>\nTo: meet+%s@host.example\nSubject: Re: Oslo\nMessage-ID: <order2@host.example>\n\n%s maybe\n' "$token" "$n" | c receive -q
is "a mail decides" TENTATIVE "$(partstat cem)"
sed -i '/^  cem:/d' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
ok "and they are forgotten" c forget --yes cem
follows >"$T/before"
status "what was decided is decided again" 0 c rebuild --write
has "as it was" "all is as it was" "$(cat "$T/out")"
follows >"$T/after"
is "to the letter" "" "$(diff "$T/before" "$T/after")"
finish
