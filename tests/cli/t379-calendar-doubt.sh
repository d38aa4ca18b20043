#!/bin/sh
# Calendar answers that are not sure: about a part of the meeting, somebody else's, or in contradiction to themselves.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
at 2004-06-02T08:00:00Z
to=$(header "$(invitation ann@able.example)" Reply-To)
ann=:mailto:ann@able.example
# event LINE...: one VEVENT of the meeting.
event() {
    printf 'BEGIN:VEVENT\nUID:oslo@host.example\nSEQUENCE:0\nDTSTAMP:20040602T070000Z\n'
    printf '%s\n' "$@"
    printf 'END:VEVENT\n'
}
calendar() { printf 'BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nMETHOD:REPLY\n%s\nEND:VCALENDAR\n' "$1"; }
# mail WORDS CALENDAR...: from Ann; what would become of it.
mail() {
    {
        printf 'From: ann@able.example\nTo: %s\nSubject: Re\nMessage-ID: <%s@able.example>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n' "$to" "$(serial)"
        printf -- '--b\nContent-Type: text/plain\n\n%s\n' "$1"
        shift
        for part; do printf -- '--b\nContent-Type: text/calendar; method=REPLY\n\n%s\n' "$(calendar "$part")"; done
        printf -- '--b--\n'
    } | c receive -n
}
yes="ATTENDEE;PARTSTAT=ACCEPTED$ann" no="ATTENDEE;PARTSTAT=DECLINED$ann"
# sure WHAT WANT MAIL, unsure WHAT WHY MAIL
sure() { has "$1: recorded" "recorded Ann Able: answered by calendar" "$2"; }
unsure() { has "$1: waits" "review   Ann Able: $2" "$3"; }
doubt="may be an answer, but is not sure"
other="is a calendar answer for an address that is not this guest's"

sure "a button" "$(mail "" "$(event "$yes")")"
sure "the same twice" "$(mail "" "$(event "$yes")" "$(event "$yes")")"
sure "with words that agree" "$(mail "Yes, I will come." "$(event "$yes")")"
sure "an address nobody knows" "$(mail "" "$(event "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ann@alias.example")")"
sure "another guest beside hers" "$(mail "" "$(event "ATTENDEE;PARTSTAT=DECLINED:mailto:ben@bold.example" "$yes")")"

unsure "one day only" "$doubt" "$(mail "" "$(event RECURRENCE-ID:20040715T080000Z "$no")")"
unsure "one day otherwise" "$doubt" "$(mail "" "$(event "$yes")
$(event RECURRENCE-ID:20040715T080000Z "$no")")"
unsure "another guest" "$other" "$(mail "" "$(event "ATTENDEE;PARTSTAT=DECLINED:mailto:ben@bold.example")")"
unsure "who comes in her place" "$other" \
    "$(mail "" "$(event "ATTENDEE;PARTSTAT=ACCEPTED;DELEGATED-FROM=\"mailto:ann@able.example\":mailto:zed@z.example")")"
unsure "two lines" "$doubt" "$(mail "" "$(event "$yes" "$no")")"
unsure "two events" "$doubt" "$(mail "" "$(event "$yes")
$(event "$no")")"
unsure "two parts" "$doubt" "$(mail "" "$(event "$yes")" "$(event "$no")")"
# Two objects in one part: what is between them ends one and begins another.
ends='END:VCALENDAR
BEGIN:VCALENDAR
VERSION:2.0
METHOD:REPLY'
sure "the same twice in one part" "$(mail "" "$(event "$yes")
$ends
$(event "$yes")")"
unsure "two objects in one part" "$doubt" "$(mail "" "$(event "$yes")
$ends
$(event "$no")")"
unsure "the second as others write it" "$doubt" "$(mail "" "$(event "$yes")
$(printf '%s\n' "$ends" | sed 's/BEGIN:V/begin: v/')
$(event "$no")")"
unsure "the second of no event" "$doubt" "$(mail "" "$(event "$yes")
$ends
$(event "$no" | grep -v ^UID)")"
sure "the second of another event" "$(mail "" "$(event "$yes")
$ends
$(event "$no" | sed 's/^UID:.*/UID:other@host.example/')")"
unsure "another time is proposed beside it" "$doubt" "$(mail "" "$(event "$yes")
$(echo "$ends" | sed s/REPLY/COUNTER/)
$(event "$yes" DTSTART:20040716T080000Z)")"
sorry="COMMENT:Sorry$(printf '\\'), I cannot come."
unsure "a comment in the second, other than the first" "$doubt" "$(mail "" "$(event "$yes" "COMMENT:See the agenda.")" "$(event "$yes" "$sorry")")"
unsure "one in the first, other than the second" "$doubt" "$(mail "" "$(event "$yes" "$sorry")" "$(event "$yes" "COMMENT:Count me in.")")"
unsure "two in one event" "$doubt" "$(mail "" "$(event "$yes" "COMMENT:Count me in." "$sorry")")"
unsure "one of another kind" "$doubt" "$(mail "" "$(event "$yes" "COMMENT:Count me in." "X-RESPONSE-$sorry")")"
sure "comments that agree" "$(mail "" "$(event "$yes" "COMMENT:Count me in.")" "$(event "$yes" "COMMENT:See you in Oslo.")")"
unsure "a comment in the second" "$doubt" "$(mail "" "$(event "$yes")
$ends
$(event "$yes" "COMMENT:No$(printf '\\'), I cannot come.")")"
unsure "more than are looked at" "$doubt" "$(mail "" "$(event "$yes")$(for _ in $(seq 9); do printf '\n%s\n' "$ends" "$(event "$yes")"; done)")"
unsure "a comment" "$doubt" "$(mail "" "$(event "$yes" "COMMENT:No$(printf '\\'), I cannot come.")")"
unsure "words beside it" "$doubt" "$(mail "Sorry, I cannot come after all." "$(event "$yes")")"
unsure "the other way round" "$doubt" "$(mail "Yes, I will come." "$(event "$no")")"
unsure "strangers who disagree" "$other" "$(mail "" "$(event "ATTENDEE;PARTSTAT=ACCEPTED:mailto:x@x.example" "ATTENDEE;PARTSTAT=DECLINED:mailto:y@y.example")")"

# Words beside the button that take nothing back stay with the answer; a condition leaves it to people.
for words in "Accepted, but only if you pay my travel." "Only if you pay my travel." "If my visa arrives." \
    "Pencil me in, not sure yet." "Perhaps." "Let me check with my boss first."; do
    unsure "a yes with: $words" "$doubt" "$(mail "$words" "$(event "$yes")")"
    unsure "and in a comment" "$doubt" "$(mail "" "$(event "$yes" "COMMENT:$(printf '%s' "$words" | sed 's/,/\\,/g')")")"
done
sure "a maybe, which is one" "$(mail "Only if you pay my travel." "$(event "ATTENDEE;PARTSTAT=TENTATIVE$ann")")"
sure "a no" "$(mail "Maybe next time." "$(event "$no")")"

# What calendars write there themselves is nobody's answer. (Google's footer speaks of declining.)
google() { # google LINE: then the meeting and the footer as calendars have them
    printf '%s\n\nTitle: Oslo 2004\nWhen: Wed Jul 14 10:00\nWho:\n    * Ann Able - organizer\n\nInvitation from a calendar: https://calendar.example/\n\nTo stop receiving future notifications for this event, decline this event. Will you come?\n' "$1"
}
said() { c explain --json | jq -r '"\(.sure) \(.itip.comment // "-") \(.details.question // false) \(.details.title // "-")"'; }
from_google() { # from_google TEXT CALENDAR: the message
    printf 'From: Ann Able <ann@able.example>\nTo: %s\nSubject: Accepted\nMessage-ID: <%s@able.example>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n%s\n--b\nContent-Type: text/calendar; method=REPLY\n\n%s\n--b--\n' "$to" "$(serial)" "$1" "$(calendar "$2")"
}
for line in "Ann Able has accepted this invitation." "Ann Able hat diese Einladung angenommen." \
    "Ann Able a accepté cette invitation." "Ann Able ha aceptado esta invitación." "Ann Able ha accettato questo invito." \
    "Ann Able heeft deze uitnodiging geaccepteerd." "Ann Able aceitou este convite." "Ann Able har accepterat den här inbjudan."; do
    is "its words: $line" "true - false -" "$(from_google "$(google "$line")" "$(event "$yes")" | said)"
done
is "its words about a maybe" "true - false -" "$(from_google "$(google 'Ann Able has replied “Maybe” to this invitation.')" "$(event "ATTENDEE;PARTSTAT=TENTATIVE$ann")" | said)"
is "a note in them is hers" "true Is there parking? true -" "$(from_google "$(google "Ann Able has accepted this invitation with this note:

“Is there parking?”")" "$(event "$yes")" | said)"
is "and may be a condition" "false Only if you pay. false -" "$(from_google "$(google "Ann Able has accepted this invitation with this note:

\"Only if you pay.\"")" "$(event "$yes")" | said)"
is "hers behind such a line count" "false I cannot come after all. false -" "$(from_google "Ann Able has accepted this invitation.

I cannot come after all." "$(event "$yes")" | said)"
is "below Exchange's row, too" "true I need a ramp. false -" "$(from_google "When: Wednesday, 14 July 10:00
Where: Oslo

*~*~*~*~*~*~*~*~*~*

I need a ramp." "$(event "$yes")" | said)"

# The organizer sees them: with the answer, and what is asked in the list of questions.
from_google "I am only free on the second day. Is there parking?" "$(event "$yes")" | c receive -q
has "they stand with it" "I am only free on the second day." "$(c why ann)"
has "the question is in the list" "Is there parking?" "$(c questions)"
has "the echo says so" "Your question has reached me" "$(cat "$(mail_to ann@able.example)")"
from_google "My colleague Jo Jones will come in my place." "$(event "$no")" | c receive -q
has "and who comes instead" "Jo Jones will come in my place" "$(c why ann)"

# One that is longer than is read may say anything behind its end.
printf '[limits]\ncalendar-bytes=2000\n' >>"$W/convoke.conf"
long=DESCRIPTION:$(printf '%3000s' | tr ' ' x)
unsure "an answer that was cut off" "$doubt" "$(mail "" "$(event "$long" "$no")")"
unsure "and so are words beside it" "$doubt" "$(mail "Yes, I will come." "$(event "$long" "$no")")"
finish
