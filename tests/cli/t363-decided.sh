#!/bin/sh
# What waits in the outbox when something is decided: the meeting is called off and takes place after all, a
# token is taken back, an address is corrected, a guest says no, is taken out or forgotten, a doubtful answer is
# settled. Nothing leaves afterwards but what follows from the decision.
. "$(dirname "$0")/../workspace.sh"
to() { grep -l "^X-Convoke: oslo $1" "$W"/outbox/*.eml 2>/dev/null | xargs -r sed -n 's/^Delivered-To: //p' | tr -d '\r' | sort | paste -sd' ' -; }
edit() { sed -i "$1" "$W/events/oslo.yaml" && c apply "$W/events/oslo.yaml" >/dev/null; }
call_off() { edit 's/^name: .*/&\nstatus: cancelled/'; }
confirm() { edit '/^status/d'; }
hold() { c hold "$1" --because 'not yet' >/dev/null; }
anew() {
    rm -rf "$W" "$T/serial"
    at 2004-06-01T09:00:00Z
    workspace
}

swept() { rm -f "$W"/outbox/*.eml; }
# write_to ADDRESS TEXT: their answer to the newest mail that they had.
write_to() {
    token=$(sqlite3 "$W/convoke.sqlite" "SELECT token FROM invitation i JOIN address a USING (meeting, guest)
        WHERE revoked_at IS NULL AND address = '$1'")
    printf 'From: %s\nTo: meet+%s@host.example\nSubject: Re: Oslo 2004\nMessage-ID: <%s@client.example>\nDate: Tue, 1 Jun 2004 12:00:00 +0000\n\n%s\n' \
        "$1" "$token" "$$-$(serial)" "$2" | c receive -q
}
text_to() { "$ROOT/tests/helper/read-mail" --text "$(mail_to "$1")" | tr '\n' ' '; }

# --- called off, and on again ---
anew
hold invitation
c send >/dev/null
c answer ann yes --because 'on the phone' >/dev/null
call_off
c daily
is "who is known to come is told that it is off, though the invitation waits" "ann@able.example" "$(to cancellation)"
status=$(c status)
has "status says that it is off" "It is cancelled." "$status"
lacks "and asks for no answers" "due by" "$status"
lacks "nor for invitations" "convoke send" "$status"
has "nor hides it from programs" '"cancelled": true' "$(c status --json)"
confirm
c send >/dev/null
c release invitation >/dev/null
c send >/dev/null
is "it takes place: each is invited once" \
    "ann@able.example ben@bold.example cem@celik.example dot@dash.example" "$(to invitation)"
has "by the newer one" "SEQUENCE:2" "$("$ROOT/tests/helper/read-mail" --parts "$(invitation ann@able.example)")"
has "and why says what became of the other" "a newer invitation" "$(c why ann)"

anew
c send >/dev/null
at 2004-06-16T08:00:00Z
hold reminder
c daily
swept
hold announcement
c announce all --note 'Bring a hat.' >/dev/null
call_off
c daily
c release announcement >/dev/null
c send >/dev/null
is "an announcement of what then took place does not follow the cancellation" "" "$(to announcement)"
confirm
c release reminder >/dev/null
c daily
is "it takes place: no reminder of the old invitation comes before the new one" "" "$(to reminder)"
c send >/dev/null
c daily
is "nor beside it" "" "$(to reminder)"
is "they are invited" "ann@able.example ben@bold.example cem@celik.example dot@dash.example" "$(to invitation)"
write_to ann@able.example "Yes, I am coming."

# While it is off, nobody is told that they are looked forward to; and what they say then does not count when it
# is on, since they were told that they would be invited anew.
at 2004-06-17T08:00:00Z
call_off
c daily
at 2004-06-18T08:00:00Z
swept
write_to ben@bold.example "Yes, I am coming."
lacks "who says yes to what is cancelled is not looked forward to" "look forward" "$(text_to ben@bold.example)"
has "but told so" "is cancelled" "$(text_to ben@bold.example)"
at 2004-06-19T08:00:00Z
confirm
swept
c send >/dev/null
is "all are invited a third time" "ann@able.example ben@bold.example cem@celik.example dot@dash.example" "$(to invitation)"

# Somebody says yes to what takes place again, before the new invitation reaches them.
at 2004-06-20T08:00:00Z
call_off
c daily
confirm
hold invitation
at 2004-06-21T08:00:00Z
c send >/dev/null
write_to cem@celik.example "Ja, ich komme."
swept
at 2004-06-22T08:00:00Z
call_off
c daily
is "they are told, too, and only they, that it is off" "cem@celik.example" "$(to cancellation)"

# Called off and on again within hours: nobody was mailed about it but who wrote meanwhile.
anew
c send >/dev/null
write_to ann@able.example "Yes, I am coming."
at 2004-06-02T09:00:00Z
call_off
at 2004-06-02T10:00:00Z
swept
write_to ben@bold.example "Yes, I am coming."
has "who says yes before any cancellation left is told of it" "is cancelled" "$(text_to ben@bold.example)"
write_to dot@dash.example "No, sorry, I cannot come."
at 2004-06-02T11:00:00Z
confirm
swept
c send >/dev/null
is "it takes place: they are invited anew, and nobody else" "ben@bold.example" "$(to invitation)"
is "nothing else is sent" 1 "$(count_to '.*')"
has "as a newer state of what is in their calendar" "SEQUENCE:2" "$("$ROOT/tests/helper/read-mail" --parts "$(invitation ben@bold.example)")"
is "what they were told about does not count" NEEDS-ACTION "$(partstat ben)"
is "what others said does" "ACCEPTED DECLINED" "$(partstat ann) $(partstat dot)"
at 2004-06-02T12:00:00Z
swept
write_to ben@bold.example "Yes, I am coming."
has "they say yes to that: they are looked forward to" "look forward" "$(text_to ben@bold.example)"
is "and come" ACCEPTED "$(partstat ben)"

# It stays off: they are told like everybody else, once, and it goes from their calendar.
at 2004-06-03T09:00:00Z
call_off
at 2004-06-03T10:00:00Z
write_to cem@celik.example "Ja, ich komme."
at 2004-06-04T06:00:00Z
swept
c daily
c daily
is "it stays off: all who count on it are told, once" "ann@able.example ben@bold.example cem@celik.example" "$(to cancellation)"
has "also by calendar" "METHOD:CANCEL" "$("$ROOT/tests/helper/read-mail" --parts "$(mail_to cem@celik.example)")"
at 2004-06-05T09:00:00Z
confirm
swept
c send >/dev/null
c send >/dev/null
is "and invited anew, once" "ann@able.example ben@bold.example cem@celik.example" "$(to invitation)"
at 2004-06-05T10:00:00Z
write_to ann@able.example "Maybe."
is "an answer to that" TENTATIVE "$(partstat ann)"
lacks "changes none that counts" "until now" "$(text_to ann@able.example)"

# --- offers of seats ---
anew
edit 's/^seats: 10/seats: {count: 2, offer-days: 7}/'
c send >/dev/null
call_off
at 2004-06-02T10:00:00Z
write_to ann@able.example "Yes, I am coming."
at 2004-06-02T11:00:00Z
confirm
swept
at 2004-06-02T12:00:00Z
c send >/dev/null
is "who was told that it is off is offered a seat anew" "ann@able.example" "$(to seat)"
is "and nothing else is sent" 1 "$(count_to '.*')"
anew
edit 's/^seats: 10/seats: {count: 2, offer-days: 7}/'
hold seat
c send >/dev/null
call_off
c release seat >/dev/null
c send >/dev/null
is "no seat is offered where nothing takes place" "" "$(to seat)"
confirm
c send >/dev/null
is "it takes place: the same two are offered theirs" "ann@able.example ben@bold.example" "$(to seat)"
at 2004-06-02T09:00:00Z
write_to ann@able.example "Yes, I am coming."
call_off
c daily
confirm
swept
at 2004-06-03T09:00:00Z
c send >/dev/null
is "they had it, and it was off: they are offered one again" "ann@able.example ben@bold.example" "$(to seat)"
is "and nothing else is sent beside" 2 "$(count_to '.*')"
is "what they said before does not count" NEEDS-ACTION "$(partstat ann)"
has "and no seat is taken" "0 taken, 2 offered" "$(c status)"
edit 's/who: ann, title: Queues/who: ben, title: Queues/; /^  ann:/d'
c send >/dev/null
is "who was invited by an offer and is taken out is told so" "ann@able.example" "$(to withdrawal)"
c daily
is "and then the seat is offered to the next" "ann@able.example ben@bold.example cem@celik.example" "$(to seat)"

# --- a token is taken back ---
anew
hold invitation
c send >/dev/null
c revoke ann >/dev/null
c send >/dev/null
c release invitation >/dev/null
c send >/dev/null
is "who has a new token is invited with that alone" 1 "$(count_to ann@able.example)"

# --- an address is corrected ---
anew
hold ben
c send >/dev/null
edit 's/ben@bold.example/ben@brave.example/'
c release ben >/dev/null
c send >/dev/null
is "what waits goes to the address that is right" 1 "$(count_to ben@brave.example)"
is "not to the one that was wrong" 0 "$(count_to ben@bold.example)"

# --- a guest says no ---
anew
c send >/dev/null
write_to ann@able.example "Yes, I am coming."
write_to ben@bold.example "Yes, I am coming."
hold announcement
c announce accepted >/dev/null
c announce core >/dev/null
write_to ann@able.example "No, sorry, I cannot come."
c release announcement >/dev/null
swept
c send >/dev/null
is "what is for those who come does not go to who said no, and what is for all of a group does" \
    "ann@able.example ben@bold.example ben@bold.example" "$(to announcement)"
has "why says so" "no longer among those meant" "$(c why ann)"

# --- answers that overtake each other ---
anew
c send >/dev/null
hold ann
write_to ann@able.example "Yes, I am coming."
at 2004-06-01T10:00:00Z
write_to ann@able.example "No, sorry, I cannot come."
c release ann >/dev/null
swept
c send >/dev/null
is "the newest answer is confirmed, and once" "ann@able.example" "$(to echo)"
anew
c send >/dev/null
hold dot
write_to dot@dash.example "The train leaves at nine, which reminds me of your hat."
has "she is to be asked" "question" "$(c outbox)"
c answer dot no --because 'on the phone' >/dev/null
c release dot >/dev/null
c send >/dev/null
is "who is known not to come is not asked again" "" "$(to question)"

# Called off a second time by mistake, and on again before anybody heard of it: what was said since the first counts.
anew
c send >/dev/null
at 2004-06-02T09:00:00Z
call_off
c daily
at 2004-06-03T09:00:00Z
confirm
c send >/dev/null
at 2004-06-04T09:00:00Z
write_to ann@able.example "Yes, I am coming."
at 2004-06-05T09:00:00Z
call_off
at 2004-06-05T10:00:00Z
confirm
is "an answer stands that came while it took place" ACCEPTED "$(partstat ann)"
at 2004-06-16T08:00:00Z
swept
c daily
is "and its writer is not reminded" "ben@bold.example cem@celik.example dot@dash.example" "$(to reminder)"

# What the new offer of a seat says is no news, also where both leave in one turn.
anew
edit 's/^seats: 10/seats: {count: 4, offer-days: 7}/'
c send >/dev/null
call_off
c daily
at 2004-06-03T09:00:00Z
confirm
hold seat
hold change
c send >/dev/null
c answer ann maybe --because 'on the phone' >/dev/null
edit '0,/at: 10:00am/s//at: 10:30am/'
at 2004-06-04T09:00:00Z
c daily
has "a change waits beside the offer" "change" "$(c outbox | grep Ann)"
swept
c release change >/dev/null
c release seat >/dev/null
c send >/dev/null
is "the offer leaves" "ann@able.example ben@bold.example cem@celik.example dot@dash.example" "$(to seat)"
is "and says it" "" "$(to change)"

# --- a guest is taken out, or forgotten ---
anew
c send >/dev/null
at 2004-06-16T08:00:00Z
hold reminder
c daily
edit '/^  dot:/d'
c release reminder >/dev/null
c daily
is "who is taken out gets no reminder" "ann@able.example ben@bold.example cem@celik.example" "$(to reminder)"
# Taken out, and told so, while it is off; a guest again when it takes place, and another has their seat.
anew
edit 's/^seats: 10/seats: {count: 1, offer-days: 7}/; s/who: ann/who: ben/'
c send >/dev/null
is "the first is offered the seat" "ann@able.example" "$(to seat)"
at 2004-06-02T09:00:00Z
call_off
ann=$(grep '^  ann:' "$W/events/oslo.yaml")
edit '/^  ann:/d'
c send >/dev/null
is "who is taken out is told so" "ann@able.example" "$(to withdrawal)"
at 2004-06-03T09:00:00Z
confirm
c send >/dev/null
edit "s/^  ben:.*/$ann\n&/"
at 2004-06-04T09:00:00Z
swept
edit 's/at: 10:00am, who: ben, title: Queues/at: 11:00am, who: ann, title: Queues/'
at 2004-06-05T09:00:00Z
c daily
c announce all --note 'Bring a hat.' >/dev/null
is "whoever was called off hears of no change before they are asked anew" "ben@bold.example" "$(to change)"
is "nor is anything announced to them" "ben@bold.example" "$(to announcement)"
c answer ben no --because 'on the phone' >/dev/null
c daily
is "but by the seat that is free again" "ann@able.example" "$(to seat)"
anew
hold invitation
c send >/dev/null
edit '/^  dot:/d'
c forget --yes dot >/dev/null
c release invitation >/dev/null
c send >/dev/null
is "who is forgotten gets nothing" 0 "$(count_to dot@)"
finish
