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
finish
