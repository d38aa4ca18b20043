#!/bin/sh
# announce: the agenda to a group, numbered; the same revision to the same group only with --again.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
status "an empty group" 0 c announce accepted
has "nobody is in it" "Nobody" "$(cat "$T/out")"
reply ann@able.example "Yes, I am coming." | c receive -q
reply ben@bold.example "I can't come." | c receive -q

at 2004-06-10T10:00:00Z
status "a dry run" 0 c announce accepted --dry-run
has "says to how many" "to 1 in" "$(cat "$T/out")"
status "to who comes" 0 c announce accepted --note "Bring a coat."
has "it is the first" "Announcement 1 to 1" "$(cat "$T/out")"
m=$(mail_to ann@able.example)
has "the note is in it" "Bring a coat." "$(cat "$m")"
has "and the agenda" "Queues" "$(cat "$m")"
has "threaded under the invitation" "$(header "$(invitation ann@able.example)" Message-ID)" "$(header "$m" References)"
status "the same again" 73 c announce accepted
has "the way out is told" "--again" "$(cat "$T/err")"
status "with --again" 0 c announce accepted --again
status "to another group" 0 c announce core
is "Ben said no, but is in that group" 1 "$(grep -l '^X-Convoke: oslo announcement' $(grep -l '^Delivered-To: ben@bold.example' "$W"/outbox/*.eml) | wc -l | tr -d ' ')"
status "no such group" 64 c announce nobody

sed -i 's/10:00am, who: ann/11:00am, who: ann/' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
at 2004-06-11T10:00:00Z
status "a changed agenda may go to the same group" 0 c announce accepted
has "what changed stands in it" "11:00" "$(cat "$(mail_to ann@able.example)")"

# A change mail passes over what was applied quietly, and the announcement behind it does not.
news() { tr -d '\r' <"$(mail_to ann@able.example)" | sed -n '/was: /p'; }
sed -i 's/11:00am, who: ann/10:30am, who: ann/' "$W/events/oslo.yaml"
c apply --quiet "$W/events/oslo.yaml" >/dev/null
sed -i 's/10:00am, who: ben/1:00pm, who: ben/' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
at 2004-06-11T12:00:00Z
c daily
has "a change mail" "oslo change" "$(header "$(mail_to ann@able.example)" X-Convoke)"
lacks "leaves out what was applied quietly" "11:00" "$(news)"
at 2004-06-12T10:00:00Z
status "an announcement behind it" 0 c announce accepted
has "tells it" "11:00" "$(news)"
lacks "and not again what the change mail told" "10:00" "$(news)"

headings() { tr -d '\r' <"$(mail_to ann@able.example)" | grep -cE '^   [A-Z][a-z]+day, 1[45] July 2004$|<h2[^>]*>(Wednes|Thurs)'; }
is "each day has a heading, in the text and in HTML" 4 "$(headings)"
sed -i '/^  2004-07-15:/,/who: ben/d' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
at 2004-06-13T10:00:00Z
status "a day is left empty" 0 c announce accepted
is "and has none" 2 "$(headings)"

# Nobody hears of a meeting before they are invited.
rm -rf "$W" "$T/serial"
at 2004-06-01T09:00:00Z
workspace
announced() { grep -l '^X-Convoke: oslo announcement' "$W"/outbox/*.eml 2>/dev/null | xargs -r sed -n 's/^Delivered-To: //p' | tr -d '\r' | sort | paste -sd' ' -; }
status "before anybody is invited" 0 c announce all
has "it goes to nobody" "Nobody is in" "$(cat "$T/out")"
has "and why is said" "4 not invited yet" "$(cat "$T/out")"
has "with the way out" "convoke send" "$(cat "$T/out")"
is "no mail leaves" "" "$(announced)"
c send --limit 1 >/dev/null
c answer ben maybe --because 'on the phone' >/dev/null
has "a dry run says who is left out" "Left out: 2 not invited yet" "$(c announce all --dry-run)"
has "so does the announcement" "Left out: 2 not invited yet" "$(c announce all)"
is "an invitation that waits is none yet, an answer is enough" "ann@able.example ben@bold.example" "$(announced)"
has "on the last evening there is still a way" "\`convoke send\` invites" \
    "$(at 2004-07-15T21:00:00Z && c announce all --again --dry-run)"
out=$(at 2004-07-16T10:00:00Z && c announce all --again --dry-run)
has "the day after nobody is invited any more" "Left out: 2 not invited (the meeting is over)." "$out"
lacks "and no way to it is told" "convoke send" "$out"
c send >/dev/null
at 2004-06-02T09:00:00Z
lacks "once all are invited" "Left out" "$(c announce all --again)"
is "it goes to all" "ann@able.example ann@able.example ben@bold.example ben@bold.example cem@celik.example dot@dash.example" "$(announced)"
has "and asks for the answer" "do not have your answer" "$(cat "$(mail_to dot@dash.example)")"
at 2004-07-15T20:00:00Z
c announce all --again >/dev/null
has "until the end" "do not have your answer" "$(cat "$(mail_to dot@dash.example)")"
at 2004-07-16T20:00:00Z
c announce all --again --note 'The slides are there.' >/dev/null
has "afterwards, too, something may be announced" "The slides are there." "$(cat "$(mail_to dot@dash.example)")"
lacks "but no answer is asked for" "your answer" "$(cat "$(mail_to dot@dash.example)")"
lacks "nor how to give it" "let me know" "$(cat "$(mail_to dot@dash.example)")"

# One that was made before the end and has to wait is worth nothing after it.
rm -rf "$W" "$T/serial"
at 2004-06-01T09:00:00Z
workspace
c send >/dev/null
c hold announcement --because 'I read it once more' >/dev/null
c announce all >/dev/null
c release announcement >/dev/null
at 2004-07-20T09:00:00Z
has "plan foretells that" "will be dropped, for it is owed no longer (the meeting is over)" "$(c plan | tr -s ' \n' ' ')"
c send >/dev/null
is "and it does not leave" "" "$(announced)"
c announce all --note 'The slides are there.' >/dev/null
is "another one does" "ann@able.example ben@bold.example cem@celik.example dot@dash.example" "$(announced)"

# To those of one answer.
at 2004-07-01T09:00:00Z
c answer ben maybe -b 'on the phone' >/dev/null
c answer dot no -b 'on the phone' >/dev/null
has "who may come" "would send the agenda to 1 in \`maybe\`" "$(c announce maybe -n --again)"
has "by the other word, too" "would send the agenda to 1 in \`tentative\`" "$(c announce tentative -n)"
has "who does not" "would send the agenda to 1 in \`declined\`" "$(c announce declined -n)"
status "a group that is none" 64 c announce bears
has "is answered by those that are" "there are all, accepted, declined, maybe, tentative, pending, speakers, core" "$(cat "$T/err")"
status "one that is misspelt" 64 c announce croe
has "by the one that is meant" 'did you mean `core`?' "$(cat "$T/err")"
at 2004-07-16T20:00:00Z

# Nor is anything announced of a meeting that is called off.
sed -i 's/^name: .*/&\nstatus: cancelled/' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
n=$(count_to '.*')
status "it is cancelled" 65 c announce all --again
has "which is said, with the remedy" "take \`status: cancelled\` out" "$(cat "$T/err")"
status "a dry run says the same" 65 c announce all --dry-run
is "no mail leaves of it" "$n" "$(count_to '.*')"
sed -i '/^status/d' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
status "it takes place after all" 0 c announce all --again

# What was dropped never went.
sed -i 's/Oslo, Norway/Bergen, Norway/' "$W/events/oslo.yaml"
c apply -q "$W/events/oslo.yaml" >/dev/null
c hold announcement >/dev/null
c announce all >/dev/null
status "a second one" 73 c announce all
c drop -b 'too early' announcement >/dev/null
status "the first was dropped" 0 c announce all
finish
