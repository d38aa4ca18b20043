#!/bin/sh
# A no to the time of their own talk, in reply to mail about the agenda, is none to the meeting: it waits for a person.
. "$(dirname "$0")/../workspace.sh"
workspace
E=$W/events/oslo.yaml
c send >/dev/null
ANN=ann@able.example BEN=ben@bold.example CEM=cem@celik.example
change_to() { grep -l "^X-Convoke: oslo change" $(grep -l "^Delivered-To: $1" "$W"/outbox/*.eml) | tail -n 1; }
to_change() { # to_change ADDRESS TEXT: their answer to the newest change mail, on standard output
    m=$(change_to "$1")
    printf 'From: %s\nTo: %s\nSubject: Re: [Oslo 2004] Your part of the agenda has changed\nMessage-ID: <%s.%s@client.example>\nIn-Reply-To: %s\nDate: %s\nContent-Type: text/plain; charset=utf-8\n\n%s\n' \
        "$1" "$(header "$m" Reply-To)" "$$-$(serial)" "$1" "$(header "$m" Message-ID)" "$(stamp)" "$2"
}
waits() { c review | grep -c "$1"; }
for g in "$ANN" "$BEN" "$CEM"; do reply "$g" "Yes, I am coming." | c receive -q; done
c daily
at 2004-06-02T09:00:00Z
sed -i 's/10:00am, who: ann/11:00am, who: ann/; s/10:00am, who: ben/11:00am, who: ben/' "$E"
c apply "$E" >/dev/null
at 2004-06-02T13:00:00Z
c daily

to_change "$ANN" "That time does not work for me." | c receive -q
is "the yes stands" ACCEPTED "$(partstat ann)"
is "the mail waits" 1 "$(waits "Ann Able")"
has "and why" "may be a no to their own time in the agenda alone" "$(c review)"
m=$(count_to "$ANN")
c daily
is "they are not asked whether they come, who said so" "$m" "$(count_to "$ANN")"
c review 1 dismiss >/dev/null
is "the organizer takes it off the list" 0 "$(waits "Ann Able")"
n=0
while read -r words; do
    n=$((n + 1))
    to_change "$ANN" "$words" | c receive -q
    is "$words" "ACCEPTED $n" "$(partstat ann) $(waits "Ann Able")"
done <<'WORDS'
I can't make that slot.
No, I can't come then.
Sorry, I have a lecture at that time.
I can't do that time, could I have another slot?
No.
Sorry, that won't work for me.
11:00 does not work for me.
Die Uhrzeit passt mir leider nicht.
Da kann ich nicht.
WORDS
is "who has no part in it means the meeting" "DECLINED 0" "$(to_change "$CEM" "No, I can't come then." | c receive -q; partstat cem) $(waits Cem)"
is "and so does who says so" "DECLINED 0" "$(to_change "$BEN" "I am sorry, I cannot come any more." | c receive -q; partstat ben) $(waits Ben)"
at 2004-06-03T09:00:00Z
is "the same words answer an invitation" "DECLINED" "$(reply "$ANN" "That time does not work for me." | c receive -q; partstat ann)"
finish
