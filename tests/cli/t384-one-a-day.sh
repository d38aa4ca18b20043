#!/bin/sh
# Who is a guest of two meetings is reminded of one of them a day; the other waits, says why, and is not lost.
. "$(dirname "$0")/../workspace.sh"
workspace
quiet='notices: {quiet: none}'
sed -i "s/^seats: 10/$quiet/" "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
# In Rome Ann is somebody else by her id, and writes her address otherwise; Eve is nobody in Oslo.
sed 's/^meeting: oslo/meeting: rome/; s/^name: Oslo/name: Rome/; s/who: ann/who: able/; s/^  ann:.*/  able: {name: Ann Able, address: Ann@ABLE.example}/; s/^  dot:.*/  eve: {name: Eve Else, address: eve@else.example}/' \
    "$W/events/oslo.yaml" >"$W/events/rome.yaml"
c apply "$W/events/rome.yaml" >/dev/null
c send oslo >/dev/null
c send rome >/dev/null
# The meetings that an address was reminded of, in order of time.
reminders() {
    for f in $(grep -l '^X-Convoke: [a-z]* reminder' $(grep -li "^Delivered-To: $1" "$W"/outbox/*.eml)); do
        printf '%s %s\n' "$(date -d "$(header "$f" Date)" +%s)" "$(header "$f" X-Convoke)"
    done | sort -n | cut -d' ' -f2 | tr '\n' ' '
}
plan() { c plan "$1" | tr -s ' \n' ' '; }

at 2004-06-16T10:00:00Z
c remind oslo >/dev/null
is 'Ann is reminded of Oslo' 'oslo ' "$(reminders ann@able.example)"
plan=$(plan rome)
has 'plan says until when the one of Rome waits' 'reminder Ann Able not before 2004-06-17 00:00; has not answered' "$plan"
has 'and why' 'to the answer-by date; oslo reminds them on 2004-06-16' "$plan"
has 'who is a guest of one is reminded of that' 'reminder Eve Else has not answered' "$plan"
c daily
is 'nobody gets two' 'oslo ' "$(reminders ann@able.example)"
is 'Eve has hers' 'rome ' "$(reminders eve@else.example)"
plan=$(plan rome)
has 'and it waits in the outbox, likewise' 'reminder Ann Able not before 2004-06-17 00:00; has not answered' "$plan"
at 2004-06-16T21:59:00Z
c daily
is 'until the day is over' 'oslo ' "$(reminders ann@able.example)"
at 2004-06-16T22:00:00Z
c daily
is 'then it leaves' 'oslo rome ' "$(reminders ann@able.example)"

# Owed in the same run: the meeting that asks for answers earlier comes first.
sed -i 's/^answer-by: .*/answer-by: 2004-06-29/; s/^reminders: .*/reminders: [6]/' "$W/events/rome.yaml"
c apply "$W/events/rome.yaml" >/dev/null
at 2004-06-23T10:00:00Z
has 'plan knows what daily will do' 'reminder Ann Able by convoke daily not before 2004-06-24 00:00; has not answered, and it is 7 days or less to the answer-by date; rome reminds them on 2004-06-23' "$(plan oslo)"
has 'the other one leaves' 'reminder Ann Able has not answered, and it is 6 days or less to the answer-by date' "$(plan rome)"
c daily
is 'the one that is due earlier' 'oslo rome rome ' "$(reminders ann@able.example)"
at 2004-06-24T10:00:00Z
reply() { printf 'From: %s\nTo: %s\nSubject: Re: x\nMessage-ID: <%s@client.example>\n\n%s\n' "$1" "$(header "$(grep -l '^X-Convoke: oslo invitation' $(grep -l "^Delivered-To: $1" "$W"/outbox/*.eml))" Reply-To)" "$(serial)" "$2"; }
reply ben@bold.example 'Yes, I will come.' | c receive -q
c daily
is 'the other a day later' 'oslo rome rome oslo ' "$(reminders ann@able.example)"
is 'and not to who answered meanwhile' 'oslo rome rome ' "$(reminders ben@bold.example)"

# One that the organizer kept is released on a day that has one by now: when it is to leave, it is asked again.
at 2004-06-28T05:00:00Z
sed -i 's/^reminders: .*/reminders: [6, 1]/' "$W/events/rome.yaml"
c apply "$W/events/rome.yaml" >/dev/null
c hold rome able >/dev/null
c daily
at 2004-06-29T10:00:00Z
c daily
is 'the one of Oslo leaves the day after the one that is held' 'oslo rome rome oslo oslo ' "$(reminders ann@able.example)"
c release rome able >/dev/null
c daily
is 'what is released does not make two of it' 'oslo rome rome oslo oslo ' "$(reminders ann@able.example)"
has 'but waits, and says why' 'reminder Ann Able not before 2004-06-30 00:00; has not answered, and it is 1 day or less to the answer-by date; oslo reminds them on 2004-06-29' "$(plan rome)"
at 2004-06-30T10:00:00Z
c daily
is 'for another day' 'oslo rome rome oslo oslo rome ' "$(reminders ann@able.example)"
finish
