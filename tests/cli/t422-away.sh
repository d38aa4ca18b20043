#!/bin/sh
# An absence is held against the meeting's days, also where the guest's mail does not name them.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
at 2004-06-02T08:00:00Z
# away ADDRESS SUBJECT WORDS: what would become of it.
away() { reply "$1" "$3" | sed "s/^Subject:.*/Subject: $2/" | c receive -n; }

for subject in "Oslo" "Busy" "Re: hello" ""; do
    has "'$subject': away until then is a no" "recorded Ann Able: answered in words (no)" "$(away ann@able.example "$subject" "I am on vacation until 20 July.")"
    has "'$subject': so is a span around it" "(no)" "$(away ann@able.example "$subject" "I'm away 12-20 July.")"
    has "'$subject': back before is none" "review" "$(away ann@able.example "$subject" "I am on vacation until 28 June.")"
    has "'$subject': nor is a span after it" "review" "$(away ann@able.example "$subject" "I am on vacation 16-30 July.")"
done
has "in another language" "recorded Cem" "$(away cem@celik.example "Abwesend" "Ich bin vom 10. bis 20. Juli im Urlaub.")"
has "days that the subject names count first" "review" "$(away ann@able.example "Re: Oslo, 4 and 5 August 2004" "I'm away 12-20 July.")"
has "the writer's own subject names none of ours" "review" "$(away ann@able.example "Vacation until 14 June" "I am away until then.")"

# Dates that are no days of one month are not compared day by day.
sed -i 's/^dates: .*/dates: [2004-07-31, 2004-08-01]/; s/2004-07-14:/2004-07-31:/; s/2004-07-15:/2004-08-01:/' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
c send >/dev/null
has "over the turn of a month people judge" "review" "$(away ben@bold.example "Away" "I'm away 12-20 July.")"
finish
