#!/bin/sh
# Seats that are limited no more, or not offered in waves any more: whoever let an offer end is a guest like any other.
. "$(dirname "$0")/../workspace.sh"
workspace

file=$W/events/oslo.yaml
sed -i 's/^seats: 10/seats: {count: 2, offer-days: 7}/; s/^reminders:.*/reminders: [7, 2]/' "$file"
cp "$file" "$T/waves.yaml"
seat() { c status --json | awk -v id="\"$1\"" '/"id":/ { on = index($0, id) > 0 } on && /"seat":/ { gsub(/[",]/, ""); print $2; exit }'; }
invitation() { grep -l '^X-Convoke: oslo seat' $(grep -l "^Delivered-To: $1" "$W"/outbox/*.eml); }
mails_to() { grep -l "^Delivered-To: $1" "$W"/outbox/*.eml | xargs grep -h '^X-Convoke:' | tr -d '\r' | sed 's/.* //' | sort | uniq -c | tr -s ' \n' ' '; }
c apply "$file" >/dev/null
c send >/dev/null
at 2004-06-09T09:00:00Z
c daily
is 'two let their offers end' 'expired expired' "$(seat ann) $(seat ben)"
is 'and two have one' 'offered offered' "$(seat cem) $(seat dot)"

# No limit.
at 2004-06-10T09:00:00Z
sed -i '/^seats:/d' "$file"
c apply "$file" >"$T/applied"
is 'nothing is left of the offers' 'released released' "$(seat cem) $(seat dot)"
has 'for a reason' 'seats are limited no more' "$(c why cem)"
status=$(c status)
lacks 'nobody lets an offer lapse' 'while a seat was kept' "$status"
lacks 'nor has one' 'offered until' "$status"
is 'all four owe an answer' 4 "$(printf '%s\n' "$status" | sed -n '/^Owe an answer/,/^$/p' | grep -c invited)"
has 'nobody is invited twice' 'Nothing is owed' "$(c send)"
at 2004-06-16T22:30:00Z
c daily
is 'that offer would have ended' 'released released' "$(seat cem) $(seat dot)"
for day in 23 28; do
    at "2004-06-${day}T09:00:00Z"
    c daily
done
is 'who let one end is reminded before answer-by' ' 2 reminder 1 seat ' "$(mails_to ann@able.example)"
is 'and so is who had one' ' 2 reminder 1 seat ' "$(mails_to dot@dash.example)"
reply ann@able.example 'Yes, I will come.' | c receive -q
is 'a yes is one' ACCEPTED "$(partstat ann)"
lacks 'with no word of a list' 'waiting list' "$(cat "$(mail_to ann@able.example)")"

# An offer that waits for the morning when the limit goes is no invitation.
workspace_again() {
    rm -rf "$W" "$T/state"
    workspace
    cp "$T/waves.yaml" "$file"
    c apply "$file" >/dev/null
}
at 2004-06-01T09:00:00Z
workspace_again
c send >/dev/null
at 2004-06-01T22:00:00Z
reply ann@able.example 'Sorry, I cannot come.' | c receive -q
has 'an offer waits for the morning' 'Cem' "$(c outbox | grep seat)"
sed -i '/^seats:/d' "$file"
c apply "$file" >/dev/null
c send >"$T/sent"
has 'who had it is invited' 'sent invitation cem@celik.example' "$(tr -s ' ' <"$T/sent")"
at 2004-06-02T09:00:00Z
c daily
is 'once' ' 1 invitation ' "$(mails_to cem@celik.example)"

# Seats without waves: an offer that stands is kept for as long as was said.
at 2004-06-01T09:00:00Z
workspace_again
c send >/dev/null
at 2004-06-02T09:00:00Z
sed -i 's/^seats:.*/seats: 2/' "$file"
c apply "$file" >/dev/null
is 'what was said is kept' 'offered offered' "$(seat ann) $(seat ben)"
c send >/dev/null
is 'the others are invited' ' 1 invitation ' "$(mails_to dot@dash.example)"
at 2004-06-09T09:00:00Z
c daily
is 'until its last day' 'expired expired' "$(seat ann) $(seat ben)"
lacks 'and then nobody lapses' 'while a seat was kept' "$(c status)"
at 2004-06-28T09:00:00Z
c daily
has 'but is reminded like all the others' '1 reminder 1 seat' "$(mails_to ann@able.example)"
finish
