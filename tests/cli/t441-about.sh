#!/bin/sh
# Words that name no coming, in reply to mail that does not ask whether they come, change no answer that stands.
. "$(dirname "$0")/../workspace.sh"
workspace
E=$W/events/oslo.yaml
c send >/dev/null
ANN=ann@able.example BEN=ben@bold.example CEM=cem@celik.example DOT=dot@dash.example
# answer KIND ADDRESS TEXT: their answer to the newest mail of that kind, taken in; what came of it on standard output
answer() {
    m=$(grep -l "^X-Convoke: oslo $1" $(grep -l "^Delivered-To: $2" "$W"/outbox/*.eml) | tail -n 1)
    printf 'From: %s\nTo: %s\nSubject: Re: %s\nMessage-ID: <%s.%s@client.example>\nIn-Reply-To: %s\nDate: %s\nContent-Type: text/plain; charset=utf-8\n\n%s\n' \
        "$2" "$(header "$m" Reply-To)" "$(header "$m" Subject)" "$$-$(serial)" "$2" "$(header "$m" Message-ID)" "$(stamp)" "$3" |
        c receive
}
waits() { c review | grep -c "$1"; }
clear_list() { c review | sed -n 's/^\([0-9][0-9]*\) .*/\1/p' | while read -r n; do c review "$n" dismiss >/dev/null; done; }
for g in "$ANN" "$BEN" "$CEM"; do reply "$g" "Yes, I am coming." | c receive -q; done
reply "$DOT" "I am not sure yet." | c receive -q
c daily

# --- the nudge asks for a title ---
sed -i 's/^reminders:.*/&\nnotices: {nudge: {days-before: [29]}, logistics: {days-before: [2]}, thanks: {days-after: [1]}}/; s/, title: Queues//' "$E"
c apply "$E" >/dev/null
at 2004-06-15T08:00:00Z
c daily
n=0
while read -r words; do
    n=$((n + 1))
    answer nudge "$ANN" "$words" >/dev/null
    is "to the nudge: $words" "ACCEPTED $n" "$(partstat ann) $(waits "Ann Able")"
done <<'WORDS'
Sorry, no.
Pass.
Count me out for talks.
I'd rather not.
No title yet
Wrong title.
WORDS
lacks "none of it is a title" "title" "$(c topics)"
has "the organizer reads why" "answers mail that did not ask whether they come" "$(c review)"
m=$(count_to "$ANN")
c daily
is "she is not asked whether she comes, who said so" "$m" "$(count_to "$ANN")"
clear_list
answer nudge "$ANN" "Title: Queues" >/dev/null
has "a title is one" "“Queues”" "$(c topics)"

# --- an announcement asks nothing ---
c announce accepted >/dev/null
has "liking it needs no decision" "agrees with what stands" "$(answer announcement "$BEN" "Looks good")"
has "nor does a yes" "agrees with what stands" "$(answer announcement "$BEN" "Yes")"
is "and the yes stands" "ACCEPTED 0" "$(partstat ben) $(waits "Ben Bold")"
answer announcement "$CEM" "Nein." >/dev/null
answer announcement "$CEM" "Das bin nicht ich, nein danke." >/dev/null
is "to the announcement: Nein." "ACCEPTED 2" "$(partstat cem) $(waits Cem)"
clear_list
answer announcement "$CEM" "Ich kann leider doch nicht kommen." >/dev/null
is "who names coming is heard" "DECLINED 0" "$(partstat cem) $(waits Cem)"
answer announcement "$CEM" "Ja, ich komme doch." >/dev/null
is "either way" "ACCEPTED 0" "$(partstat cem) $(waits Cem)"

# --- so does word of a change ---
at 2004-06-16T08:00:00Z
sed -i 's/Norway/Sweden/' "$E"
c apply "$E" >/dev/null
at 2004-06-16T12:00:00Z
c daily
answer change "$CEM" "That does not work for me." >/dev/null
is "what does not work may be the change" "ACCEPTED 1" "$(partstat cem) $(waits Cem)"
answer change "$CEM" "I have to cancel, sorry." >/dev/null
is "who cancels, cancels" DECLINED "$(partstat cem)"
answer change "$BEN" "I have to bow out." >/dev/null
is "so does who bows out" DECLINED "$(partstat ben)"
answer change "$BEN" "I will come after all." >/dev/null

# --- before and after the meeting ---
at 2004-07-12T08:00:00Z
clear_list
c daily
answer logistics "$ANN" "No." >/dev/null
is "a no to where and when" "ACCEPTED 1" "$(partstat ann) $(waits "Ann Able")"
answer logistics "$BEN" "My flight is cancelled, I cannot come." >/dev/null
is "a no to coming" "DECLINED" "$(partstat ben)"
at 2004-07-16T12:00:00Z
clear_list
c daily
answer thanks "$ANN" "No, thank you!" >/dev/null
is "she was there" "ACCEPTED 1" "$(partstat ann) $(waits "Ann Able")"

# --- what is off ---
T2=$T/off
mkdir "$T2"
W=$T2/w
at 2004-06-01T09:00:00Z
workspace
c send >/dev/null
reply "$ANN" "Yes, I am coming." | c receive -q
c daily
sed -i '/^name:/a status: cancelled' "$W/events/oslo.yaml"
at 2004-06-02T09:00:00Z
c apply "$W/events/oslo.yaml" >/dev/null
c daily
answer cancellation "$ANN" "Oh no! Sad." >/dev/null
answer cancellation "$ANN" "What a pity, I was looking forward to it." >/dev/null
is "a pity is no answer" "ACCEPTED 2" "$(partstat ann) $(waits "Ann Able")"
finish
