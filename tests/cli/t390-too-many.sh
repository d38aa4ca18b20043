#!/bin/sh
# However much arrives, and from whomever: of all that comes of it, one address gets ten mails in 24 hours. What is
# left over is told the next day, as it stands then.
. "$(dirname "$0")/../workspace.sh"
workspace
sed -i 's/^seats: 10/seats: 1/' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
c send >/dev/null
answers() { echo $(($(count_to "$1") - 1)); }
minute() { at "$(date -ud "$1 + $2 minutes" +%FT%TZ)"; }
say() { reply "$1" "$([ "$2" = yes ] && echo 'Yes, I will come.' || echo 'No, I cannot come.')" | c receive -q; }

start=2004-06-02T08:00:00Z
at $start
say ann@able.example yes
for i in $(seq 1 6); do
    minute $start $((i * 5)) && say ben@bold.example yes
    minute $start $((i * 5 + 1)) && say ann@able.example no
    minute $start $((i * 5 + 2)) && say ann@able.example yes
    minute $start $((i * 5 + 3)) && say ben@bold.example no
done
is "echoes and word of seats are ten a day together" 10 "$(answers ann@able.example)"
is "for each of two who take turns with the last seat" 10 "$(answers ben@bold.example)"
ok "among them is word of a seat" grep -ql '^X-Convoke: oslo promoted' "$W"/outbox/*.eml
is "how it ends is known" ACCEPTED/DECLINED "$(partstat ann)/$(partstat ben)"
plan=$(c plan | tr -s ' \n' ' ')
has "what waits is in the plan, and until when" "not before 2004-06-03 10:" "$plan"
has "and why" "one address gets no more than 10 such mails in 24 hours" "$plan"
has "as with a person" "no more than 10 such mails" "$(c why ann | tr -s ' \n' ' ')"
c daily
is "nor by the next run" 10 "$(answers ann@able.example)"
is "at most one mail of a kind waits" 0 "$(sqlite3 "$W/convoke.sqlite" \
    "SELECT count(*) FROM (SELECT 1 FROM outbox WHERE state = 'queued' GROUP BY person, kind HAVING count(*) > 1)")"
at 2004-06-03T10:00:00Z
c daily
is "the next day one mail follows" 11 "$(answers ann@able.example)"
has "that says how it stands" "a seat is yours" "$(header "$(mail_to ann@able.example)" Subject)"
is "to each of them" 11 "$(answers ben@bold.example)"
has "as it stands" "not coming" "$(tr -d '\r' <"$(mail_to ben@bold.example)" | tr '\n' ' ')"
c daily
is "and that is all" 11/11 "$(answers ann@able.example)/$(answers ben@bold.example)"

# What follows from the organizer's orders.
start=2004-06-03T11:00:00Z
digest=$(mail_to olga@host.example)
before=$(count_to olga@host.example)
order() {
    printf 'From: olga@host.example\nTo: %s\nSubject: Re\nMessage-ID: <%s@olga.example>\nDate: %s\n\n%s\n' \
        "$(header "$digest" Reply-To)" "$(serial)" "$(stamp)" "$1" | c receive -q
}
for i in $(seq 1 14); do minute $start "$i" && order "$((100 + i)) no"; done
is "orders are confirmed ten times a day" 10 $(($(count_to olga@host.example) - before))
lacks "the others wait for nothing" "decided" "$(c plan)"
at 2004-06-04T12:00:00Z
c daily
is "they are in the digest" 11 $(($(count_to olga@host.example) - before))
text=$(tr -d '\r' <"$(mail_to olga@host.example)")
for i in 111 112 113 114; do has "with what became of each ($i)" "$i.  Nothing waits under this number." "$text"; done
lacks "but for those that were confirmed" "110." "$text"
at 2004-06-05T12:00:00Z
c daily
is "once" 11 $(($(count_to olga@host.example) - before))

# The address counts, not the meeting; how often is for the organizer to say.
sed 's/^meeting: oslo/meeting: bergen/; s/^seats: 1$/seats: 10/; s/Oslo 2004/Bergen 2004/; s/ann@able/Ann@able/' \
    "$W/events/oslo.yaml" >"$W/events/bergen.yaml"
sed -i 's/^answers-a-day=.*//; s/^\[send\]/&\nanswers-a-day=3/' "$W/convoke.conf"
c apply "$W/events/bergen.yaml" >/dev/null
c send bergen >/dev/null
before=$(grep -il '^Delivered-To: ann@able' "$W"/outbox/*.eml | wc -l)
bergen=$(grep -l '^X-Convoke: bergen invitation' $(grep -l '^Delivered-To: Ann@able' "$W"/outbox/*.eml))
at 2004-06-08T09:00:00Z
say ann@able.example no
for word in "Yes, I will come." "No, I cannot come." "Yes, I will come." "No, I cannot come."; do
    printf 'From: ann@able.example\nTo: %s\nSubject: Re\nMessage-ID: <%s@ann.example>\nDate: %s\n\n%s\n' \
        "$(header "$bergen" Reply-To)" "$(serial)" "$(stamp)" "$word" | c receive -q
done
is "an address in two meetings has one share" $((before + 3)) "$(grep -il '^Delivered-To: ann@able' "$W"/outbox/*.eml | wc -l)"
finish
