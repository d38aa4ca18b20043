#!/bin/sh
# A person who is forgotten is nowhere in the file, and the sums are as before.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
at 2004-06-02T08:00:00Z
sql() { sqlite3 "$W/convoke.sqlite" "$1"; }
# traces PATTERN: how many rows, free pages and log pages of the file have it.
traces() { cat "$W"/convoke.sqlite* | grep -aciE "$1"; }

reply dot@dash.example "Yes, I will come, but I cannot eat zebra meat. Is there parking?" | tee "$T/dot.eml" | c receive -q
reply ann@able.example "Yes, I will come. Dot Dash <dot@home.example> told me of the parking." | c receive -q
reply ben@bold.example "Yes, I will come.
Dot Dash
and I share a car, as Dot
Dash says. DOT DASH drives." | c receive -q
reply cem@celik.example "Ja, ich komme gern. Dotted lines are fine." | c receive -q
FROM=ann@able.example reply dot@dash.example "Yes, Dot will come." | c receive -q
c daily >/dev/null
token=$(sql "SELECT token FROM invitation WHERE guest = 'dot'")

status "who is invited is not erased" 73 c forget --yes dot
has "and the remedy is told" "take them out of the event file" "$(cat "$T/err")"
status "nobody is called so" 66 c forget zoe
sed -i '/^  dot:/d' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
status "without --yes it only tells" 0 c forget dot@home.example
has "who is meant, though no longer in the file" "dot of oslo: 2 messages" "$(cat "$T/out")"
lacks "and not who wrote to the address of her invitation" "ann" "$(cat "$T/out")"
has "by all names" "called Dot Dash" "$(cat "$T/out")"
has "that nothing happened" "Nothing was erased" "$(cat "$T/out")"
ok "and she is still there" test "$(traces 'dot dash')" -gt 0
c export csv >"$T/before.csv"
answers=$(sql "SELECT partstat, count(*) FROM answer GROUP BY 1")

status "she is erased" 0 c forget --yes 'dot dash'
for what in 'dot dash' 'dot.{1,2}dash' 'dot@dash' 'dot@home' zebra parking "$token"; do
    case $what in parking) want=1 ;; *) want=0 ;; esac
    [ $want = 1 ] || is "no trace of '$what' in the database" 0 "$(traces "$what")"
done
is "words like her name stay" "Ja, ich komme gern. Dotted lines are fine." \
    "$(sql "SELECT meaning ->> 'reply' FROM received WHERE guest = 'cem'")"
has "what others said of her stays without her" "forgotten-1 <forgotten-1> told me" \
    "$(sql "SELECT meaning ->> 'reply' FROM received WHERE guest = 'ann'")"
is "the raw message that names her is gone, others are kept" "ann 0
cem 1" "$(sql "SELECT guest || ' ' || (raw IS NOT NULL) FROM received WHERE guest IN ('ann', 'cem') ORDER BY 1")"
is "the counts stay" "$answers" "$(sql "SELECT partstat, count(*) FROM answer GROUP BY 1")"
is "the guests are as they were" "$(cat "$T/before.csv")" "$(c export csv)"
is "all rows fit together" ok "$(sql 'PRAGMA integrity_check; PRAGMA foreign_key_check')"
is "no revision names her, and all still read" "forgotten-1" \
    "$(sql "SELECT source FROM revision WHERE number = 1" >"$T/one.yaml" && convoke check "$T/one.yaml" >/dev/null && grep -o 'forgotten-1' "$T/one.yaml" | sort -u)"
is "the file applies as before" "oslo: nothing changed since revision 2." "$(c apply "$W/events/oslo.yaml")"
status "she cannot be erased twice" 66 c forget --yes dot@dash.example

c receive -q <"$T/dot.eml"
is "her old message is known when it comes again" 0 "$(sql "SELECT count(*) FROM received WHERE meaning LIKE '%zebra%'")"
status "the ledger is append-only again" 19 sqlite3 "$W/convoke.sqlite" "UPDATE answer SET words = 'x'"
status "and is not deleted from" 19 sqlite3 "$W/convoke.sqlite" "DELETE FROM answer"
has "why still works for others" "answer    yes" "$(c why ann)"
ok "and daily" c daily

# What the organizer was told of somebody's words goes with them.
at 2004-06-02T09:00:00Z
sed -i 's/titles: undecided}/&\n    - {at: 11:00am, id: stripes, who: ann, title: Stripes}/' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
sed -i 's/stripes, who: ann/stripes, who: [ann, quagga-queen]/' "$W/events/oslo.yaml"
printf '  quagga-queen: {name: Quagga Queen, address: quagga@queen.example}\n' >>"$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
c send >/dev/null
reply quagga@queen.example "Thank you. I am down with measles." | c receive -q
at 2004-06-03T08:00:00Z
FROM='Quincy Queen <q.private@zuhause.example>' reply quagga@queen.example "Yes, I will come." | c receive -q
reply ben@bold.example "Yes. Ask Queen, Quagga <q.private@zuhause.example>" | c receive -q
reply cem@celik.example "Ja. Quincy Queen says so." | c receive -q
c daily >/dev/null
is "the digest quotes them" 1 "$(sql "SELECT count(*) FROM outbox o JOIN letter ON o.id = outbox WHERE person = 'organizer' AND text LIKE '%measles%'")"
c review "$(sql "SELECT max(id) FROM review")" yes --remember >"$T/out"
has "an address is learned" "writes from q.private@zuhause.example, too" "$(cat "$T/out")"
sed -i '/^  quagga-queen:/d; s/, quagga-queen\]/]/' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
c send >/dev/null
status "they are erased" 0 c forget --yes quagga-queen
for what in measles 'quagga queen' 'queen, quagga' 'quagga@queen' 'quincy queen' zuhause quagga; do
    is "no trace of '$what' in the database" 0 "$(traces "$what")"
done
is "nor in raw messages" "2" "$(sql "SELECT count(*) FROM received WHERE raw IS NULL AND meaning LIKE '%forgotten-2%'")"
is "what was applied is told of a number" "session stripes “Stripes”: forgotten-2 now speaks
guest forgotten-2 “forgotten-2”: added
session stripes “Stripes”: forgotten-2 no longer speaks
guest forgotten-2 “forgotten-2”: no longer invited" "$(sql "SELECT changes FROM revision WHERE number > 3 ORDER BY number" | sed '/./!d')"
is "other mail keeps its words" "oslo/ann/invitation/1" \
    "$(sql "SELECT key FROM outbox JOIN letter ON outbox.id = letter.outbox WHERE person = 'ann' AND kind = 'invitation'")"

# What comes in later about mail to them names them, too.
path=$(sql "SELECT 'meet+b.' || envelope_id || '@host.example' FROM outbox WHERE person = 'forgotten-2' ORDER BY id DESC LIMIT 1")
late() { printf 'From: MAILER-DAEMON@mx.example\nTo: %s\nSubject: failure notice\nMessage-ID: <%s@mx.example>\n\nHi. This is the qmail-send program at mx.example.\n\n<quagga@queen.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n' "$path" "$1"; }
has "a late report says nothing" "is about mail to somebody who is forgotten" "$(late late-1 | c receive)"
late late-1 | c receive -q
is "it is known when it comes again" 1 "$(sql "SELECT count(*) FROM received WHERE kind = 'bounce'")"
is "and leaves no trace" "0 0" "$(traces quagga) $(sql "SELECT count(*) FROM received WHERE raw IS NOT NULL AND identity LIKE '%late-1%'")"
is "nor a review" "" "$(c review | grep -i 'daemon')"
status "it can be gone through again" 0 c rebuild

# --- who hears of the agenda hears of nobody who is erased ---
rm -rf "$W"
at 2004-06-01T09:00:00Z
workspace
E=$W/events/oslo.yaml
sed -i 's/who: ann, title: Queues/who: [ann, dot], title: Queues/; s/^  2004-07-15:/    - {at: 4:00pm, who: dot, titles: undecided}\n&/' "$E"
c apply "$E" >/dev/null
c send >/dev/null
reply ann@able.example "Yes, I will come." | c receive -q
c daily
sed -i '/^  dot:/d; /who: dot/d; s/\[ann, dot\]/ann/' "$E"
c apply "$E" >/dev/null
c send >/dev/null
c forget --yes dot >/dev/null
at 2004-06-02T09:00:00Z
lacks "plan does not name them" "forgotten" "$(c plan)"
c daily
m=$(mail_to ann@able.example)
has "a talk that is off is told" "Cancelled: talk, Wednesday, 14 July 2004, 16:00" \
    "$("$ROOT/tests/helper/read-mail" --text "$m" | tr '\n' ' ' | tr -s ' ')"
lacks "and nothing of who gave it" "forgotten" "$(cat "$m"; "$ROOT/tests/helper/read-mail" --text "$m")"
lacks "nor does why" "forgotten" "$(c why ann)"
finish
