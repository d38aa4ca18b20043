#!/bin/sh
# Agenda changes: who has a part in one is told that, who comes gets one digest of all, after the agenda
# has rested; what is taken back tells nobody, and neither does a typing error.
. "$(dirname "$0")/../workspace.sh"
workspace
E=$W/events/oslo.yaml
c send >/dev/null
reply ann@able.example "Yes, I am coming." | c receive -q
reply cem@celik.example "Ja, ich komme gerne." | c receive -q
reply dot@dash.example "I can't come." | c receive -q
c daily

edit() { sed -i "$1" "$E" && c apply "$E"; }
changes() { c plan | grep -c '  change '; }
# kind_to ADDRESS KIND: the mails, oldest first
kind_to() {
    for f in $(grep -l "^X-Convoke: oslo $2" "$W"/outbox/*.eml); do
        sed -n '1,2p' "$f" | grep -q "^Delivered-To: $1" && printf '%s %s\n' "$(date -d "$(header "$f" Date)" +%s)" "$f"
    done | sort -n | sed 's/^[0-9]* //'
}
newest() { kind_to "$@" | tail -n 1; }
count() { kind_to "$@" | wc -l | tr -d ' '; }

at 2004-06-02T10:00:00Z
out=$(edit 's/title: Queues/title: Qeues/')
has "a typing error is wording" "title mended" "$out"
lacks "nobody is told of it" "be told" "$out"
is "so nothing is owed" 0 "$(changes)"
edit 's/title: Qeues/title: Queues/' >/dev/null

out=$(edit 's/10:00am, who: ann/11:00am, who: ann/')
has "apply says when people hear of it" "from 2004-06-02 13:00" "$out"
has "plan says who will" "Owed when the agenda has not changed for 1h" "$(c plan)"
is "ann and cem" 2 "$(changes)"
c daily
is "nobody before the hour has passed" 0 "$(count ann@able.example change)"
ok "show composes it already" c show ann change
at 2004-06-02T10:50:00Z
edit 's/who: ben, titles: undecided/who: ben, title: Locks/; s/10:00am, who: ben/11:00am, who: ben/' >/dev/null
at 2004-06-02T11:10:00Z
c daily
is "the hour begins anew" 0 "$(count ann@able.example change)"

at 2004-06-02T11:50:00Z
c daily
c daily
m=$(kind_to ann@able.example change)
is "one mail to ann" 1 "$(count ann@able.example change)"
has "about her own slot first" "Your part of the agenda has changed" "$(header "$m" Subject)"
has "with the time before" "(was: 10:00)" "$(tr -d '\r' <"$m")"
has "the rest is in it, too" "What else is new:" "$(cat "$m")"
has "so is ben's title" "Title decided:" "$(cat "$m")"
has "threaded under the invitation" "$(header "$(invitation ann@able.example)" Message-ID)" "$(header "$m" References)"
d=$(kind_to cem@celik.example change)
is "one digest to who comes" 1 "$(count cem@celik.example change)"
has "in German" "Das Programm hat sich" "$(cat "$d")"
b=$(kind_to ben@bold.example change)
is "ben did not answer, but his slot moved" 1 "$(count ben@bold.example change)"
has "he is asked, too" "I do not have your answer yet" "$(cat "$b")"
is "who said no hears nothing" 0 "$(count dot@dash.example change)"
has "the reason names the change" "their own part changed: session queues “Queues”: moved from 10:00 to 11:00" "$(sqlite3 "$W/convoke.sqlite" "SELECT reason FROM outbox WHERE person = 'ann' AND kind = 'change'")"

# The first session sets when the meeting starts, so the calendar's entry moves with it.
has "the calendar's entry is in it" "METHOD:REQUEST" "$(cat "$m")"
has "SEQUENCE went up with each of both moves" "SEQUENCE:2" "$(cat "$m")"
has "their answer stands in it" "PARTSTAT=ACCEPTED" "$(tr -d '\r\n' <"$m" | sed 's/ //g')"
status "there is nothing more to show" 66 c show ann change
press ann@able.example DECLINED 20040602T120000Z | sed 's/SEQUENCE:0/SEQUENCE:2/' | c receive -q
is "the new entry's button counts" DECLINED "$(partstat ann)"
reply ann@able.example "Sorry, wrong button: yes, I am coming." | c receive -q
c daily
is "answers make no news" 1 "$(count ann@able.example change)"

at 2004-06-03T10:00:00Z
edit 's/1:00pm+, what: Open/2:00pm+, what: Open/' >/dev/null
at 2004-06-03T10:30:00Z
edit 's/2:00pm+, what: Open/1:00pm+, what: Open/' >/dev/null
at 2004-06-03T12:00:00Z
c daily
is "what was taken back tells nobody" 1 "$(count cem@celik.example change)"
is "nothing is owed" 0 "$(changes)"

edit 's/1:00pm+, what: Open/2:00pm+, what: Open/' >/dev/null
at 2004-06-03T14:00:00Z
c daily
is "done again, it is news" 2 "$(count cem@celik.example change)"
d=$(newest cem@celik.example change)
lacks "time and place of the whole stand: no entry for the calendar" "BEGIN:VCALENDAR" "$(cat "$d")"
is "a silent guest has no part in it" 1 "$(count ben@bold.example change)"

at 2004-06-04T10:00:00Z
sed -i 's/2:00pm+, what: Open/3:00pm+, what: Open/' "$E"
out=$(c apply --quiet "$E")
lacks "quietly" "be told" "$out"
at 2004-06-04T12:00:00Z
c daily
is "nobody gets mail" 2 "$(count cem@celik.example change)"
ok "an announcement tells it all the same" c announce accepted
has "as it was told last" "(bisher: ab 14:00)" "$(tr -d '\r' <"$(newest cem@celik.example announcement)")"

at 2004-06-05T10:00:00Z
edit 's/location: Oslo, Norway/location: Bergen, Norway/' >/dev/null
ok "announced at once" c announce accepted
has "with the calendar's entry" "LOCATION:Bergen" "$(cat "$(newest ann@able.example announcement)")"
at 2004-06-05T12:00:00Z
c daily
is "who was told in an announcement is not told again" 2 "$(count ann@able.example change)"
is "the silent guest learns the place" 2 "$(count ben@bold.example change)"
has "in the calendar, too" "LOCATION:Bergen" "$(cat "$(newest ben@bold.example change)")"

at 2004-06-06T10:00:00Z
edit 's/^seats: 10/&\nnotices: {changes: none}/; s/11:00am, who: ann/9:00am, who: ann/' >"$T/out"
has "notices: {changes: none}" "Nobody is told by itself" "$(cat "$T/out")"
at 2004-06-07T10:00:00Z
c daily
is "tells nobody" 2 "$(count ann@able.example change)"
status "and there is nothing to show" 66 c show dot change

# A talk without a title goes by who gives it; to themselves it is theirs.
rm -rf "$W" "$T/serial"
at 2004-06-01T09:00:00Z
workspace
c send >/dev/null
reply ann@able.example "Yes, I am coming." | c receive -q
at 2004-06-02T10:00:00Z
edit 's/10:00am, who: ben/11:00am, who: ben/' >/dev/null
at 2004-06-03T10:00:00Z
c daily
while read -r who what; do
    text=$("$ROOT/tests/helper/read-mail" --text "$(newest "$who" change)")
    has "$who reads whose talk moved" "  -  $what: Thursday, 15 July 2004, 11:00" "$text"
    lacks "not the name of its kind" "  -  talk" "$text"
done <<EOF
ann@able.example Ben Bold
ben@bold.example Your talk
EOF

# So does one that is cancelled, with its speaker or without.
at 2004-06-04T10:00:00Z
edit '/who: ben/s/who: ben, titles: undecided/what: Nothing yet, id: later/' >/dev/null
at 2004-06-05T10:00:00Z
c daily
has "ann reads whose talk is cancelled" "Cancelled: Ben Bold, Thursday, 15 July 2004, 11:00" \
    "$("$ROOT/tests/helper/read-mail" --text "$(newest ann@able.example change)")"
at 2004-06-06T10:00:00Z
edit '/what: Nothing yet/s/what: Nothing yet, id: later/who: ben, titles: undecided, id: bens/' >/dev/null
at 2004-06-07T10:00:00Z
c daily
at 2004-06-08T10:00:00Z
edit '/who: ben/s/who: ben, titles: undecided, id: bens/what: Nothing yet, id: never/; /^  ben:/d' >/dev/null
at 2004-06-09T10:00:00Z
c daily
has "also when he is no longer invited" "Cancelled: Ben Bold, Thursday, 15 July 2004, 11:00" \
    "$("$ROOT/tests/helper/read-mail" --text "$(newest ann@able.example change)")"

# A change that the organizer keeps from somebody is dealt with.
at 2004-06-10T10:00:00Z
edit 's/11:00am, who: ann/10:00am, who: ann/; s/10:00am, who: ann, title: \(.*\)}/10:30am, who: ann, title: \1}/' >/dev/null
c hold change >/dev/null
at 2004-06-11T10:00:00Z
c daily
waiting=$(c outbox | sed -n 's/^ *\([0-9]*\)  change .*/\1/p')
is "it is held for ann" 1 "$(echo $waiting | wc -w)"
for n in $waiting; do c drop -b "told by phone" "$n" >/dev/null; done
lacks "once dropped it is owed no more" "  change " "$(c plan)"
c release change >/dev/null
n=$(count ann@able.example change)
c daily
is "nor mailed" "$n" "$(count ann@able.example change)"

# Who speaks instead of somebody else is one thing that is new; by another clock everything is at another time.
text_to() { "$ROOT/tests/helper/read-mail" --text "$(newest "$1" change)"; }
at 2004-06-12T10:00:00Z
edit 's/who: ann, title/who: cem, id: queues, title/' >/dev/null
at 2004-06-13T10:00:00Z
c daily
has "who speaks no longer reads who does instead" "”: Cem Çelik instead of you" "$(text_to ann@able.example)"
has "and who speaks now, instead of whom" "“: Sie anstelle von Ann Able" "$(text_to cem@celik.example)"
lacks "once" "ohne Ann Able" "$(text_to cem@celik.example)"
at 2004-06-14T10:00:00Z
edit 's/who: cem, id: queues, title: .*}/who: cem, id: queues, titles: undecided}/' >/dev/null
edit 's/who: cem, id/who: [cem, ann], id/' >/dev/null
at 2004-06-15T10:00:00Z
c daily
has "who joins a talk without a title reads whose it is" "Cem Çelik: now with you" "$(text_to ann@able.example)"
has "and whose it is, that it is theirs" "Ihr Vortrag: jetzt mit Ann Able" "$(text_to cem@celik.example)"
at 2004-06-16T10:00:00Z
edit 's|^zone: .*|zone: Europe/London|' >/dev/null
at 2004-06-17T10:00:00Z
c daily
is "another clock is named in the subject" "[Oslo 2004] New times" "$(header "$(newest ann@able.example change)" Subject)"
has "and what it means" "all times are by that clock now" "$(text_to ann@able.example | tr -s '\n ' ' ')"
finish
