#!/bin/sh
# Who answers the offer of a seat with "maybe" hears until when it is kept, and what becomes of it is told as it was.
. "$(dirname "$0")/../workspace.sh"
workspace
invitation() { grep -l "^X-Convoke: oslo seat" $(grep -l "^Delivered-To: $1" "$W"/outbox/*.eml) | tail -n 1; }
sed -i 's/^seats: 10/seats: {count: 1, offer-days: 7}/' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
c send >/dev/null
at 2004-06-02T08:00:00Z
reply ann@able.example "Maybe." | c receive -q
has 'the echo says until when' 'A seat is kept for you until Tuesday, 8 June 2004' "$(tr -d '\r' <"$(mail_to ann@able.example)" | tr '\n' ' ')"
said() { "$(dirname "$0")/../helper/read-mail" --text "$1" | tr -s "\n " " "; }
about() { # about TEXT: what would become of it in answer to the echo
    printf 'From: ann@able.example\nTo: %s\nSubject: Re: Oslo\nMessage-ID: <%s@client.example>\nIn-Reply-To: %s\nDate: %s\n\n%s\n' \
        "$TO" "$(serial)" "$ECHO" "$(stamp)" "$1"
}
echoed() {
    ECHO=$(header "$(mail_to ann@able.example)" Message-ID)
    TO=$(header "$(mail_to ann@able.example)" Reply-To)
}
echoed
at 2004-06-02T09:00:00Z
has 'a yes is what the echo asks for' '(yes)' "$(about 'Yes.' | c receive -n)"
has 'and it is recorded' 'recorded' "$(about 'Yes.' | c receive -n)"
has 'so is a no' 'recorded' "$(about 'No.' | c receive -n)"
for text in 'Correct.' 'That is right.' 'Wrong.' 'Richtig.' 'Falsch.'; do
    has "“$text” is about what was noted" 'review' "$(about "$text" | c receive -n)"
done
has 'maybe it stays' 'noted' "$(about 'Perhaps.' | c receive -n)"
at 2004-06-09T08:00:00Z
c daily
why=$(c why ann | tr -s ' \n' ' ')
has 'the offer ends' 'they said maybe, and did not say yes in time' "$why"
lacks 'and they are not said to be silent' 'did not answer' "$why"
has 'a word about an offer that is over waits' 'review' "$(about 'Yes.' | c receive -n)"
about 'Who knows?' | c receive -q
has 'and who is asked then hears that no seat is kept' \
    'No seat is kept for you at the moment. A “yes” is still welcome' "$(said "$(mail_to ann@able.example)")"

# A maybe that the organizer writes down before it is their turn takes the turn of nobody.
rm -rf "$W"
at 2004-06-01T09:00:00Z
workspace
sed -i 's/^seats: 10/seats: {count: 1, offer-days: 7}/' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
c send >/dev/null
c answer ben maybe -b 'on the phone' >/dev/null
is 'it is not their turn' 0 "$(c send >/dev/null; count_to ben@bold.example)"
at 2004-06-02T08:00:00Z
c answer ann no -b 'on the phone' >/dev/null
c daily
has 'then they are offered a seat' 'So far I have written down “maybe” for you.' "$(said "$(mail_to ben@bold.example)")"
is 'and nobody else is' 0 "$(count_to cem@celik.example)"
at 2004-06-10T08:00:00Z
c daily
is 'until that offer ends' 1 "$(count_to cem@celik.example)"

# Who waits for a seat.
rm -rf "$W"
at 2004-06-01T09:00:00Z
workspace
sed -i 's/^seats: 10/seats: 1/' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
c send >/dev/null
invitation() { grep -l "^X-Convoke: oslo invitation" $(grep -l "^Delivered-To: $1" "$W"/outbox/*.eml); }
at 2004-06-02T08:00:00Z
reply ben@bold.example 'Yes, I will come.' | c receive -q
at 2004-06-02T08:30:00Z
reply ann@able.example 'Yes, I will come.' | c receive -q
has 'the echo invites a no' 'waiting list' "$(tr -d '\r' <"$(mail_to ann@able.example)" | tr '\n' ' ')"
echoed
at 2004-06-02T09:00:00Z
has 'a no is what the echo asks for' 'recorded' "$(about 'No.' | c receive -n)"
has 'a no about what was noted waits' 'review' "$(about 'That is wrong.' | c receive -n)"
has 'to agree changes nothing' 'noted' "$(about 'Yes.' | c receive -n)"
has 'maybe was not asked for' 'review' "$(about 'Perhaps.' | c receive -n)"
reply ben@bold.example 'No, I cannot come.' | c receive -q
c daily
has 'a no to that echo waits once they have a seat' 'review' "$(about 'No.' | c receive -n)"
finish
